// Passkeys: made and used by the browser's own dialogue (W3C Web Authentication). Where there is none, its forms stay hidden.
const BY_NUMBER = /^[\d.]+$|:/;

export function wirePasskeys() {
  if (!window.PublicKeyCredential || BY_NUMBER.test(location.hostname)) return;
  for (const form of document.querySelectorAll("form[data-passkey]")) {
    form.closest("[data-passkeys]").hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      go(form);
    });
  }
}

/** Asks the counter what to ask the browser, asks the browser, and brings back what it gives. */
async function go(form) {
  const button = form.querySelector("button");
  const say = (text) => { form.querySelector("[role=status]").textContent = text; };
  say("");
  button.disabled = true;
  try {
    const { asks, brings } = form.dataset;
    const options = await post(asks, new FormData(form));
    const credential = form.dataset.passkey === "new" ? await make(options) : await use(options);
    const data = new FormData();
    data.set("form", form.elements.form.value);
    data.set("credential", JSON.stringify(credential));
    leave(new URL((await post(brings, data)).go, location.href));
  } catch (error) {
    say(error.said ?? form.dataset[error.name === "InvalidStateError" ? "known" : "cancelled"] ?? "");
  }
  button.disabled = false;
}

function leave(next) {
  if (next.pathname !== location.pathname) return location.assign(next);
  location.hash = next.hash; // The same page: only loading it anew shows what changed.
  location.reload();
}

async function post(address, data) {
  const failed = (said) => Object.assign(new Error("refused"), { said });
  const response = await fetch(address, { method: "POST", body: new URLSearchParams(data), headers: { Accept: "application/json" } });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw failed(answer.text);
  return answer;
}

async function make(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), user: { ...options.user, id: bytes(options.user.id) }, excludeCredentials: [] };
  const made = await navigator.credentials.create({ publicKey });
  const { clientDataJSON, attestationObject } = made.response;
  return { ...plain(made), response: { clientDataJSON: text(clientDataJSON), attestationObject: text(attestationObject) } };
}

async function use(options) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: [] };
  const shown = await navigator.credentials.get({ publicKey });
  const { clientDataJSON, authenticatorData, signature, userHandle } = shown.response;
  const parts = { clientDataJSON: text(clientDataJSON), authenticatorData: text(authenticatorData), signature: text(signature) };
  return { ...plain(shown), response: userHandle ? { ...parts, userHandle: text(userHandle) } : parts };
}

const plain = ({ id, rawId, type }) => ({ id, rawId: text(rawId), type });
const bytes = (held) => Uint8Array.from(atob(held.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
