// The browser checks the log itself: each own entry is in the tree that was signed, and the tree only grew since last time.
// RFC 9162, 2.1.3.2 and 2.1.4.2; c2sp.org/tlog-proof, c2sp.org/tlog-checkpoint. What it saw last it keeps: key, size and root.
import { openedFor } from "./device.js";

const KEPT = "luukku-log";
const AGAIN = 1500;

export async function wireLog() {
  const line = document.getElementById("own-check");
  if (!line || !window.crypto?.subtle) return;
  const keeps = document.body.dataset.safe === undefined;
  const seen = keeps ? remembered() : null;
  const entries = Number(line.dataset.entries);
  let found, said;
  try {
    found = await ask(seen, entries);
  } catch {
    return; // No answer is no finding.
  }
  if (!found) return;
  try {
    await check(found, seen, entries);
    said = seen ? "good" : "first";
    if (keeps) remember(found);
  } catch {
    said = "bad"; // Also an answer of another form than it must have.
  }
  line.textContent = line.dataset[said];
  line.dataset.found = said;
  line.hidden = false;
}

function remembered() {
  try { return JSON.parse(localStorage.getItem(KEPT)); } catch { return null; }
}

function remember({ vkey, checkpoint }) {
  const { size, root } = read(checkpoint);
  try { localStorage.setItem(KEPT, JSON.stringify({ vkey, size, root: encode(root) })); } catch { /* Then it is the first time again. */ }
}

/** What the counter says, once the newest entries have their place; {} when its log is shorter than it was, null when it does not say. */
async function ask(seen, entries) {
  for (let turn = 0; turn < 3; turn += 1) {
    const answer = await fetch(`/known/log?since=${Number.isSafeInteger(seen?.size) ? seen.size : 0}`, { headers: await openedFor("log") });
    if (answer.status === 404) return {};
    if (!answer.ok) return null;
    const found = await answer.json();
    if (found.proofs.length >= entries || turn === 2) return found;
    await new Promise((done) => setTimeout(done, AGAIN));
  }
  return null;
}

async function check({ vkey, checkpoint, consistency, proofs }, seen, entries) {
  const { origin, size, root } = read(checkpoint);
  hold(vkey.split("+")[0] === origin);
  await checkSignature(checkpoint, vkey);
  if (seen) {
    hold(seen.vkey === vkey && seen.size <= size);
    if (seen.size > 0) await checkConsistency(seen.size, size, decode(seen.root), root, consistency.map(decode));
  }
  hold(proofs.length >= entries);
  for (const [place, { proof }] of proofs.entries()) {
    const [head, note] = split(proof, proof.indexOf("\n\n"));
    hold(note === checkpoint);
    const [, extra, index, ...path] = head.split("\n");
    const opened = decode(extra.replace(/^extra /, ""));
    const leaf = await hash(Uint8Array.of(0), await hash(opened));
    await checkInclusion(Number(index.replace(/^index /, "")), size, leaf, path.map(decode), root);
    hold(JSON.parse(new TextDecoder().decode(opened.slice(32))).n === place + 1);
  }
}

async function checkInclusion(index, size, leaf, path, root) {
  hold(Number.isSafeInteger(index) && index >= 0 && index < size);
  let place = index, last = size - 1, node = leaf;
  for (const step of path) {
    hold(last > 0);
    if (place % 2 || place === last) {
      node = await join(step, node);
      while (!(place % 2) && place) [place, last] = [half(place), half(last)];
    } else node = await join(node, step);
    [place, last] = [half(place), half(last)];
  }
  hold(last === 0 && same(node, root));
}

async function checkConsistency(size1, size2, root1, root2, proof) {
  if (size1 === size2) return hold(!proof.length && same(root1, root2));
  const path = Number.isInteger(Math.log2(size1)) ? [root1, ...proof] : proof;
  hold(size1 > 0 && size1 < size2 && path.length);
  let place = size1 - 1, last = size2 - 1;
  while (place % 2) [place, last] = [half(place), half(last)];
  let [older, newer] = [path[0], path[0]];
  for (const step of path.slice(1)) {
    hold(last > 0);
    if (place % 2 || place === last) {
      [older, newer] = [await join(step, older), await join(step, newer)];
      while (!(place % 2) && place) [place, last] = [half(place), half(last)];
    } else newer = await join(newer, step);
    [place, last] = [half(place), half(last)];
  }
  hold(last === 0 && same(older, root1) && same(newer, root2));
}

/** The log's signature, where the browser can check Ed25519; older ones rest on what they remember. */
async function checkSignature(note, vkey) {
  const [name, id, ...rest] = vkey.split("+");
  const key = rest.join("+"); // base64 has plus signs of its own
  const raw = decode(key).slice(1);
  const known = await crypto.subtle.importKey("raw", raw, "Ed25519", false, ["verify"]).catch((error) => {
    hold(error.name === "NotSupportedError");
  });
  if (!known) return;
  const [text, lines] = split(note, note.lastIndexOf("\n\n"));
  const line = lines.split("\n").find((one) => one.startsWith(`— ${name} `));
  hold(line);
  const held = decode(line.slice(`— ${name} `.length));
  hold([...held.slice(0, 4)].map((byte) => byte.toString(16).padStart(2, "0")).join("") === id);
  hold(await crypto.subtle.verify("Ed25519", known, held.slice(4), new TextEncoder().encode(`${text}\n`)));
}

function read(note) {
  const [origin, size, root] = note.split("\n");
  hold(/^(0|[1-9][0-9]{0,15})$/.test(size));
  return { origin, size: Number(size), root: decode(root) };
}

function hold(fact) {
  if (!fact) throw new Error("does not hold");
}

function split(text, at) {
  hold(at > 0);
  return [text.slice(0, at), text.slice(at + 2)];
}

const decode = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const encode = (bytes) => btoa(String.fromCharCode(...bytes));
const half = (number) => Math.floor(number / 2);
const same = (one, other) => encode(one) === encode(other);
const join = (left, right) => hash(Uint8Array.of(1), left, right);

async function hash(...parts) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", await new Blob(parts).arrayBuffer()));
}
