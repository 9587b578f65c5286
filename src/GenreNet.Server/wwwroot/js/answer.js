// Displays a prediction: the headline, the ranking and the table of segments.
import { element, length, percent, score, time } from "./format.js";
import { explanation, figureOf, headline, isScore, nameOf } from "./headline.js";

const BARS = 10;
const SHORT_NAME = 12;

/**
 * Fills the page with a prediction.
 * @param {(id: string) => HTMLElement} byId returns an element of the page
 * @param {object} answer the prediction
 * @param {string} name name of the clip
 * @param {{colourOf: (genre: string) => string}} palette colours of genres
 */
export function showAnswer(byId, answer, name, palette) {
  byId("clip").textContent = `${name}, ${length(answer.duration_seconds)}`;
  byId("answer").textContent = headline(answer);
  byId("answer").style.setProperty("--colour", palette.colourOf(answer.is_music === false ? undefined : answer.genre));
  put(byId("explanation"), explanation(answer));
  // Without music, the explanation names the sound.
  put(byId("content"), answer.content && answer.is_music
    ? `Sounds found: ${answer.content.slice(0, 3).map((entry) => `${entry.label} ${percent(entry.probability)}`).join(", ")}`
    : "");
  byId("warnings").replaceChildren(...answer.warnings.map((text) => element("li", { text })));
  byId("warnings").classList.toggle("grave", answer.silent || answer.short || answer.out_of_distribution);
  showRanking(byId, answer, palette);
  showSegments(byId, answer);
}

function put(target, text) {
  target.hidden = !text;
  target.textContent = text;
}

function showSegments(byId, answer) {
  const scores = new Set(answer.ranking.filter((entry) => isScore(answer, entry)).map((entry) => entry.genre));
  const figure = (segment) => (scores.has(segment.genre) ? score(segment.probability) : percent(segment.probability));
  byId("segments").replaceChildren(...answer.timeline.map((segment) => element("tr", {}, [
    element("td", { text: time(segment.start_seconds) }),
    element("td", { text: time(segment.end_seconds) }),
    element("td", { text: nameOf(segment) }),
    element("td", { text: segment.silent ? "\u2013" : figure(segment) }),
  ])));
  byId("segments-part").hidden = answer.timeline.length === 0;
}

function showRanking(byId, answer, palette) {
  const { ranking } = answer;
  // Without a genre there is no ranking.
  byId("ranking-title").hidden = ranking.length === 0;
  byId("ranking").hidden = ranking.length === 0;
  const question = answer.multi_label ? "Which genres apply?" : "How likely is each genre?";
  byId("ranking-title").textContent = answer.is_music === false ? "Genres if the clip were music" : question;
  put(byId("ranking-note"), [
    answer.multi_label && ranking.length > 0 ? "Several genres can apply, so the bars do not add up to 100\u00a0%." : "",
    ranking.some((entry) => isScore(answer, entry)) ? "Figures without % are uncalibrated scores, which only rank genres." : "",
  ].filter(Boolean).join(" "));
  const hasLongNames = ranking.some((entry) => entry.genre.length > SHORT_NAME);
  byId("ranking").classList.toggle("wide", hasLongNames);
  byId("further-ranking").classList.toggle("wide", hasLongNames);
  byId("ranking").replaceChildren(...ranking.slice(0, BARS).map((entry) => bar(answer, entry, palette)));
  const further = ranking.slice(BARS);
  byId("further").hidden = further.length === 0;
  byId("further-title").textContent = further.length === 1 ? "1 more genre" : `${further.length} more genres`;
  byId("further-ranking").replaceChildren(...further.map((entry) => bar(answer, entry, palette)));
}

function bar(answer, entry, palette) {
  const fill = element("div", { className: "fill" });
  fill.style.width = `${(100 * entry.probability).toFixed(1)}%`;
  fill.style.setProperty("--colour", palette.colourOf(entry.genre));
  const track = element("div", { className: "bar" }, [fill]);
  track.setAttribute("aria-hidden", "true");
  return element("li", {}, [
    element("span", { className: "name", text: entry.genre }),
    track,
    element("span", { className: "share", text: figureOf(answer, entry) }),
  ]);
}
