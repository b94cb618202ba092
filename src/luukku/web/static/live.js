// The live line: Server-Sent Events read with fetch, so that a refused first request is tried again too.
import { openedFor } from "./device.js";
import { cursor, take } from "./turns.js";

const WAITS = [500, 1000, 2000, 4000, 8000, 16000, 30000];
let stop = null;
let failures = 0;
let timer = 0;
let asking = false;
let again = false;

/** Opens the stream now and keeps it open while the tab is seen. */
export function openStream() {
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("online", () => { failures = 0; open(); });
  document.addEventListener("shut", takeOpened);
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  if (!document.hidden) open();
}

function close() {
  clearTimeout(timer);
  stop?.abort();
  stop = null;
  delete document.documentElement.dataset.live;
}

async function open() {
  close();
  const mine = new AbortController();
  stop = mine;
  try {
    await read(mine.signal);
  } catch {
    // A broken or refused line says nothing to the person: it is tried again.
  }
  if (stop !== mine) return;
  delete document.documentElement.dataset.live;
  const wait = WAITS[Math.min(failures, WAITS.length - 1)];
  failures += 1;
  timer = setTimeout(open, wait * (0.75 + Math.random() / 2));
}

async function read(signal) {
  const headers = { Accept: "text/event-stream", "Last-Event-ID": cursor() };
  const response = await fetch(`/live?after=${cursor()}`, { headers, signal, cache: "no-store" });
  if (!response.ok || !response.headers.get("content-type")?.startsWith("text/event-stream")) throw new Error("no stream");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    held += value;
    const parts = held.split("\n\n");
    held = parts.pop();
    parts.forEach(takeEvent);
  }
}

/** What only this device opens: it is handed over, and comes back as a frame. What came meanwhile is asked for anew. */
async function takeOpened() {
  if (asking) { again = true; return; }
  asking = true;
  for (let turn = 0; turn < 5; turn += 1) {
    again = false;
    const answer = await openedFor("facts", "events").then((headers) => fetch(`/frame?after=${cursor()}`, { headers: { Accept: "application/json", ...headers } })).catch(() => null);
    if (answer?.ok) {
      const frame = await answer.json();
      take(frame, String(frame.cursor));
      if (!again) break;
    } else await new Promise((done) => setTimeout(done, WAITS[turn]));
  }
  asking = false;
}

function takeEvent(text) {
  let id = "";
  let data = "";
  for (const line of text.split("\n")) {
    if (line.startsWith("id: ")) id = line.slice(4);
    if (line.startsWith("data: ")) data += line.slice(6);
  }
  if (!data) return;
  const frame = JSON.parse(data);
  if (frame.shut) takeOpened();
  else take(frame, id);
  failures = 0;
  document.documentElement.dataset.live = "on";
}
