// Makes the desk live. Without it everything works by forms and links.
import { wireKeys } from "./desk-keys.js";
import { openQueue } from "./desk-live.js";
import { wireReply } from "./desk-reply.js";
import { toEnd } from "./desk-turns.js";
import { wirePasskeys } from "./passkey.js";

wirePasskeys();

if (document.querySelector(".panes")) {
  wireKeys();
  wireReply();
  openQueue();
  toEnd();
}
document.querySelector("#fault:not([hidden])")?.focus();
