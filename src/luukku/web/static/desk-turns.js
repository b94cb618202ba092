// The open conversation at the desk: new turns are put in, those before stay where they are.
import { say, word } from "./words.js";

const list = document.getElementById("turns");
let busy = false;
let again = false;

export const openCase = () => list?.dataset.case;
export const cursor = () => Number(list?.dataset.cursor ?? 0);

/** What the server gives after something was said: turns, the support pane, how far it goes. */
export function takeTurns(frame) {
  let added = false;
  for (const { id, v, kind, html } of frame.turns) added = putTurn(id, v, kind, html) || added;
  if (frame.cursor > cursor()) list.dataset.cursor = frame.cursor;
  const support = document.getElementById("support-parts");
  if (support.dataset.v !== frame.support.v) {
    support.dataset.v = frame.support.v;
    support.innerHTML = frame.support.html;
  }
  if (added) toEnd();
}

/** Fetches what is new in the conversation that this page has open. */
export async function fetchTurns() {
  if (busy) { again = true; return; }
  busy = true;
  try {
    const response = await fetch(`/desk/${openCase()}/turns?after=${cursor()}`, { headers: { Accept: "application/json" }, cache: "no-store" });
    if (response.ok) {
      const frame = await response.json();
      if (frame.turns.some((turn) => turn.kind === "you")) say(word("spoke"));
      takeTurns(frame);
    }
  } catch {
    // The line is tried again, and with it this.
  }
  busy = false;
  if (again) { again = false; fetchTurns(); }
}

export function toEnd() {
  const log = document.getElementById("log");
  if (log) log.scrollTop = log.scrollHeight;
}

function putTurn(id, v, kind, html) {
  const old = document.getElementById(id);
  if (old?.dataset.v === v) return false;
  const item = old ?? document.createElement("li");
  Object.assign(item, { id, className: kind, innerHTML: html });
  item.dataset.v = v;
  if (!old) list.insertBefore(item, list.querySelector(":scope > .pending"));
  return !old;
}
