// Pages of a customer whose key is on their device, and the page where it moves: each step says what is true.
import { away, askIn, decode, figures, forget, holding, KeepsNothing, letIn, moveBack, moveOut, NotIn, openedFor, ownKey, putOut, remembered, ticket } from "./device.js";

const ALL = ["facts", "events", "log"];
const LOOKS_EVERY = 2000;
const MOST_TRIES = 3;
const address = new URL(location.href);

/** Opens the page that is shut, or makes the open one's forms and links take along what they need. */
export function wireDevice() {
  clean();
  const shut = document.getElementById("shut");
  if (shut) openPage(shut);
  const page = document.getElementById("device");
  if (page) wirePage(page);
  fillCode();
  if (!away() || shut) return;
  if (document.body.dataset.moving === "back") moveBack().then(() => location.reload(), () => {});
  document.addEventListener("submit", sendOpened);
  document.addEventListener("click", followOpened);
}

/** The ticket was for this page alone. */
function clean() {
  if (!address.searchParams.has("opened")) return;
  const shown = new URL(address);
  for (const name of ["opened", "tries"]) shown.searchParams.delete(name);
  history.replaceState(history.state, "", shown);
}

async function openPage(shut) {
  const tries = Number(address.searchParams.get("tries") ?? 0);
  const show = (name) => shut.querySelectorAll("[data-state]").forEach((one) => { one.hidden = one.dataset.state !== name; });
  if (!window.crypto?.subtle) return show("old");
  if (tries >= MOST_TRIES) return show("failed");
  try {
    const next = new URL(shut.dataset.back || address, location.origin);
    next.searchParams.set("opened", await ticket(shut.dataset.what.split(" ")));
    next.searchParams.set("tries", tries + 1);
    next.hash = address.hash;
    location.replace(next);
  } catch (error) {
    if (error instanceof KeepsNothing) return show("denied");
    if (error instanceof NotIn) return join(shut, show);
    show("failed");
  }
}

/** This device was not let in: it asks, shows its figures, and waits for the other one. */
async function join(shut, show) {
  try {
    const mine = await askIn();
    shut.querySelector("output").textContent = await figures(mine.point);
    show("join");
    const look = async () => {
      const there = (await holding().catch(() => null))?.devices.find((one) => one.id === mine.id);
      if (there?.sealed) location.reload();
      else setTimeout(look, LOOKS_EVERY);
    };
    setTimeout(look, LOOKS_EVERY);
  } catch (error) {
    show(error instanceof KeepsNothing ? "denied" : "failed");
  }
}

/** A form of a page goes with what its answer needs. Those of the conversation are sent by `say.js`. */
async function sendOpened(event) {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post" || form.dataset.opened) return;
  event.preventDefault();
  const target = new URL(event.submitter?.hasAttribute("formaction") ? event.submitter.formAction : form.action);
  target.searchParams.set("opened", await ticket(ALL).catch(() => ""));
  if (event.submitter?.name) form.append(Object.assign(document.createElement("input"), { type: "hidden", name: event.submitter.name, value: event.submitter.value }));
  form.action = target;
  form.submit();
}

/** What is downloaded comes at once, not as a page that opens itself. */
async function followOpened(event) {
  const link = event.target.closest?.("a[download]");
  if (!link || event.defaultPrevented) return;
  event.preventDefault();
  const target = new URL(link.href);
  target.searchParams.set("opened", await ticket(ALL).catch(() => ""));
  location.assign(target);
}

/** A code that was scanned stands in the address behind the #, which no server sees. */
function fillCode() {
  const box = document.querySelector("form[action='/resume'] #code");
  if (box && /^#[A-Z2-9-]{16,}$/.test(location.hash)) box.value = location.hash.slice(1);
}

function wirePage(page) {
  const say = (name) => page.querySelectorAll("[data-said]").forEach((one) => { one.hidden = one.dataset.said !== name; });
  const press = (name, work) => page.querySelectorAll(`[data-do="${name}"]`).forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      page.setAttribute("aria-busy", "true");
      try {
        await work(button);
      } catch (error) {
        say(error instanceof KeepsNothing ? "denied" : error instanceof NotIn ? "not-in" : "failed");
      }
      page.removeAttribute("aria-busy");
    });
  });
  if (!window.crypto?.subtle || !window.indexedDB) return say("old");
  press("out", async () => {
    await ownKey();
    const lasts = await (navigator.storage?.persist?.() ?? false);
    if (!lasts) return say("unsure");
    await goOut();
  });
  press("anyway", goOut);
  press("back", async () => { await moveBack(); location.assign("/device?note=back"); });
  press("gone", async (button) => { await putOut(button.dataset.id); location.reload(); });
  if (away()) watch(page, press);
}

async function goOut() {
  await moveOut();
  location.assign("/device?note=out");
}

/** Says which of the devices is this one, and shows who asks to be let in. */
async function watch(page, press) {
  const mine = await remembered().catch(() => null);
  page.querySelectorAll("[data-device-id]").forEach((one) => {
    const own = one.dataset.deviceId === mine?.id;
    one.querySelector("[data-this]").hidden = !own;
    if (own) one.querySelector("[data-do=gone]")?.remove();
  });
  const asks = page.querySelector("#asks");
  const shown = new Set();
  const look = async () => {
    for (const one of (await holding().catch(() => ({ devices: [] }))).devices) {
      if (one.sealed || one.id === mine?.id || shown.has(one.id)) continue;
      shown.add(one.id);
      const row = asks.content.firstElementChild.cloneNode(true);
      const point = decode(one.own);
      row.querySelector("output").textContent = await figures(point);
      asks.before(row);
      row.querySelector("[data-let-in]").addEventListener("click", async () => {
        await letIn(one.id, point).then(() => location.assign("/device?note=in"), () => { page.querySelector("[data-said=failed]").hidden = false; });
      });
      row.querySelector("[data-keep-out]").addEventListener("click", async () => { await putOut(one.id); location.reload(); });
    }
    setTimeout(look, LOOKS_EVERY);
  };
  look();
}
