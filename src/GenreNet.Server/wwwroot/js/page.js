// The page: receives clips, has them classified, and displays the results.
import { BatchView } from "./batch-view.js";
import { paletteOf } from "./colours.js";
import { showExamples } from "./examples.js";
import { audioOf, chosenFiles, droppedFiles } from "./files.js";
import { percent } from "./format.js";
import { headline, spoken } from "./headline.js";
import { decodeLink, encodeLink } from "./link.js";
import { ModelChoice } from "./model-choice.js";
import { showModel } from "./model.js";
import { showPlaces } from "./places.js";
import { Cancelled, Problem } from "./problem.js";
import { RecordButton } from "./record-button.js";
import { canRecord } from "./recorder.js";
import { ResultView } from "./result-view.js";
import { connectShare } from "./share.js";

const TITLE = document.title;
const LINK_PROBLEMS = {
  newer: "The link was made by another version of this page. Open it where it was made.",
  damaged: "The link is incomplete or damaged. Copy the complete link, or ask for it again.",
};

/** Model files, and checkpoints of pretrained networks. */
const MODEL_FILE = /\.(onnx|pt|pth|h5|hdf5)$/i;
/** What the page displays while it waits for a service. */
const WORDS = {
  sending: (name) => `Sending ${name} ...`,
  sent: () => "Sent. Classifying the complete file ...",
  loading: (name) => `Loading the model ${name} ...`,
};

/**
 * Starts the page.
 * @param {object} service what classifies; see service.js for its functions
 */
export function startPage(service) {
  const byId = (id) => document.getElementById(id);
  const result = new ResultView(byId, (problem) => announce(`The clip cannot be played: ${problem.message}`));
  const batch = new BatchView(byId, service, {
    onOpen: (file) => take(file),
    onStart: () => { byId("problem").hidden = true; },
    onProblem: fail,
    onClose: () => show(result.shown ? "result" : null),
    announce,
    paletteOf: () => palette,
  });
  const words = { ...WORDS, ...service.words };
  const choice = service.models && new ModelChoice(byId, service, changeModel, fail);
  let palette = paletteOf([]);
  let hasModel = false;
  let current = null; // what is being done: { again, controller }
  let countdown = 0;

  async function loadModel() {
    const card = await service.model();
    if (card) {
      hasModel = true;
      palette = paletteOf(card.genres);
      showModel(byId, card);
      await choice?.show(card.note);
    }
  }

  /** Classifies a file, or what a function loads. */
  async function take(source, name = source.name) {
    current?.controller.abort();
    clearInterval(countdown);
    result.pause();
    dropLink();
    const load = source instanceof Blob ? async () => source : source;
    const job = { again: () => take(source, name), controller: new AbortController() };
    current = job;
    show("state");
    wait(words.sending(name));
    try {
      const file = await load();
      let looking = null;
      const onLooking = (promise) => { looking = promise; };
      const onSent = (share) => current === job && showShare(share);
      const answer = await service.classify(file, { signal: job.controller.signal, onSent, onLooking });
      if (!hasModel) {
        await loadModel();
      }
      if (current === job) {
        current = null;
        present({ ...answer, timeline: answer.timeline ?? [] }, name, palette, { blob: file, looking });
      }
    } catch (problem) {
      if (current === job) {
        fail(problem);
      }
    }
  }

  /**
   * Changes the model, and displays its card.
   * @param {string} name name of the model
   * @param {(options: {signal: AbortSignal, onSent: (share: number) => void}) => Promise<void>} change what changes it
   */
  async function changeModel(name, change) {
    current?.controller.abort();
    clearInterval(countdown);
    dropLink();
    const job = { again: () => changeModel(name, change), controller: new AbortController() };
    current = job;
    show("state");
    wait(words.loading(name));
    try {
      await change({ signal: job.controller.signal, onSent: (share) => current === job && showShare(share) });
      await loadModel();
      if (current === job) {
        current = null;
        result.clear();
        show(null);
        announce(`The model ${name} is used from now on.`);
      }
    } catch (problem) {
      if (current === job) {
        fail(problem);
        await choice?.show();
      }
    }
  }

  function takeMany({ files, isFolder }) {
    if (service.useModel && files.length === 1 && MODEL_FILE.test(files[0].file.name)) {
      const [{ file }] = files;
      changeModel(file.name, (options) => service.useModel(file, options));
      return;
    }
    if (files.length === 1 && !isFolder) {
      take(files[0].file);
      return;
    }
    const { audio, skipped } = audioOf(files);
    if (audio.length === 0) {
      current = null;
      fail(new Problem("No audio files found", files.length > 0
        ? "None of the files has the extension of an audio format, such as .wav, .mp3 or .flac."
        : "The folder is empty, or the browser cannot read it. Choose files instead.", { status: 400 }));
      return;
    }
    current?.controller.abort();
    current = null;
    dropLink();
    result.clear();
    batch.open(audio, skipped);
    show(null);
  }

  function showShare(share) {
    if (share < 1) {
      byId("progress").value = share;
      byId("share").textContent = percent(share);
    } else if (byId("progress").hasAttribute("value")) {
      byId("progress").removeAttribute("value");
      byId("share").textContent = "";
      say(words.sent());
    }
  }

  function present(answer, name, colours, clip) {
    // First the section, then its pictures, which need its size.
    show("result");
    result.show(answer, name, colours, clip);
    document.title = `${headline(answer)} \u2013 GenreNet`;
    announce(spoken(answer));
    byId("answer").focus({ preventScroll: true });
    byId("result").scrollIntoView({ block: "nearest" });
  }

  /** Shows the result in the address, if it has one. */
  function openLink() {
    const link = decodeLink(location.hash);
    if (link.kind === "none") {
      return;
    }
    current?.controller.abort();
    current = null;
    clearInterval(countdown);
    if (link.kind === "result") {
      present(link.answer, link.name, link.palette, null);
    } else {
      fail(new Problem("The link cannot be opened", LINK_PROBLEMS[link.kind], { status: 400 }));
    }
  }

  /** Removes the result from the address, because it is no longer the one that is displayed. */
  function dropLink() {
    if (decodeLink(location.hash).kind !== "none") {
      history.replaceState(null, "", location.pathname + location.search);
    }
  }

  function fail(problem) {
    if (problem instanceof Cancelled) {
      current = null;
      show(result.shown ? "result" : null);
      return;
    }
    const known = problem instanceof Problem ? problem : new Problem("An error occurred", `Unexpected error in the page: ${problem.message}.`);
    byId("problem-title").textContent = known.title;
    byId("key-form").hidden = known.status !== 401 || !service.useKey;
    byId("problem-text").textContent = byId("key-form").hidden ? known.message : "Enter the key that you received from the operator of the service.";
    byId("retry").hidden = known.isFinal || known.status === 401 || current === null;
    byId("retry").textContent = "Try again";
    show("problem");
    if (!byId("key-form").hidden) {
      byId("key").focus();
    } else if (known.retryAfter !== null && current) {
      countDown(known.retryAfter);
    }
  }

  function countDown(seconds) {
    const update = () => { byId("retry").textContent = `Try again now (automatically in ${seconds} s)`; };
    update();
    countdown = setInterval(() => {
      seconds -= 1;
      if (seconds > 0) {
        update();
      } else {
        again();
      }
    }, 1000);
  }

  function again() {
    clearInterval(countdown);
    current?.again();
  }

  /** Shows one of the sections; the list of many files stays below it. */
  function show(id) {
    for (const section of ["state", "problem", "result"]) {
      byId(section).hidden = section !== id;
    }
    document.body.dataset.view = id === null && !batch.isOpen ? "first" : "work";
    document.title = TITLE;
  }

  /** Displays what the page waits for, with a progress of zero. */
  function wait(text) {
    say(text);
    byId("progress").value = 0;
    byId("share").textContent = "";
  }

  function say(text) {
    byId("status").textContent = text;
    announce(text);
  }

  /** Announces a text to screen readers, in a region that always exists, because they do not read regions that appear. */
  function announce(text) {
    byId("live").textContent = text;
  }

  /** Shows the problem next to the record button, because it does not concern the clip that is sent or displayed. */
  function explainMicrophone(problem) {
    byId("no-record").textContent = `The microphone cannot be used (${problem.message}). Allow this page to use it, or choose a file.`;
    byId("no-record").hidden = false;
    announce(byId("no-record").textContent);
  }

  function listen() {
    const drop = byId("drop");
    for (const id of ["file", "folder"]) {
      byId(id).addEventListener("change", (event) => {
        const chosen = chosenFiles(event.target);
        event.target.value = "";
        if (chosen.files.length > 0) {
          takeMany(chosen);
        }
      });
    }
    for (const kind of ["dragenter", "dragover"]) {
      document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
    }
    document.addEventListener("dragleave", (event) => event.relatedTarget === null && drop.classList.remove("over"));
    document.addEventListener("drop", async (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      try {
        const dropped = await droppedFiles(event.dataTransfer);
        if (dropped.files.length > 0 || dropped.isFolder) {
          takeMany(dropped);
        }
      } catch (problem) {
        current = null;
        fail(new Problem("The folder cannot be read", `The browser reports: ${problem.message}. Choose the files instead.`, { status: 400 }));
      }
    });
    byId("record").hidden = !canRecord;
    byId("no-record").hidden = canRecord;
    new RecordButton({ button: byId("record"), label: byId("record-text"), discard: byId("discard") }, {
      onStart: () => {
        byId("no-record").hidden = true;
        result.pause();
        announce("Recording.");
      },
      onClip: (blob, name) => take(new File([blob], name, { type: blob.type })),
      onProblem: explainMicrophone,
    });
    byId("cancel").addEventListener("click", () => current?.controller.abort());
    byId("retry").addEventListener("click", again);
    byId("key-form").addEventListener("submit", (event) => {
      event.preventDefault();
      service.useKey(byId("key").value.trim());
      loadModel();
      again();
      batch.resume();
    });
    connectShare(
      { button: byId("copy"), label: byId("copy-text"), field: byId("link") },
      () => encodeLink(result.shown.answer, result.shown.name, result.shown.palette), announce);
    window.addEventListener("hashchange", openLink);
  }

  listen();
  show(null);
  openLink();
  loadModel();
  showPlaces(byId("places"));
  showExamples(byId("examples"), byId("example-list"), take);
}
