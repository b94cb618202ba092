// HPKE (RFC 9180) in base mode: DHKEM(P-256, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, as the counter seals to a device.
// A seal is a byte of format, a byte of suite, the sender's one-time point and the ciphertext; `info` is what it is bound to.
const HEAD = [1, 2];
const POINT = 65;
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const encoder = new TextEncoder();
const KEM = bytes("KEM", [0, 0x10]);
const SUITE = bytes("HPKE", [0, 0x10, 0, 1, 0, 2]);
const NOTHING = new Uint8Array();

/** A pair whose private half no script can read, unless it is to be `sealed away` at once. */
export const newPair = (sealedAway = false) => crypto.subtle.generateKey(CURVE, sealedAway, ["deriveBits"]);

/** The 65 bytes of a public half. */
export const pointOf = async (publicKey) => new Uint8Array(await crypto.subtle.exportKey("raw", publicKey));

/** `plain` sealed to the holder of the point's private half. */
export async function seal(point, info, plain) {
  const once = await newPair();
  const enc = await pointOf(once.publicKey);
  const { key, nonce } = await schedule(await shared(once.privateKey, point, bytes(enc, point)), info);
  const sealing = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  return bytes(HEAD, enc, await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, sealing, plain));
}

/** What lies inside. Throws when key, label, format or a single bit differs. `own`: {privateKey, point}. */
export async function open(own, info, sealed) {
  const { key, nonce, held } = await opening(own, info, sealed);
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: nonce }, aes, held));
}

/** The private key that lies inside, as a key that no script can read. */
export async function openKey(own, info, sealed) {
  const { key, nonce, held } = await opening(own, info, sealed);
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["unwrapKey"]);
  return crypto.subtle.unwrapKey("pkcs8", held, aes, { name: "AES-GCM", iv: nonce }, CURVE, false, ["deriveBits"]);
}

async function opening({ privateKey, point }, info, sealed) {
  if (sealed[0] !== HEAD[0] || sealed[1] !== HEAD[1] || sealed.length < 2 + POINT + 16) throw new Error("no such seal");
  const enc = sealed.slice(2, 2 + POINT);
  return { ...await schedule(await shared(privateKey, enc, bytes(enc, point)), info), held: sealed.slice(2 + POINT) };
}

/** The KEM's shared secret (RFC 9180, 4.1). */
async function shared(privateKey, point, context) {
  const other = await crypto.subtle.importKey("raw", point, CURVE, false, []);
  const dh = await crypto.subtle.deriveBits({ name: "ECDH", public: other }, privateKey, 256);
  return expand(KEM, await extract(KEM, NOTHING, "eae_prk", dh), "shared_secret", context, 32);
}

/** Key and nonce of the one message (RFC 9180, 5.1). */
async function schedule(secret, info) {
  const context = bytes([0], await extract(SUITE, NOTHING, "psk_id_hash", NOTHING), await extract(SUITE, NOTHING, "info_hash", info));
  const inner = await extract(SUITE, secret, "secret", NOTHING);
  return { key: await expand(SUITE, inner, "key", context, 32), nonce: await expand(SUITE, inner, "base_nonce", context, 12) };
}

const extract = (suite, salt, label, material) => hmac(salt, bytes("HPKE-v1", suite, label, material));

/** At most 32 bytes: one block of HKDF-Expand. */
async function expand(suite, secret, label, info, length) {
  return (await hmac(secret, bytes([length >> 8, length & 255], "HPKE-v1", suite, label, info, [1]))).slice(0, length);
}

async function hmac(secret, data) {
  // No salt is the same as one of zeros, and not every browser takes an empty key.
  const key = await crypto.subtle.importKey("raw", secret.length ? secret : new Uint8Array(32), { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, data));
}

/** Texts, arrays and buffers, one after the other. */
export function bytes(...parts) {
  const all = parts.map((part) => (typeof part === "string" ? encoder.encode(part) : new Uint8Array(part)));
  const whole = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of all) { whole.set(part, at); at += part.length; }
  return whole;
}
