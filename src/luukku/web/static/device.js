// The customer's key on this device: what the counter has sealed to it is opened here, and handed over for one request.
// The device's own private half lies in IndexedDB as a key that no script can read; the customer's lies at the counter, sealed to it.
import { bytes, newPair, open, openKey, pointOf, seal } from "./hpke.js";

const STORE = "device";
const opened = new Map(); // by the hash of the seal, while this page lives
let held = null;

/** The conversation whose key is on a device, "" when the counter keeps it. */
export const away = () => document.body.dataset.device ?? "";
const talk = () => document.body.dataset.talk ?? "";

/** Headers with which the next request opens these kinds of things. Throws when this device cannot open them. */
export async function openedFor(...what) {
  return away() ? { "Luukku-Opened": await ticket(what) } : {};
}

/** A ticket for one request: everything of these kinds, opened here. */
export async function ticket(what) {
  const key = await customerKey();
  const { sealed } = await ask(`/sealed?${what.map((one) => `what=${one}`).join("&")}`);
  await Promise.all(sealed.filter((one) => !opened.has(one.id)).map(async (one) => {
    opened.set(one.id, encode(await open(key, decode(one.info), decode(one.sealed))));
  }));
  const body = { opened: Object.fromEntries(sealed.map((one) => [one.id, opened.get(one.id)])) };
  return (await ask("/opened", body)).ticket;
}

/** The customer's key, which this device was let in to. Throws NotIn. */
async function customerKey() {
  if (held) return held;
  const mine = await remembered();
  const holding = await ask("");
  const found = mine && holding.devices.find((one) => one.id === mine.id);
  if (!found?.sealed) throw new NotIn();
  const privateKey = await openKey(mine, keyInfo(mine.id), decode(found.sealed));
  held = { privateKey, point: decode(holding.public) };
  return held;
}

/** This device has no key, or was not let in (yet). */
export class NotIn extends Error {}

/** This browser keeps nothing (a private window, or it was told so). */
export class KeepsNothing extends Error {}

/** What this browser keeps of the device: {id, privateKey, point}; null when there is none. */
export async function remembered() {
  return (await inStore("readonly", (store) => store.get(talk()))) ?? null;
}

/** A key of this device's own, made when there is none. Throws KeepsNothing. */
export async function ownKey() {
  const there = await remembered();
  if (there) return there;
  const pair = await newPair();
  const id = [...crypto.getRandomValues(new Uint8Array(12))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const mine = { id, privateKey: pair.privateKey, point: await pointOf(pair.publicKey) };
  await inStore("readwrite", (store) => store.put(mine, talk()));
  return (await remembered()) ?? Promise.reject(new KeepsNothing());
}

export const forget = () => inStore("readwrite", (store) => store.delete(talk()));

/** The key moves here. */
export async function moveOut() {
  const mine = await ownKey();
  const pair = await newPair(true);
  const plain = await crypto.subtle.exportKey("pkcs8", pair.privateKey);
  const sealed = await seal(mine.point, keyInfo(mine.id), plain);
  await ask("", { public: encode(await pointOf(pair.publicKey)), device: mine.id, own: encode(mine.point), sealed: encode(sealed) });
}

/** The counter keeps the key again: all is handed over, as often as something new comes between. */
export async function moveBack() {
  for (let turn = 0; turn < 5; turn += 1) {
    const { left } = await ask("/back", {}, { "Luukku-Opened": await ticket(["facts", "events", "log", "rest"]) });
    if (!left) return forget();
  }
  throw new Error("not all could be handed over");
}

/** Asks to be let in by a device that has the key; this one's point, for both people to compare. */
export async function askIn() {
  const mine = await ownKey();
  await ask("/joining", { device: mine.id, own: encode(mine.point) });
  return mine;
}

/** Lets another device in: the customer's key is sealed to it. Nobody reads it on the way. */
export async function letIn(id, point) {
  const mine = await remembered();
  const { devices } = await ask("");
  const found = mine && devices.find((one) => one.id === mine.id);
  if (!found?.sealed) throw new NotIn();
  const plain = await open(mine, keyInfo(mine.id), decode(found.sealed));
  await ask(`/joining/${id}`, { sealed: encode(await seal(point, keyInfo(id), plain)) });
  plain.fill(0);
}

export const putOut = (id) => ask(`/gone/${id}`, {});
export const holding = () => ask("");

/** Eight figures by which two people, or one with two devices, see that it is the same key. */
export async function figures(point) {
  const hash = new DataView(await crypto.subtle.digest("SHA-256", point));
  const all = String(hash.getUint32(0) % 100000000).padStart(8, "0");
  return `${all.slice(0, 4)} ${all.slice(4)}`;
}

/** To what the customer's private half is bound when it is sealed to a device: canonical JSON, so in this order. */
const keyInfo = (id) => bytes(JSON.stringify({ customer: "", id, purpose: "on-my-device", version: 1, what: "device-key" }));

async function ask(path, body, more = {}) {
  const headers = { Accept: "application/json", "X-Luukku-Form": document.getElementById("exit").dataset.form, ...more };
  const sent = body === undefined ? { headers } : { method: "POST", headers: { ...headers, "Content-Type": "application/json" }, body: JSON.stringify(body) };
  const answer = await fetch(`/api/v1/conversations/${talk()}/device${path}`, { cache: "no-store", ...sent });
  if (!answer.ok) throw new Error(`${path || "/"}: ${answer.status}`);
  return answer.json();
}

async function inStore(mode, work) {
  try {
    const base = await settled(Object.assign(indexedDB.open("luukku", 1), { onupgradeneeded: ({ target }) => target.result.createObjectStore(STORE) }));
    try {
      return await settled(work(base.transaction(STORE, mode).objectStore(STORE)));
    } finally {
      base.close();
    }
  } catch (error) {
    throw new KeepsNothing(error?.name);
  }
}

const settled = (request) => new Promise((done, failed) => {
  request.onsuccess = () => done(request.result);
  request.onerror = () => failed(request.error);
});

export const decode = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

export function encode(held) {
  const all = new Uint8Array(held);
  let text = "";
  for (let at = 0; at < all.length; at += 8192) text += String.fromCharCode(...all.subarray(at, at + 8192));
  return btoa(text);
}
