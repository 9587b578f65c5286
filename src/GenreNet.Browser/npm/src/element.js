// <genre-classifier>: a file field that displays the genre of the chosen clip. Attributes: model and model-sha256, label.
import { load } from "./index.js";

const STYLE = `
  :host { display: inline-block; font: inherit; }
  label { display: inline-block; padding: .6em 1.1em; border: 1px solid currentColor; border-radius: 999px; cursor: pointer; }
  input { position: absolute; width: 1px; height: 1px; opacity: 0; }
  input:focus-visible + label { outline: 3px solid Highlight; outline-offset: 2px; }
  ol { margin: .5em 0 0; padding-inline-start: 1.5em; }
  p { margin: .5em 0 0; }
`;

let shared = null;

/** Shows a button for an audio file, and the ranking of its genres. Dispatches genre-result and genre-error. */
export class GenreClassifierElement extends HTMLElement {
  #parts;
  #controller = null;
  #classifier = null;

  constructor() {
    super();
    const root = this.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    const create = (tag, attributes) => Object.assign(document.createElement(tag), attributes);
    const file = create("input", { type: "file", accept: "audio/*", id: "file" });
    const label = create("label", { htmlFor: "file" });
    const status = create("p", { role: "status" });
    const ranking = create("ol", { hidden: true });
    for (const [part, element] of Object.entries({ file, label, status, ranking })) {
      element.setAttribute("part", part);
    }
    root.append(file, label, status, ranking);
    this.#parts = { file, label, status, ranking };
    file.addEventListener("change", () => {
      if (file.files.length > 0) {
        this.classify(file.files[0]).catch(() => {});
        file.value = "";
      }
    });
  }

  connectedCallback() {
    this.#parts.label.textContent = this.getAttribute("label") ?? "Choose an audio file";
  }

  disconnectedCallback() {
    this.#controller?.abort();
  }

  /**
   * Classifies a clip and displays the result. A clip that is still being classified is cancelled.
   * @param {Blob | AudioBuffer | Float32Array} clip as in Classifier.classify
   * @returns {Promise<object>} the result
   */
  async classify(clip, options = {}) {
    this.#controller?.abort();
    const controller = new AbortController();
    this.#controller = controller;
    const { status, ranking } = this.#parts;
    ranking.hidden = true;
    status.textContent = "Loading the classifier ...";
    try {
      const classifier = await this.#load();
      controller.signal.throwIfAborted();
      status.textContent = "Classifying ...";
      const onProgress = (share) => { status.textContent = `Classifying ... ${Math.round(100 * share)} %`; };
      const result = await classifier.classify(clip, { onProgress, ...options, signal: controller.signal });
      this.#show(result);
      this.dispatchEvent(new CustomEvent("genre-result", { detail: result, bubbles: true, composed: true }));
      return result;
    } catch (problem) {
      if (this.#controller === controller) {
        status.textContent = problem.name === "AbortError" ? "" : problem.message;
        this.dispatchEvent(new CustomEvent("genre-error", { detail: problem, bubbles: true, composed: true }));
      }
      throw problem;
    }
  }

  /** Loads the classifier before the first clip, so that the first result is as fast as later ones. */
  async preload() {
    await this.#load();
  }

  /** All elements with the embedded model share one worker. */
  #load() {
    const url = this.getAttribute("model");
    const forget = (problem) => { this.#classifier = shared = null; throw problem; };
    if (url) {
      this.#classifier ??= load({ model: { url, sha256: this.getAttribute("model-sha256") } }).catch(forget);
      return this.#classifier;
    }
    shared ??= load().catch(forget);
    return shared;
  }

  #show({ genre, confidence, ranking, warnings }) {
    this.#parts.status.textContent = [`${genre}, ${Math.round(100 * confidence)} %`, ...warnings].join(". ");
    this.#parts.ranking.replaceChildren(...ranking.slice(0, 3).map((entry) => Object.assign(document.createElement("li"), {
      textContent: `${entry.genre}: ${Math.round(100 * entry.probability)} %`,
    })));
    this.#parts.ranking.hidden = ranking.length === 0;
  }
}

if (!customElements.get("genre-classifier")) {
  customElements.define("genre-classifier", GenreClassifierElement);
}
