// Predictions in words.
import { capital, percent, score } from "./format.js";

const SILENT = "silent";
const CERTAIN = 0.5;

/** Returns the segment at a time; undefined if the prediction has no timeline. */
export function segmentAt(timeline, seconds) {
  return timeline.find((segment) => seconds < segment.end_seconds) ?? timeline.at(-1);
}

/** Returns the label of a segment: its genre, or that it is silent. */
export function nameOf(segment) {
  return segment?.silent ? SILENT : segment?.genre ?? "";
}

/** Returns whether the figure of a genre is not a probability: multi-label models calibrate some genres or none. */
export function isScore(answer, entry) {
  return answer.multi_label && entry?.calibrated === false;
}

/** Returns the figure of a genre as a text: 35 %, or 0.62 for a score. */
export function figureOf(answer, entry) {
  return isScore(answer, entry) ? score(entry.probability) : percent(entry.probability);
}

/** Returns whether a prediction is doubtful: the confidence is low, or the clip is short or unlike the training music. */
export function isDoubtful(answer) {
  return answer.confidence < CERTAIN || answer.short || answer.out_of_distribution;
}

/** Returns the result as a person would say it, such as "Country, 85 % confidence". */
export function headline(answer) {
  const reason = withoutGenre(answer);
  if (reason) {
    return reason;
  }
  const figure = isScore(answer, answer.ranking[0]) ? `score ${score(answer.confidence)}` : `${percent(answer.confidence)} confidence`;
  return isDoubtful(answer) ? `Possibly ${answer.genre}, ${figure}` : `${capital(answer.genre)}, ${figure}`;
}

/** Returns why a prediction has no genre, in a few words; null if it has one. */
export function withoutGenre(answer) {
  if (answer.silent) {
    return "The clip is silent";
  }
  if (answer.is_music === false) {
    return "No music found";
  }
  return answer.genre === "unknown" ? "No genre can be determined" : null;
}

/** Returns the sentence below the headline: what the clip sounds like, or what else it may be; empty if neither needs saying. */
export function explanation(answer) {
  const sound = answer.is_music === false ? answer.content?.find((entry) => !entry.is_music) : null;
  if (sound) {
    return `It sounds like ${sound.label} (${percent(sound.probability)}).`;
  }
  const second = answer.ranking[1];
  if (withoutGenre(answer) || answer.multi_label || answer.confidence >= CERTAIN || !second) {
    return "";
  }
  return `The model is not certain. Next most likely: ${second.genre}, ${figureOf(answer, second)}.`;
}

/** Returns the result and its explanation as one text, for screen readers. */
export function spoken(answer) {
  return [`${headline(answer)}.`, explanation(answer), ...answer.warnings].filter(Boolean).join(" ");
}
