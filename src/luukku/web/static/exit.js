// Leaving quickly: the page goes blank at once, this address is replaced in the history, a safe conversation's cookie ends.
const TIMES = 3;
const WITHIN = 2000;

export function wireExit() {
  const link = document.getElementById("exit");
  if (!link) return;
  const presses = [];
  // Also by the same words inside a turn.
  document.addEventListener("click", (event) => {
    if (!event.target.closest("a[href='/leave']")) return;
    event.preventDefault();
    leave(link);
  });
  addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || link.hidden) return;
    presses.push(event.timeStamp);
    if (presses.length > TIMES) presses.shift();
    if (presses.length === TIMES && presses[TIMES - 1] - presses[0] < WITHIN) leave(link);
  });
}

/** From now on the way out stays in sight. */
export function showExit() {
  document.getElementById("exit").hidden = false;
  document.querySelector(".head").classList.add("stays");
}

function leave(link) {
  document.body.hidden = true;
  document.title = "";
  fetch("/leave", { method: "POST", headers: { "X-Luukku-Form": link.dataset.form }, keepalive: true }).catch(() => {});
  location.replace(link.dataset.away);
}
