// The page: receives a clip, sends it, and displays the result.
import { nameOf, sentence, showAnswer, stretchAt } from "./answer.js";
import { colourOf, percent, time } from "./format.js";
import { showModel } from "./model.js";
import { Player } from "./player.js";
import { RecordButton } from "./record-button.js";
import { canRecord } from "./recorder.js";
import { Cancelled, get, predict, Problem, useKey } from "./service.js";
import { look } from "./sound.js";
import { draw } from "./waveform.js";

const byId = (id) => document.getElementById(id);
const player = new Player(
  { audio: byId("audio"), wave: byId("wave"), cursor: byId("cursor"), play: byId("play"), time: byId("time"), now: byId("now") },
  (problem) => announce(`The clip cannot be played: ${problem.message}`));
let genres = [];
let current = null; // the clip that is being sent: { blob, name, cancel }
let shown = null; // the clip that is displayed: { sound, timeline, url }
let countdown = 0;

async function loadModel() {
  const card = await get("model");
  if (card) {
    genres = card.genres;
    showModel(byId, card);
  }
}

async function take(blob, name) {
  current?.cancel?.();
  clearInterval(countdown);
  player.pause();
  const job = { blob, name };
  current = job;
  show("state");
  byId("result").hidden = true;
  say(`Sending ${name} ...`);
  byId("progress").value = 0;
  byId("share").textContent = "";
  try {
    const sending = predict(blob, name, showShare);
    job.cancel = sending.cancel;
    // Both run at the same time, and the result does not wait for the waveform.
    const looking = look(blob);
    const answer = await sending.answer;
    if (current === job) {
      await present(job, answer, looking);
    }
  } catch (problem) {
    if (current === job) {
      fail(problem);
    }
  }
}

function showShare(share) {
  if (share < 1) {
    byId("progress").value = share;
    byId("share").textContent = percent(share);
  } else if (byId("progress").hasAttribute("value")) {
    byId("progress").removeAttribute("value");
    byId("share").textContent = "";
    say("Sent. Classifying the complete file ...");
  }
}

async function present(job, answer, looking) {
  if (genres.length === 0) {
    await loadModel();
  }
  if (current !== job) {
    return;
  }
  if (shown) {
    URL.revokeObjectURL(shown.url);
  }
  const mine = { sound: null, timeline: answer.timeline, url: URL.createObjectURL(job.blob) };
  shown = mine;
  current = null;
  showAnswer(byId, answer, job.name, genres);
  byId("player").hidden = true;
  byId("no-wave").hidden = true;
  byId("drawing").hidden = false;
  show("result");
  announce([sentence(answer), ...answer.warnings].join(". "));
  byId("answer").focus({ preventScroll: true });
  const sound = await looking;
  if (shown !== mine) {
    return;
  }
  mine.sound = sound;
  byId("drawing").hidden = true;
  byId("player").hidden = sound === null;
  byId("no-wave").hidden = sound !== null;
  if (sound) {
    byId("long").hidden = sound.loudness !== null;
    player.open(mine.url, sound.duration, (seconds) => nameOf(stretchAt(mine.timeline, seconds)));
    redraw();
  }
}

function redraw() {
  if (shown?.sound && !byId("result").hidden) {
    draw(byId("canvas"), shown.sound, (seconds) => colourOf(genres, stretchAt(shown.timeline, seconds)?.genre));
  }
}

function fail(problem) {
  if (problem instanceof Cancelled) {
    current = null;
    show(null);
    return;
  }
  const known = problem instanceof Problem ? problem : new Problem("An error occurred", `Unexpected error in the page: ${problem.message}.`);
  byId("problem-title").textContent = known.title;
  byId("problem-text").textContent = known.message;
  byId("key-form").hidden = known.status !== 401;
  // The same file would be rejected for the same reason.
  byId("retry").hidden = [400, 401, 413, 415, 422].includes(known.status) || current === null;
  byId("retry").textContent = "Try again";
  show("problem");
  if (known.status === 401) {
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
  if (current) {
    take(current.blob, current.name);
  }
}

function show(id) {
  for (const section of ["state", "problem", "result"]) {
    byId(section).hidden = section !== id && !(section === "result" && id === null && shown);
  }
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
  byId("file").addEventListener("change", (event) => {
    const [file] = event.target.files;
    event.target.value = "";
    if (file) {
      take(file, file.name);
    }
  });
  for (const kind of ["dragenter", "dragover"]) {
    document.addEventListener(kind, (event) => { event.preventDefault(); drop.classList.add("over"); });
  }
  document.addEventListener("dragleave", (event) => event.relatedTarget === null && drop.classList.remove("over"));
  document.addEventListener("drop", (event) => {
    event.preventDefault();
    drop.classList.remove("over");
    const [file] = event.dataTransfer.files;
    if (file) {
      take(file, file.name);
    }
  });
  byId("record").hidden = !canRecord;
  byId("no-record").hidden = canRecord;
  new RecordButton({ button: byId("record"), label: byId("record-text"), discard: byId("discard") }, {
    onStart: () => {
      byId("no-record").hidden = true;
      player.pause();
      announce("Recording.");
    },
    onClip: take,
    onProblem: explainMicrophone,
  });
  byId("cancel").addEventListener("click", () => current?.cancel?.());
  byId("retry").addEventListener("click", again);
  byId("key-form").addEventListener("submit", (event) => {
    event.preventDefault();
    useKey(byId("key").value.trim());
    loadModel();
    again();
  });
  new ResizeObserver(redraw).observe(byId("canvas"));
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
}

listen();
loadModel();
