// Buttons with clips to try. They are hidden where the service has none.
import { capital, element } from "./format.js";
import { Problem } from "./problem.js";

const FOLDER = "examples/";
const MOST = 40;
/** Names without a folder, so that an entry cannot lead elsewhere. */
const FILE = /^\w[\w.-]*\.(ogg|opus|flac|wav|mp3)$/;
const TYPES = { ogg: "audio/ogg", opus: "audio/ogg", flac: "audio/flac", wav: "audio/wav", mp3: "audio/mpeg" };

/**
 * Fills the list of examples.
 * @param {HTMLElement} part the element that is hidden without examples
 * @param {HTMLElement} list receives the buttons
 * @param {(load: () => Promise<File>, name: string) => void} onChoose receives what loads the clip
 */
export async function showExamples(part, list, onChoose) {
  const examples = await index();
  list.replaceChildren(...examples.map(({ genre, file }) => {
    const button = element("button", { className: "button small", text: capital(genre) });
    button.type = "button";
    button.addEventListener("click", () => onChoose(() => load(file), file));
    return element("li", {}, [button]);
  }));
  part.hidden = examples.length === 0;
}

async function index() {
  try {
    const answer = await fetch(`${FOLDER}index.json`, { redirect: "error" });
    const entries = answer.ok ? await answer.json() : [];
    return entries.filter((entry) => typeof entry?.genre === "string" && FILE.test(entry.file)).slice(0, MOST);
  } catch {
    return [];
  }
}

async function load(file) {
  const answer = await fetch(`${FOLDER}${file}`, { redirect: "error" }).catch(() => null);
  if (!answer?.ok) {
    throw new Problem("The example cannot be loaded", `The service did not return ${file}. Try again in a moment.`);
  }
  return new File([await answer.blob()], file, { type: TYPES[file.split(".").pop()] });
}
