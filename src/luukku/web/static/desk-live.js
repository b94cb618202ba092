// The desk's line: one stream for all tabs of a browser. The seen tab that holds the lock reads it and tells the others.
import { cursor, fetchTurns, openCase } from "./desk-turns.js";
import { say, word } from "./words.js";

const WAITS = [500, 1000, 2000, 4000, 8000, 16000, 30000];
const NAME = "luukku-desk";
const channel = "BroadcastChannel" in window ? new BroadcastChannel(NAME) : null;
let stop = null;
let failures = 0;

export function openQueue() {
  channel?.addEventListener("message", (event) => take(event.data));
  document.addEventListener("visibilitychange", () => (document.hidden ? close() : open()));
  addEventListener("online", () => { failures = 0; open(); });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => { if (event.persisted) open(); });
  if (!document.hidden) open();
}

function close() {
  stop?.abort();
  stop = null;
  delete document.documentElement.dataset.live;
}

async function open() {
  close();
  const mine = new AbortController();
  stop = mine;
  const { signal } = mine;
  if (openCase()) fetchTurns();
  try {
    // Plain http in a local network has no locks: then each tab has its own stream.
    if (navigator.locks && channel) await navigator.locks.request(NAME, { signal }, () => keepReading(signal));
    else await keepReading(signal);
  } catch {
    // Aborted: this tab is hidden, or goes.
  }
}

async function keepReading(signal) {
  while (!signal.aborted) {
    try {
      await read(signal);
    } catch {
      // A broken or refused line is tried again.
    }
    if (signal.aborted) return;
    const wait = WAITS[Math.min(failures++, WAITS.length - 1)] * (0.75 + Math.random() / 2);
    await new Promise((done) => { const timer = setTimeout(done, wait); signal.addEventListener("abort", () => { clearTimeout(timer); done(); }); });
  }
}

async function read(signal) {
  const response = await fetch("/desk/live", { headers: { Accept: "text/event-stream" }, signal, cache: "no-store" });
  if (response.status === 401) return location.assign("/desk/sign-in?ended=1");
  if (!response.ok || !response.headers.get("content-type")?.startsWith("text/event-stream")) throw new Error("no stream");
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let held = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    held += value;
    const parts = held.split("\n\n");
    held = parts.pop();
    for (const part of parts) {
      const data = part.split("\n").filter((line) => line.startsWith("data: ")).map((line) => line.slice(6)).join("");
      if (!data) continue;
      failures = 0;
      const frame = JSON.parse(data);
      channel?.postMessage(frame);
      take(frame);
    }
  }
}

function take(frame) {
  document.documentElement.dataset.live = "on";
  if (frame.queue) putQueue(frame.queue);
  if (frame.rows) follow(frame.rows);
  if (openCase() && (frame.talks?.[openCase()] ?? 0) > cursor()) fetchTurns();
}

/** The rows as they are now; the row that is open stays marked, the focus stays on its row. */
function putQueue({ v, html }) {
  const place = document.getElementById("queue-rows");
  if (place.dataset.v === v) return;
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.row : null;
  const before = [...place.querySelectorAll("[data-row]")].map((row) => row.dataset.row).join();
  place.dataset.v = v;
  place.innerHTML = html;
  place.querySelector(`[data-row="${document.body.dataset.open}"]`)?.setAttribute("aria-current", "true");
  if (focused) (place.querySelector(`[data-row="${focused}"]`) ?? place.querySelector("[data-row]"))?.focus();
  if ([...place.querySelectorAll("[data-row]")].map((row) => row.dataset.row).join() !== before) say(word("changed"));
}

/** Whether the row that this page shows is still as it was: taken by somebody, or no longer ours. */
function follow(rows) {
  const id = document.body.dataset.open;
  if (!id) return;
  const row = rows[id];
  const mine = Boolean(openCase());
  if (mine && !row?.mine) return lose(row);
  if (!mine && row?.mine) return location.reload();
  if (!mine && row?.holder) lose(row);
  if (!mine && !row) lose(row);
}

/** Nothing can be written here any more; words that are not sent stay to be copied. While somebody has it, it may be looked into. */
function lose(row) {
  const holds = document.getElementById("holds");
  const words = document.querySelector(`[data-row="${document.body.dataset.open}"] .holder bdi`)?.textContent;
  if (holds && words && holds.textContent !== words) {
    holds.textContent = words;
    say(words);
  }
  if (holds && !row) holds.textContent = "";
  const left = row ? ":not(#glass .btn)" : "";
  document.querySelectorAll(`.talk .btn${left}, .talk .write textarea`).forEach((one) => { one.disabled = true; });
}
