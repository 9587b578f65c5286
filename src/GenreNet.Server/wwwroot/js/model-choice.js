// The list of models, for a classifier that keeps models in the browser.
import { element } from "./format.js";

const EMBEDDED = "default";
const MEGABYTE = 1e6;

/** Connects the list and its buttons with the classifier. */
export class ModelChoice {
  /**
   * @param {(id: string) => HTMLElement} byId returns an element of the page
   * @param {object} service see service.js
   * @param {(name: string, change: (options: object) => Promise<void>) => void} onChange changes the model, as the page does it
   * @param {(problem: Error) => void} onProblem displays a problem
   */
  constructor(byId, service, onChange, onProblem) {
    Object.assign(this, { byId, service });
    this.current = EMBEDDED;
    this.list = [];
    byId("model-choice").addEventListener("change", () => this.label());
    byId("model-use").addEventListener("click", () => {
      const { name } = this.selected;
      onChange(titleOf(name), (options) => service.chooseModel(name, options));
    });
    byId("model-more").addEventListener("click", async () => {
      byId("model-more").disabled = true;
      try {
        await service.findPretrained();
        await this.show();
        byId("model-choice").focus();
      } catch (problem) {
        onProblem(problem);
      } finally {
        byId("model-more").disabled = false;
      }
    });
    byId("model-remove").addEventListener("click", () => {
      const { name } = this.selected;
      // Removing the model in use changes the model.
      onChange(name === this.current ? titleOf(EMBEDDED) : titleOf(this.current), () => service.removeModel(name));
    });
  }

  get selected() {
    return this.list.find(({ name }) => name === this.byId("model-choice").value) ?? { name: this.current, isKept: false };
  }

  /**
   * Displays the models.
   * @param {string} [note] a sentence about the model in use; the one before stays if it is omitted
   */
  async show(note) {
    const { current, list, hasMore } = await this.service.models();
    Object.assign(this, { current, list });
    this.byId("model-choice").replaceChildren(...list.map(({ name, bytes }) => {
      const option = element("option", { text: bytes ? `${name} (${megabytes(bytes)} to download)` : titleOf(name) });
      option.value = name;
      option.selected = name === current;
      return option;
    }));
    this.byId("models").hidden = false;
    this.byId("model-more").hidden = !hasMore;
    for (const id of ["model-choice-label", "model-choice", "model-use"]) {
      this.byId(id).hidden = list.length < 2;
    }
    if (note !== undefined) {
      this.byId("model-note").textContent = note;
      this.byId("model-note").hidden = note === "";
    }
    this.label();
  }

  label() {
    const { name, isKept, bytes, good_for: use, license } = this.selected;
    this.byId("model-use").disabled = name === this.current;
    this.byId("model-use").textContent = bytes ? `Install (${megabytes(bytes)})` : "Use";
    this.byId("model-remove").hidden = !isKept;
    this.byId("model-use-note").textContent = bytes ? `${name}: ${use}. Licence: ${license ?? "unknown"}.` : "";
  }
}

function titleOf(name) {
  return name === EMBEDDED ? "Embedded model" : name;
}

function megabytes(bytes) {
  return `${(bytes / MEGABYTE).toFixed(1)}\u00a0MB`;
}
