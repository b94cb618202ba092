// The conversation on the page: fragments from the server are put in, nothing else is moved.
import { showExit } from "./exit.js";
import { say } from "./words.js";

const NEAR = 160;
const list = document.getElementById("turns");
const lit = document.getElementById("lit");
const newer = document.getElementById("newer");
// True while the log holds the focus only until the next thing is lit.
let lent = false;
// The last item of the newest frame that was taken.
let until = 0;

/** The number of the last event that the page has. */
export const cursor = () => list.dataset.cursor;

/** Puts a frame in: turns, the lit piece, one line to announce. Taking the same frame twice changes nothing. */
export function take(frame, seq) {
  if (seq && Number(seq) > Number(list.dataset.cursor)) list.dataset.cursor = seq;
  const follows = isAtEnd();
  let added = null;
  for (const turn of frame.turns) added = putTurn(turn) ?? added;
  // An answer may come after a newer frame: its turns are welcome, its light is old.
  const late = frame.until < until;
  until = Math.max(until, frame.until);
  const moved = late ? "" : putLit(frame.lit);
  for (const piece of late ? [] : frame.pieces ?? []) putPiece(piece);
  if (frame.leaves) showExit();
  if (frame.tone) document.body.dataset.tone = frame.tone;
  if (frame.status && (added || moved)) say(frame.status, frame.waiting === false);
  if (added || moved === "new") show(follows, added);
  if (frame.language !== document.documentElement.lang && !document.getElementById("m").value && !list.querySelector(".unsent")) location.reload();
}

/** The customer's own words, at once, before anybody has them. */
export function addSlip(text, state) {
  const slip = document.getElementById("slip").content.firstElementChild.cloneNode(true);
  slip.querySelector("bdi").textContent = text;
  slip.dataset.text = text.trim();
  markSlip(slip, state);
  list.append(slip);
  scrollTo({ top: document.documentElement.scrollHeight });
  return slip;
}

export const markSlip = (slip, state) => { slip.querySelector(".mine").textContent = state; };

function putTurn({ id, v, kind, html }) {
  const old = document.getElementById(id);
  if (old?.dataset.v === v) return null;
  const item = old ?? document.createElement("li");
  item.id = id;
  item.dataset.v = v;
  item.className = kind;
  put(item, html);
  if (old) return null;
  if (kind === "you") dropSlip(item.querySelector("bdi").textContent.trim());
  const waiting = list.querySelector(":scope > .unsent");
  list.insertBefore(item, waiting);
  return item;
}

function dropSlip(text) {
  [...list.querySelectorAll(":scope > .unsent")].find((slip) => slip.dataset.text === text)?.remove();
}

/** "new" when the person's eyes go there, "same" when only the state of what is lit changed, "" when nothing did. */
function putLit({ v, html }) {
  if (lit.dataset.v === v) return "";
  const log = document.getElementById("log");
  const held = lit.contains(document.activeElement) || (lent && document.activeElement === log);
  lit.dataset.v = v;
  const same = put(lit, html);
  lent = false;
  if (same && (!held || lit.contains(document.activeElement))) return "same";
  // Whoever answered by a button goes on where the light is now, not at the top of the page.
  const next = lit.querySelector("#lit-name");
  if (held) (next ?? log).focus({ preventScroll: true });
  lent = held && !next;
  return "new";
}

/** Who answers, the way to a human, the open situations: beside the turns, changed in place. */
function putPiece({ id, v, html }) {
  const piece = document.getElementById(id);
  if (!piece || piece.dataset.v === v) return;
  const held = piece.contains(document.activeElement);
  piece.dataset.v = v;
  put(piece, html);
  if (held && !piece.contains(document.activeElement)) document.getElementById("log").focus({ preventScroll: true });
}

/** Puts HTML in. Of the same thing as before, what a person opened stays open and the focus stays where it was. False for another thing. */
function put(node, html) {
  const subject = () => node.querySelector("[data-of]")?.dataset.of;
  const before = subject();
  const opened = [...folds(node)].filter(([, one]) => one.open).map(([name]) => name);
  const focused = node.contains(document.activeElement) ? document.activeElement.outerHTML : "";
  node.innerHTML = html;
  if (subject() !== before) return false;
  const now = folds(node);
  for (const name of opened) if (now.has(name)) now.get(name).open = true;
  if (focused) [...node.querySelectorAll("summary, button, a")].find((one) => one.outerHTML === focused)?.focus({ preventScroll: true });
  return true;
}

/** The folds of a piece, each by its kind and number: "terms 2". */
function folds(node) {
  const number = {};
  return new Map([...node.querySelectorAll("details")].map((one) => {
    number[one.className] = (number[one.className] ?? 0) + 1;
    return [`${one.className} ${number[one.className]}`, one];
  }));
}

const isAtEnd = () => document.documentElement.scrollHeight - scrollY - innerHeight < NEAR;

/** How much of the screen's top the head covers while it stays in sight. */
function covered() {
  const head = document.querySelector(".head.stays");
  return head ? Math.max(0, parseFloat(getComputedStyle(head).top) + head.offsetHeight) : 0;
}

function show(follows, added) {
  if (follows) {
    const first = added ?? lit.firstElementChild;
    const end = document.documentElement.scrollHeight - innerHeight;
    const top = first ? first.getBoundingClientRect().top + scrollY - 16 - covered() : end;
    scrollTo({ top: Math.min(top, end) });
  } else if (added) newer.hidden = false;
}

export function wireView() {
  newer.addEventListener("click", () => {
    newer.hidden = true;
    const last = list.lastElementChild;
    scrollTo({ top: last.getBoundingClientRect().top + scrollY - 16 });
    document.getElementById("log").focus({ preventScroll: true });
  });
  addEventListener("scroll", () => { if (isAtEnd()) newer.hidden = true; }, { passive: true });
}
