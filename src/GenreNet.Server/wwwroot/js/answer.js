// Displays a prediction: the genre, the ranking and the segments.
import { colourOf, element, length, percent, score, time } from "./format.js";

const SILENT = "silent";
const BARS = 10;
const SHORT_NAME = 12;

/** Returns the segment at a time; undefined if the prediction has no timeline. */
export function stretchAt(timeline, seconds) {
  return timeline.find((stretch) => seconds < stretch.end_seconds) ?? timeline.at(-1);
}

/** Returns the label of a segment: its genre, or that it is silent. */
export function nameOf(stretch) {
  return stretch?.silent ? SILENT : stretch?.genre ?? "";
}

/** Returns a prediction as one sentence. */
export function sentence(answer) {
  if (answer.silent) {
    return "The clip is silent";
  }
  if (answer.is_music === false) {
    const sound = answer.content.find((entry) => !entry.is_music);
    return `No music found (${sound.label} ${percent(sound.probability)})`;
  }
  if (answer.genre === "unknown") {
    return "No genre can be determined";
  }
  const figure = isScore(answer, answer.ranking[0]) ? `score ${score(answer.confidence)}` : percent(answer.confidence);
  return `${isDoubtful(answer) ? "Possibly " : ""}${answer.genre} (${figure})`;
}

/** Returns whether the figure of a genre is not a probability: multi-label models calibrate some genres or none. */
function isScore(answer, entry) {
  return answer.multi_label && !entry.calibrated;
}

/** Returns whether a prediction is doubtful: the confidence is low, or the clip is short or unlike the training music. */
function isDoubtful(answer) {
  return answer.confidence < 0.5 || answer.short || answer.out_of_distribution;
}

/** Fills the page with a prediction. */
export function showAnswer(byId, answer, name, genres) {
  byId("clip").textContent = `${name}, ${length(answer.duration_seconds)}`;
  byId("answer").textContent = sentence(answer);
  byId("answer").style.setProperty("--colour", colourOf(genres, answer.is_music === false ? "unknown" : answer.genre));
  byId("content").hidden = !answer.content;
  byId("content").textContent = answer.content
    ? `Sounds like: ${answer.content.slice(0, 3).map((entry) => `${entry.label} ${percent(entry.probability)}`).join(", ")}`
    : "";
  byId("warnings").replaceChildren(...answer.warnings.map((text) => element("li", { text })));
  byId("warnings").classList.toggle("grave", answer.silent || answer.short || answer.out_of_distribution);
  showRanking(byId, answer, genres);
  byId("strip").replaceChildren(...runs(answer.timeline).map((run) => block(run, answer.duration_seconds, genres)));
  const scores = new Set(answer.ranking.filter((entry) => isScore(answer, entry)).map((entry) => entry.genre));
  const figure = (stretch) => (scores.has(stretch.genre) ? score(stretch.probability) : percent(stretch.probability));
  byId("stretches").replaceChildren(...answer.timeline.map((stretch) => element("tr", {}, [
    element("td", { text: time(stretch.start_seconds) }),
    element("td", { text: time(stretch.end_seconds) }),
    element("td", { text: nameOf(stretch) }),
    element("td", { text: stretch.silent ? "\u2013" : figure(stretch) }),
  ])));
}

function showRanking(byId, answer, genres) {
  const { ranking } = answer;
  // Without a genre there is no ranking.
  byId("ranking-title").hidden = ranking.length === 0;
  byId("ranking").hidden = ranking.length === 0;
  const question = answer.multi_label ? "Which genres apply?" : "How likely is each genre?";
  byId("ranking-title").textContent = answer.is_music === false ? "Genres if the clip were music" : question;
  const notes = [
    answer.multi_label && ranking.length > 0 ? "Several genres can apply, so the bars do not add up to 100\u00a0%." : "",
    ranking.some((entry) => isScore(answer, entry)) ? "Figures without % are uncalibrated scores, which only rank genres." : "",
  ].filter((note) => note);
  byId("ranking-note").hidden = notes.length === 0;
  byId("ranking-note").textContent = notes.join(" ");
  const hasLongNames = ranking.some((entry) => entry.genre.length > SHORT_NAME);
  byId("ranking").classList.toggle("wide", hasLongNames);
  byId("further-ranking").classList.toggle("wide", hasLongNames);
  byId("ranking").replaceChildren(...ranking.slice(0, BARS).map((entry) => bar(answer, entry, genres)));
  const further = ranking.slice(BARS);
  byId("further").hidden = further.length === 0;
  byId("further-title").textContent = further.length === 1 ? "1 more genre" : `${further.length} more genres`;
  byId("further-ranking").replaceChildren(...further.map((entry) => bar(answer, entry, genres)));
}

function bar(answer, entry, genres) {
  const fill = element("div", { className: "fill" });
  fill.style.width = `${(100 * entry.probability).toFixed(1)}%`;
  fill.style.setProperty("--colour", colourOf(genres, entry.genre));
  const track = element("div", { className: "bar" }, [fill]);
  track.setAttribute("aria-hidden", "true");
  return element("li", {}, [
    element("span", { className: "name", text: entry.genre }),
    track,
    element("span", { className: "share", text: isScore(answer, entry) ? score(entry.probability) : percent(entry.probability) }),
  ]);
}

/** Merges consecutive segments of one genre. */
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

/** Creates a block at an absolute position, because borders would shift blocks that are placed one after another. */
function block(run, duration, genres) {
  const span = element("span", { text: run.name });
  span.title = `${run.name}, ${time(run.start)} to ${time(run.end)}`;
  span.style.left = `${(100 * run.start) / duration}%`;
  span.style.width = `${(100 * (run.end - run.start)) / duration}%`;
  span.style.setProperty("--colour", colourOf(genres, run.genre));
  return span;
}
