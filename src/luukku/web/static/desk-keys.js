// Single keys, with a switch that turns them off (WCAG 2.1.4). None fires while somebody types.
import { undo } from "./desk-reply.js";

const KEPT = "luukku-desk-keys";
const TYPING = "input, textarea, select, [contenteditable]";

export function wireKeys() {
  const button = document.getElementById("keys-switch");
  button.hidden = false;
  set(button, read());
  button.addEventListener("click", () => {
    const on = button.getAttribute("aria-checked") !== "true";
    try { localStorage.setItem(KEPT, on ? "on" : "off"); } catch { /* Then it holds for this page. */ }
    set(button, on);
  });
  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || event.target.closest?.(TYPING)) return;
    if (document.documentElement.dataset.keys !== "on" || document.getElementById("keys").open) return;
    if (ACTS[event.key]?.() !== undefined) event.preventDefault();
  });
}

function read() {
  try { return localStorage.getItem(KEPT) !== "off"; } catch { return true; }
}

function set(button, on) {
  button.setAttribute("aria-checked", String(on));
  document.documentElement.dataset.keys = on ? "on" : "off";
}

function move(by) {
  const rows = [...document.querySelectorAll("#queue-rows [data-row]")];
  if (!rows.length) return undefined;
  const at = rows.indexOf(document.activeElement.closest?.("[data-row]"));
  const from = at >= 0 ? at : rows.findIndex((row) => row.hasAttribute("aria-current"));
  const to = from < 0 ? 0 : Math.max(0, Math.min(rows.length - 1, from + by));
  rows[to].focus();
  return true;
}

function goTo(id, fold) {
  if (fold && document.getElementById(fold)) document.getElementById(fold).open = true;
  const box = document.getElementById(id);
  if (!box || box.disabled) return undefined;
  box.focus();
  return true;
}

const ACTS = {
  j: () => move(1),
  k: () => move(-1),
  r: () => goTo("reply"),
  n: () => goTo("note", "jot"),
  b: () => goTo("back-text", "back"),
  u: () => undo() || undefined,
  "?": () => { document.getElementById("keys").showModal(); return true; },
};
