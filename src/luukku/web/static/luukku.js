// Makes the pages live. Without it everything works by forms and links.
import { openStream } from "./live.js";
import { wireForms } from "./say.js";
import { wireExit } from "./exit.js";
import { wireBox } from "./box.js";
import { wireDevice } from "./device-page.js";
import { wireLog } from "./log.js";
import { wirePasskeys } from "./passkey.js";
import { wireView } from "./turns.js";

const turns = document.getElementById("turns");
wireExit();
wireBox();
wireForms();
wireDevice();
wireLog();
wirePasskeys();
if (turns) {
  wireView();
  openStream();
}
document.querySelector("#fault:not([hidden])")?.focus();
