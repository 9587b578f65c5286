// The list of many files: progress, a row per file, sorting, CSV.
import { BatchRun } from "./batch-run.js";
import { csvOf, download } from "./csv.js";
import { capital, count, element, length, percent } from "./format.js";
import { figureOf, withoutGenre } from "./headline.js";
import { Cancelled } from "./problem.js";

const MOST_SHOWN = 1000;
const REDRAW_MILLISECONDS = 200;
const COLLATOR = new Intl.Collator("en", { numeric: true });

/** Values to sort by; undefined comes last. */
const SORTS = {
  file: (row) => row.path,
  genre: (row) => (row.answer && !withoutGenre(row.answer) ? row.answer.genre : undefined),
  confidence: (row) => row.answer?.confidence,
  length: (row) => row.answer?.duration_seconds,
  note: (row) => noteOf(row) || undefined,
};

/** Connects the section of the page with a run. */
export class BatchView {
  /**
   * @param {(id: string) => HTMLElement} byId returns an element of the page
   * @param {object} service see service.js
   * @param {{onOpen: (file: File) => void, onStart: () => void, onProblem: (problem: Error) => void, onClose: () => void,
   *   announce: (text: string) => void, paletteOf: () => object}} events what the page does
   */
  constructor(byId, service, events) {
    Object.assign(this, { byId, service, events });
    this.rows = [];
    this.run = null;
    this.sort = { key: "file", isDescending: false };
    this.timer = 0;
    byId("batch-cancel").addEventListener("click", () => this.run?.cancel());
    byId("batch-retry").addEventListener("click", () => this.resume());
    byId("batch-csv").addEventListener("click", () => download(csvOf(this.rows), "genres.csv"));
    byId("batch-close").addEventListener("click", () => { this.close(); events.onClose(); });
    document.querySelectorAll("#batch th[data-sort] button").forEach((button) => {
      button.addEventListener("click", () => this.sortBy(button.closest("th").dataset.sort));
    });
  }

  get isOpen() {
    return this.rows.length > 0;
  }

  /**
   * Shows files and begins to classify them.
   * @param {{file: File, path: string}[]} files the audio files
   * @param {number} skipped number of other files
   */
  open(files, skipped) {
    this.close();
    this.rows = files.map((entry) => ({ ...entry, state: "waiting", answer: null, problem: null, element: null, drawn: null }));
    this.sort = { key: "file", isDescending: false };
    this.byId("batch-title").textContent = count(files.length, "file");
    this.byId("batch-skipped").textContent = skipped > 0 ? `${count(skipped, "other file")} skipped: not audio, or more than this page lists.` : "";
    this.byId("batch").hidden = false;
    this.start(this.rows);
    this.byId("batch-title").focus({ preventScroll: true });
  }

  close() {
    this.run?.cancel();
    this.run = null;
    this.rows = [];
    this.byId("batch").hidden = true;
  }

  /** Classifies the files again that have no result and can have one, unless a run is under way. */
  resume() {
    const rows = this.rows.filter(isOpen);
    if (!this.run && rows.length > 0) {
      this.start(rows);
    }
  }

  async start(rows) {
    const run = new BatchRun(this.service, rows, {
      onChange: () => this.redrawSoon(),
      onWait: (seconds) => { this.waiting = seconds; this.redrawSoon(); },
    });
    this.run?.cancel();
    this.run = run;
    this.waiting = 0;
    this.events.onStart();
    this.events.announce(`Classifying ${count(rows.length, "file")}.`);
    let outcome = "";
    try {
      await run.run();
    } catch (problem) {
      outcome = problem instanceof Cancelled ? "Cancelled. " : "Stopped. ";
      if (this.run === run && !(problem instanceof Cancelled)) {
        this.events.onProblem(problem);
      }
    }
    if (this.run === run) {
      this.run = null;
      this.outcome = outcome;
      this.redraw();
      this.events.announce(this.byId("batch-status").textContent);
    }
  }

  sortBy(key) {
    this.sort = { key, isDescending: this.sort.key === key ? !this.sort.isDescending : key === "confidence" || key === "length" };
    this.redraw();
  }

  redrawSoon() {
    this.timer ||= setTimeout(() => this.redraw(), REDRAW_MILLISECONDS);
  }

  redraw() {
    clearTimeout(this.timer);
    this.timer = 0;
    if (!this.isOpen) {
      return;
    }
    this.showProgress();
    this.showGenres();
    const sorted = this.sorted().slice(0, MOST_SHOWN);
    const elements = sorted.map((row) => this.draw(row));
    const body = this.byId("batch-rows");
    if (elements.length !== body.children.length || elements.some((tr, i) => body.children[i] !== tr)) {
      // Moving rows would take the focus from the button that has it.
      const focused = document.activeElement;
      body.replaceChildren(...elements);
      focused?.focus?.({ preventScroll: true });
    }
    this.byId("batch-more").hidden = this.rows.length <= MOST_SHOWN;
    this.byId("batch-more").textContent = `The first ${MOST_SHOWN.toLocaleString("en")} rows are shown. The CSV file has all.`;
    document.querySelectorAll("#batch th[data-sort]").forEach((header) => {
      const isSorted = header.dataset.sort === this.sort.key;
      header.setAttribute("aria-sort", isSorted ? (this.sort.isDescending ? "descending" : "ascending") : "none");
    });
  }

  showProgress() {
    const done = this.rows.filter((row) => row.state === "done").length;
    const errors = this.rows.filter((row) => row.problem).length;
    const open = this.rows.filter(isOpen).length;
    const failed = errors > 0 ? `, ${count(errors, "error")}` : "";
    const isRunning = this.run !== null;
    const wait = this.waiting > 0 ? ` The service is busy. The page continues in ${this.waiting} s.` : "";
    this.byId("batch-status").textContent = isRunning
      ? `${done.toLocaleString("en")} of ${this.rows.length.toLocaleString("en")} classified${failed}.${wait}`
      : `${this.outcome}${(done - errors).toLocaleString("en")} of ${this.rows.length.toLocaleString("en")} files have a result${failed}.`;
    this.byId("batch-progress").hidden = !isRunning;
    this.byId("batch-progress").max = this.rows.length;
    this.byId("batch-progress").value = done;
    this.byId("batch-cancel").hidden = !isRunning;
    this.byId("batch-csv").disabled = done === 0;
    this.byId("batch-retry").hidden = isRunning || open === 0;
    this.byId("batch-retry").textContent = `Retry ${count(open, "file")}`;
  }

  showGenres() {
    const numbers = new Map();
    this.rows.filter((row) => row.answer).forEach((row) => {
      const name = withoutGenre(row.answer) ? "no genre" : row.answer.genre;
      numbers.set(name, (numbers.get(name) ?? 0) + 1);
    });
    const palette = this.events.paletteOf();
    this.byId("batch-genres").replaceChildren(...[...numbers].sort((one, two) => two[1] - one[1]).map(([name, number]) => {
      const item = element("li", { text: `${capital(name)} ${number}` });
      item.style.setProperty("--colour", palette.colourOf(name));
      return item;
    }));
  }

  sorted() {
    const value = SORTS[this.sort.key];
    const sign = this.sort.isDescending ? -1 : 1;
    const compare = (one, two) => {
      if (one === undefined || two === undefined) {
        return (one === undefined) - (two === undefined);
      }
      return sign * (typeof one === "number" ? one - two : COLLATOR.compare(one, two));
    };
    return this.rows.map((row) => ({ row, key: value(row) })).sort((one, two) => compare(one.key, two.key)).map(({ row }) => row);
  }

  /** Returns the element of a row, drawn again only if its state has changed. */
  draw(row) {
    const drawn = `${row.state} ${row.answer !== null} ${row.problem?.message}`;
    if (row.drawn === drawn) {
      return row.element;
    }
    row.drawn = drawn;
    if (!row.element) {
      const open = element("button", { className: "link", text: row.path });
      open.type = "button";
      open.title = "Show this file alone";
      open.addEventListener("click", () => this.events.onOpen(row.file));
      row.below = element("span", { className: "below" });
      const name = element("th", {}, [open, row.below]);
      name.scope = "row";
      row.element = element("tr", {}, [name]);
    }
    row.below.textContent = noteOf(row);
    row.element.className = row.problem ? "failed" : row.state;
    row.element.replaceChildren(row.element.firstElementChild, ...this.cells(row));
    return row.element;
  }

  cells(row) {
    const { answer } = row;
    if (!answer) {
      const text = row.problem ? "error" : row.state === "sent" ? "classifying ..." : "waiting";
      return [
        element("td", { className: "genre", text }), element("td"), element("td", { className: "narrow" }),
        element("td", { className: "note", text: noteOf(row) }),
      ];
    }
    const genre = element("td", { className: "genre", text: withoutGenre(answer) ? "none" : answer.genre });
    genre.style.setProperty("--colour", this.events.paletteOf().colourOf(answer.is_music === false ? undefined : answer.genre));
    genre.classList.add("coloured");
    const [best] = answer.ranking;
    return [
      genre,
      element("td", { className: "number", text: best ? figureOf(answer, { ...best, probability: answer.confidence }) : "" }),
      element("td", { className: "number narrow", text: length(answer.duration_seconds) }),
      element("td", { className: "note", text: noteOf(row) }),
    ];
  }
}

/** Returns whether a row may get a result: the same file would be rejected again for the same reason. */
function isOpen({ answer, problem }) {
  return answer === null && !problem?.isFinal;
}

/** Returns the error of a row, or the reason for doubt. */
function noteOf({ answer, problem }) {
  if (problem) {
    return problem.message;
  }
  if (!answer) {
    return "";
  }
  const second = answer.ranking[1];
  const doubt = !answer.multi_label && answer.confidence < 0.5 && second ? `perhaps ${second.genre} (${percent(second.probability)})` : "";
  const unlike = answer.out_of_distribution && answer.is_music !== false ? "unlike the training music" : "";
  return [withoutGenre(answer), answer.short ? "short clip" : "", unlike, doubt].filter(Boolean).join("; ");
}
