// The reply lies in the page for eight seconds, in which it can be undone; then it goes, once.
import { cursor, takeTurns, toEnd } from "./desk-turns.js";
import { say, showFault, word } from "./words.js";

const SECONDS = 8;
const TRIES = [1000, 2000, 4000, 8000];
const waiting = [];

export function wireReply() {
  const form = document.querySelector("[data-reply]");
  if (!form) return;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const text = data.get("text");
    if (!text.trim()) return;
    form.elements.text.value = "";
    form.elements.id.value = crypto.randomUUID ? crypto.randomUUID() : randomId();
    form.elements.text.focus();
    wait({ url: form.getAttribute("action"), data, text, left: SECONDS, slip: addSlip(text) });
  });
  form.elements.text.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey) && !event.isComposing) { event.preventDefault(); form.requestSubmit(); }
  });
  // Whoever leaves the page has sent what they sent.
  addEventListener("pagehide", () => waiting.splice(0).forEach((one) => { clearInterval(one.timer); fetch(one.url, { method: "POST", body: new URLSearchParams(one.data), keepalive: true }); }));
}

/** Takes the last reply back while it waits. True when there was one. */
export function undo() {
  const one = waiting.pop();
  if (!one) return false;
  clearInterval(one.timer);
  giveBack(one, word("undone"));
  return true;
}

function wait(one) {
  waiting.push(one);
  one.slip.querySelector("button").addEventListener("click", () => {
    const at = waiting.indexOf(one);
    if (at >= 0) { waiting.splice(at, 1); clearInterval(one.timer); giveBack(one, word("undone")); }
  });
  count(one);
  one.timer = setInterval(() => {
    one.left -= 1;
    if (one.left > 0) return count(one);
    clearInterval(one.timer);
    waiting.splice(waiting.indexOf(one), 1);
    one.slip.querySelector("button").remove();
    send(one, 0);
  }, 1000);
}

const count = (one) => { one.slip.querySelector(".count").textContent = word("sending").replace(/987[\s.,\u00a0\u202f]?654/, String(one.left)); };

async function send(one, tried) {
  one.data.set("after", cursor());
  let response;
  try {
    response = await fetch(one.url, { method: "POST", body: new URLSearchParams(one.data), headers: { Accept: "application/json" } });
  } catch {
    response = null;
  }
  if ((!response || response.status >= 500 || response.status === 429) && tried < TRIES.length) return setTimeout(() => send(one, tried + 1), TRIES[tried]);
  if (!response?.ok) {
    const text = response ? (await response.json().catch(() => ({}))).text : "";
    giveBack(one, word("unsent"));
    return showFault(text || word("unsent"));
  }
  one.slip.remove();
  takeTurns(await response.json());
  say(word("sent"));
}

function giveBack(one, text) {
  const box = document.getElementById("reply");
  box.value = box.value ? `${one.text}\n${box.value}` : one.text;
  one.slip.remove();
  box.focus();
  say(text);
}

function addSlip(text) {
  const slip = document.getElementById("pending").content.firstElementChild.cloneNode(true);
  slip.querySelector("bdi").textContent = text;
  document.getElementById("turns").append(slip);
  toEnd();
  return slip;
}

function randomId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte, n) => ([4, 6, 8, 10].includes(n) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}
