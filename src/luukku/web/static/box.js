// The message box: Enter sends where there is a real keyboard, the count never blocks typing.
import { say, word } from "./words.js";

const NEAR = 200;

export function wireBox() {
  const box = document.getElementById("m");
  if (!box) return;
  const limit = Number(box.dataset.limit);
  box.addEventListener("input", () => {
    const left = limit - [...box.value].length;
    if (left < 0) say(word("over").replace(/987[\s.,\u00a0\u202f]?654/, String(-left)));
    else if (left < NEAR) say(word("left").replace(/987[\s.,\u00a0\u202f]?654/, String(left)));
  });
  box.addEventListener("keydown", (event) => {
    const fine = matchMedia("(pointer: fine)").matches;
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || !fine || box.form.matches("[data-first]")) return;
    event.preventDefault();
    box.form.requestSubmit();
  });
  if (location.hash === "#m") box.focus();
}
