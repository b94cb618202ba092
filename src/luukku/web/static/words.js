// The words that scripts show, in the page's language, and the one line that is announced.
const words = document.getElementById("words");

/** The text of that name from the page; "" where the page has none. */
export const word = (name) => words?.dataset[name] ?? "";

/** Announces one short line. A quiet one is only heard: what it says can be seen anyway. */
export function say(text, quiet = false) {
  const line = document.getElementById("status");
  if (!line) return;
  line.toggleAttribute("data-quiet", quiet);
  if (line.textContent !== text) line.textContent = text;
}

/** Shows or hides the banner about the missing network. */
export function showOffline(offline) {
  const banner = document.getElementById("offline");
  if (banner) banner.hidden = !offline;
}

/** Shows what went wrong and moves there; an empty text takes it away. */
export function showFault(text) {
  const fault = document.getElementById("fault");
  if (!fault) return;
  fault.hidden = !text;
  fault.querySelector(".reason").textContent = text;
  document.title = text ? word("fault") : word("title");
  if (text) fault.focus();
}
