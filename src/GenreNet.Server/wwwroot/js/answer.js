// Shows an answer: the genre, the ranking, the stretches.
import { colourOf, element, percent, time } from "./format.js";

/** The stretch that a moment lies in; undefined where the answer has no timeline. */
export function stretchAt(timeline, seconds) {
  return timeline.find((stretch) => seconds < stretch.end_seconds) ?? timeline.at(-1);
}

/** An answer in a sentence. */
export function sentence(answer) {
  return answer.genre === "unknown"
    ? "No genre can be named"
    : `${answer.confidence >= 0.5 ? "" : "Perhaps "}${answer.genre}, ${percent(answer.confidence)} sure`;
}

/** Fills the page with an answer. */
export function showAnswer(byId, answer, name, genres) {
  byId("clip").textContent = `${name}, ${time(answer.duration_seconds)}`;
  byId("answer").textContent = sentence(answer);
  byId("answer").style.setProperty("--colour", colourOf(genres, answer.genre));
  byId("warnings").replaceChildren(...answer.warnings.map((text) => element("li", { text })));
  byId("ranking").replaceChildren(...answer.ranking.map((entry) => bar(entry, genres)));
  byId("strip").replaceChildren(...runs(answer.timeline).map((run) => block(run, answer.duration_seconds, genres)));
  byId("stretches").replaceChildren(...answer.timeline.map((stretch) => element("tr", {}, [
    element("td", { text: time(stretch.start_seconds) }),
    element("td", { text: time(stretch.end_seconds) }),
    element("td", { text: stretch.genre }),
    element("td", { text: percent(stretch.probability) }),
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
    if (last?.genre === stretch.genre) {
      last.end = stretch.end_seconds;
    } else {
      result.push({ genre: stretch.genre, start: last?.end ?? 0, end: stretch.end_seconds });
    }
  }
  return result;
}

/** Stands where its time is: widths that add up would be pushed aside by their borders. */
function block(run, duration, genres) {
  const span = element("span", { text: run.genre });
  span.title = `${run.genre}, ${time(run.start)} to ${time(run.end)}`;
  span.style.left = `${(100 * run.start) / duration}%`;
  span.style.width = `${(100 * (run.end - run.start)) / duration}%`;
  span.style.setProperty("--colour", colourOf(genres, run.genre));
  return span;
}
