// A tool as an agency is asked it: what an answer asks for besides comes as in a return. Nothing is
// kept.
import { showBeside } from "./beside.js";

const form = document.querySelector("[data-tried]");
form.addEventListener("change", () => showBeside(form));
