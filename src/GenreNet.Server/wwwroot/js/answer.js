// Shows an answer: the genre, the ranking, the stretches.
import { colourOf, element, length, percent, score, time } from "./format.js";

const SILENT = "silent";
const BARS = 10;
const SHORT_NAME = 12;

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
  if (answer.is_music === false) {
    const sound = answer.content.find((entry) => !entry.is_music);
    return `No music found: ${sound.label} ${percent(sound.probability)}`;
  }
  if (answer.genre === "unknown") {
    return "No genre can be named";
  }
  const sure = isScore(answer, answer.ranking[0]) ? `score ${score(answer.confidence)}` : `${percent(answer.confidence)} sure`;
  return `${isDoubtful(answer) ? "Perhaps " : ""}${answer.genre}, ${sure}`;
}

/** Whether the figure of a genre is no probability: models of several genres per clip calibrate each genre by itself, or not. */
function isScore(answer, entry) {
  return answer.multi_label && !entry.calibrated;
}

/** Whether a genre is a guess: the network is not sure, the clip is short, or unlike the music that the model was trained on. */
function isDoubtful(answer) {
  return answer.confidence < 0.5 || answer.short || answer.out_of_distribution;
}

/** Fills the page with an answer. */
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
  // Without a genre there is nothing to rank.
  byId("ranking-title").hidden = ranking.length === 0;
  byId("ranking").hidden = ranking.length === 0;
  const question = answer.multi_label ? "Which genres apply?" : "How likely is each genre?";
  byId("ranking-title").textContent = answer.is_music === false ? "The genres, if it were music" : question;
  const notes = [
    answer.multi_label && ranking.length > 0 ? "Several genres can apply, so the bars do not add up to 100\u00a0%." : "",
    ranking.some((entry) => isScore(answer, entry)) ? "A figure without % is a score that is not calibrated: it only ranks." : "",
  ].filter((note) => note);
  byId("ranking-note").hidden = notes.length === 0;
  byId("ranking-note").textContent = notes.join(" ");
  const hasLongNames = ranking.some((entry) => entry.genre.length > SHORT_NAME);
  byId("ranking").classList.toggle("wide", hasLongNames);
  byId("further-ranking").classList.toggle("wide", hasLongNames);
  byId("ranking").replaceChildren(...ranking.slice(0, BARS).map((entry) => bar(answer, entry, genres)));
  const further = ranking.slice(BARS);
  byId("further").hidden = further.length === 0;
  byId("further-title").textContent = `${further.length} more genres`;
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
