// Sending: the own words stand there at once, the box is free, and a message goes exactly once, whatever the network does.
import { openedFor } from "./device.js";
import { showExit } from "./exit.js";
import { addSlip, cursor, markSlip, take } from "./turns.js";
import { say, showFault, showOffline, word } from "./words.js";

const WAITS = [1000, 2000, 4000, 8000, 16000, 30000];
const KEPT = 1500;
const queue = [];
let busy = false;
let tries = 0;
let timer = 0;

export function wireForms() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    // The language menu sends the same form elsewhere, as a form.
    if (event.submitter?.hasAttribute("formaction")) return;
    if (form.matches("[data-first]")) sendFirst(event, form);
    else if (form.matches("[data-say]")) sendMessage(event, form);
    else if (form.matches("[data-card]")) sendCard(event, form);
  });
  addEventListener("online", () => { showOffline(false); tries = 0; work(); });
  addEventListener("offline", () => showOffline(true));
  showOffline(!navigator.onLine);
}

function sendMessage(event, form) {
  const data = new FormData(form, event.submitter);
  const text = data.get("text") ?? "";
  if (!text.trim()) return;
  event.preventDefault();
  const box = document.getElementById("m");
  data.set("sent", newId());
  queue.push({ url: "/messages", data, text, slip: addSlip(text, ""), line: "reading" });
  if (form.contains(box)) {
    box.value = "";
    form.querySelector("[name=fix]")?.remove();
    box.focus();
  }
  work();
}

function sendCard(event, form) {
  event.preventDefault();
  const one = { url: form.getAttribute("action"), data: new FormData(form, event.submitter), line: "card" };
  if (queue.some((other) => other.url === one.url && said(other) === said(one))) return; // pressed twice
  queue.push(one);
  work();
}

/** What a form says, without the place that the page has reached. */
function said({ data }) {
  const all = new URLSearchParams(data);
  all.delete("after");
  return all.toString();
}

function sendFirst(event, form) {
  const data = new FormData(form);
  if (!data.get("text").trim()) return;
  event.preventDefault();
  if (queue.length) return;
  document.getElementById("m").readOnly = true;
  form.setAttribute("aria-busy", "true");
  data.set("sent", newId());
  queue.push({ url: "/messages", data, first: form, line: "reading" });
  work();
}

async function work() {
  clearTimeout(timer);
  timer = 0;
  if (busy || !queue.length) return;
  if (!navigator.onLine) return wait(word("unsent"), null);
  busy = true;
  const one = queue[0];
  say(word(line(one)));
  if (one.slip) markSlip(one.slip, "");
  const later = setTimeout(() => say(word(isHeld() ? "held" : "kept")), KEPT);
  try {
    await send(one);
  } catch {
    wait(word("unsent"), WAITS[Math.min(tries++, WAITS.length - 1)]);
  }
  clearTimeout(later);
  busy = false;
  if (!timer) work();
}

/** While a person answers, the machine does not read: nothing is said until the message has arrived. */
const isHeld = () => Boolean(document.querySelector("#answers .manned-by"));
const line = (one) => (one.line === "reading" && isHeld() ? "" : one.line);

async function send(one) {
  if (document.getElementById("turns")) one.data.set("after", cursor());
  const body = new URLSearchParams(one.data);
  const headers = { Accept: "application/json", ...await openedFor("facts", "events") };
  const response = await fetch(one.url, { method: "POST", body, headers });
  const answer = await response.json();
  showAlarm(answer);
  if ([423, 429].includes(response.status) || response.status >= 500) return wait(word("soon"), (answer.seconds ?? 4) * 1000);
  if (answer.form && answer.form !== one.data.get("form")) return renew(answer.form);
  queue.shift();
  tries = 0;
  showOffline(false);
  if (!response.ok) return fail(one, answer.text);
  showFault("");
  if (one.first) return location.assign("/conversation#latest");
  if (answer.shut) document.dispatchEvent(new Event("shut"));
  else take(answer);
  // The server may have cleaned the words: the own copy goes in any case.
  one.slip?.remove();
}

/** Signing in (in another tab, perhaps) made a new token for our forms: all take it, and what waits goes with it. */
function renew(token) {
  document.querySelectorAll("[name=form]").forEach((one) => { one.value = token; });
  queue.forEach((one) => one.data.set("form", token));
}

/** Keeps what is unsent, says so, and tries again after `ms`, or when the network is back. */
function wait(text, ms) {
  queue.forEach((one) => one.slip && markSlip(one.slip, word("unsent")));
  showOffline(!navigator.onLine);
  say(text);
  if (ms !== null) timer = setTimeout(work, ms);
}

/** Not taken: says why, and gives the words back to their box. */
function fail(one, text) {
  const box = document.getElementById("m");
  one.slip?.remove();
  if (one.first) { box.readOnly = false; one.first.removeAttribute("aria-busy"); }
  if (one.data.get("text") && !box.value) box.value = one.data.get("text");
  say("");
  showFault(text || word("failed"));
  document.querySelector("#numbers > *")?.parentElement.focus();
}

/** Numbers for somebody in danger whose message was not taken: they come with the error, and go with the next answer. */
function showAlarm({ alarm, leaves }) {
  const place = document.getElementById("numbers");
  if (!place || (place.dataset.v ?? "") === (alarm?.v ?? "")) return;
  place.dataset.v = alarm?.v ?? "";
  place.innerHTML = alarm?.html ?? "";
  if (!alarm) return;
  if (leaves) showExit();
  place.focus();
}

function newId() {
  if (crypto.randomUUID) return crypto.randomUUID();
  // Plain http in a local network has no randomUUID.
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 15) | 64;
  bytes[8] = (bytes[8] & 63) | 128;
  return [...bytes].map((byte, n) => ([4, 6, 8, 10].includes(n) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}
