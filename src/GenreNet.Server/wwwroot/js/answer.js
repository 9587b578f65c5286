// Shows an answer: the genre, the ranking, the stretches.
import { colourOf, element, length, percent, time } from "./format.js";

const SILENT = "silent";

/** The stretch that a moment lies in; undefined where the answer has no timeline. */
export function stretchAt(timeline, seconds) {
  return timeline.find((stretch) => seconds < stretch.end_seconds) ?? timeline.at(-1);
}

/** What a stretch is called: its genre, or that it is silent. */
export function nameOf(stretch) {
  return stretch?.silent ? SILENT : stretch?.genre ?? "";
}

/** An answer in a sentence. */
export function sentence(answer) {
  if (answer.silent) {
    return "The clip is silent";
  }
  if (answer.genre === "unknown") {
    return "No genre can be named";
  }
  return `${isDoubtful(answer) ? "Perhaps " : ""}${answer.genre}, ${percent(answer.confidence)} sure`;
}

/** Whether a genre is a guess: the network is not sure, the clip is short, or unlike the music that the model was trained on. */
function isDoubtful(answer) {
  return answer.confidence < 0.5 || answer.short || answer.out_of_distribution;
}

/** Fills the page with an answer. */
export function showAnswer(byId, answer, name, genres) {
  byId("clip").textContent = `${name}, ${length(answer.duration_seconds)}`;
  byId("answer").textContent = sentence(answer);
  byId("answer").style.setProperty("--colour", colourOf(genres, answer.genre));
  byId("warnings").replaceChildren(...answer.warnings.map((text) => element("li", { text })));
  byId("warnings").classList.toggle("grave", answer.silent || answer.short || answer.out_of_distribution);
  // Without a genre there is nothing to rank.
  byId("ranking-title").hidden = answer.ranking.length === 0;
  byId("ranking").hidden = answer.ranking.length === 0;
  byId("ranking").replaceChildren(...answer.ranking.map((entry) => bar(entry, genres)));
  byId("strip").replaceChildren(...runs(answer.timeline).map((run) => block(run, answer.duration_seconds, genres)));
  byId("stretches").replaceChildren(...answer.timeline.map((stretch) => element("tr", {}, [
    element("td", { text: time(stretch.start_seconds) }),
    element("td", { text: time(stretch.end_seconds) }),
    element("td", { text: nameOf(stretch) }),
    element("td", { text: stretch.silent ? "\u2013" : percent(stretch.probability) }),
  ])));
}

function bar(entry, genres) {
  const fill = element("div", { className: "fill" });
  fill.style.width = `${(100 * entry.probability).toFixed(1)}%`;
  fill.style.setProperty("--colour", colourOf(genres, entry.genre));
  const track = element("div", { className: "bar" }, [fill]);
  track.setAttribute("aria-hidden", "true");
  return element("li", {}, [
    element("span", { className: "name", text: entry.genre }),
    track,
    element("span", { className: "share", text: percent(entry.probability) }),
  ]);
}

/** Stretches of one genre that follow each other, as one. */
function runs(timeline) {
  const result = [];
  for (const stretch of timeline) {
    const last = result.at(-1);
    const name = nameOf(stretch);
    if (last?.name === name) {
      last.end = stretch.end_seconds;
    } else {
      result.push({ name, genre: stretch.genre, start: last?.end ?? 0, end: stretch.end_seconds });
    }
  }
  return result;
}

/** Stands where its time is: widths that add up would be pushed aside by their borders. */
function block(run, duration, genres) {
  const span = element("span", { text: run.name });
  span.title = `${run.name}, ${time(run.start)} to ${time(run.end)}`;
  span.style.left = `${(100 * run.start) / duration}%`;
  span.style.width = `${(100 * (run.end - run.start)) / duration}%`;
  span.style.setProperty("--colour", colourOf(genres, run.genre));
  return span;
}
