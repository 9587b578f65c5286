// Results in links: the fragment of the address has the numbers and the name of the clip, and no audio. Browsers do not send fragments.
//
// Format: #v1.DATA, where DATA is base64url of UTF-8 of a JSON array (see FIELDS). Numbers are integers: probabilities in parts of
// 100 000, times in tenths of a second. Sentences are not part of a link, so that a forged one cannot put its own text on the page.
import { paletteFrom } from "./colours.js";

const VERSION = 1;
const PREFIX = /^#?v(\d{1,4})\./;
const LONGEST = 20_000;
const MOST_GENRES = 60;
const MOST_RANKED = 25;
const MOST_SEGMENTS = 300;
const MOST_SOUNDS = 5;
const LONGEST_NAME = 120;
const LONGEST_LABEL = 60;
const PARTS = 100_000;
const LONGEST_CLIP = 10 * 100 * 3600;
const FLAGS = ["silent", "short", "out_of_distribution", "multi_label", "has_content", "is_music", "has_warnings"];
const FIELDS = ["name", "duration", "flags", "genres", "colours", "best", "confidence", "ranking", "timeline", "content"];
const SILENT = -1;
/** Control characters, and those that reverse the direction of text. */
const CONTROL = /[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

const SENTENCES = {
  silent: "The clip is silent.",
  short: "The clip is short, so the result is often wrong.",
  out_of_distribution: "The clip differs from all music that the model was trained on. Perhaps none of its genres applies.",
  has_warnings: "The service had a warning about this clip, which the link does not include.",
};

/**
 * Encodes a prediction for the fragment of an address, without the #.
 * @param {object} answer the prediction
 * @param {string} name name of the clip
 * @param {{numberOf: (genre: string) => number}} palette colours of genres
 */
export function encodeLink(answer, name, palette) {
  const ranking = answer.ranking.slice(0, MOST_RANKED);
  const timeline = shorten(answer.timeline ?? []);
  const genres = [...new Set([answer.genre, ...[...ranking, ...timeline].map((entry) => entry.genre)])].slice(0, MOST_GENRES);
  const place = (genre) => Math.max(0, genres.indexOf(genre));
  const hasSentence = answer.silent || answer.short || answer.out_of_distribution;
  const known = { ...answer, has_content: Boolean(answer.content), has_warnings: answer.warnings.length > 0 && !hasSentence };
  const label = (text) => cut(text, LONGEST_LABEL);
  const fields = {
    name: cut(name, LONGEST_NAME),
    duration: tenths(answer.duration_seconds),
    flags: FLAGS.reduce((bits, flag, i) => bits | (known[flag] === true ? 1 << i : 0), 0),
    genres: genres.map(label),
    colours: genres.map((genre) => palette.numberOf(genre)),
    best: place(answer.genre),
    confidence: parts(answer.confidence),
    ranking: ranking.flatMap((entry) => [place(entry.genre), parts(entry.probability), entry.calibrated === false ? 0 : 1]),
    timeline: timeline.flatMap(
      (segment) => [tenths(segment.end_seconds), segment.silent ? SILENT : place(segment.genre), parts(segment.probability)]),
    content: (answer.content ?? []).slice(0, MOST_SOUNDS).flatMap(
      (entry) => [label(entry.label), parts(entry.probability), entry.is_music ? 1 : 0]),
  };
  const bytes = new TextEncoder().encode(JSON.stringify(FIELDS.map((field) => fields[field])));
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  return `v${VERSION}.${base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
}

/**
 * Decodes the fragment of an address. It accepts only what encodeLink can produce; every value is checked.
 * @param {string} fragment the fragment, with or without the #
 * @returns {{kind: "none" | "newer" | "damaged"} | {kind: "result", answer: object, name: string, palette: object}}
 */
export function decodeLink(fragment) {
  const version = PREFIX.exec(fragment);
  if (!version) {
    return { kind: "none" };
  }
  if (Number(version[1]) !== VERSION) {
    return { kind: "newer" };
  }
  try {
    return { kind: "result", ...build(read(fragment.slice(version[0].length))) };
  } catch {
    return { kind: "damaged" };
  }
}

function read(text) {
  check(text.length <= LONGEST && /^[\w-]+$/.test(text));
  const bytes = Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
  const values = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  check(Array.isArray(values) && values.length === FIELDS.length);
  return Object.fromEntries(FIELDS.map((field, i) => [field, values[i]]));
}

function build(fields) {
  const name = textOf(fields.name, LONGEST_NAME);
  const duration = integer(fields.duration, 0, LONGEST_CLIP) / 10;
  const bits = integer(fields.flags, 0, 2 ** FLAGS.length - 1);
  const flags = Object.fromEntries(FLAGS.map((flag, i) => [flag, (bits & (1 << i)) !== 0]));
  const genres = list(fields.genres, 1, MOST_GENRES).map((genre) => textOf(genre, LONGEST_LABEL));
  const colours = list(fields.colours, 1, MOST_GENRES).map((number) => integer(number, -1, 9));
  check(colours.length === genres.length && new Set(genres).size === genres.length && genres.every(Boolean));
  const genre = (number) => genres[integer(number, 0, genres.length - 1)];
  const ranking = triples(fields.ranking, MOST_RANKED).map(([place, probability, calibrated]) => (
    { genre: genre(place), probability: share(probability), calibrated: integer(calibrated, 0, 1) === 1 }));
  let start = 0;
  const timeline = triples(fields.timeline, MOST_SEGMENTS).map(([end, place, probability]) => {
    const segment = {
      start_seconds: start, end_seconds: integer(end, Math.ceil(10 * start), LONGEST_CLIP) / 10, probability: share(probability),
      ...(place === SILENT ? { genre: "unknown", silent: true } : { genre: genre(place) }),
    };
    start = segment.end_seconds;
    return segment;
  });
  const content = triples(fields.content, MOST_SOUNDS).map(([label, probability, isMusic]) => (
    { label: textOf(label, LONGEST_LABEL), probability: share(probability), is_music: integer(isMusic, 0, 1) === 1 }));
  check(timeline.length === 0 || start <= duration + 1);
  // The headline needs what it names.
  check(flags.silent || genre(fields.best) === "unknown" || ranking.length > 0);
  const isNotMusic = flags.has_content && !flags.is_music;
  const answer = {
    genre: genre(fields.best), confidence: share(fields.confidence), ranking, timeline, duration_seconds: Math.max(duration, start),
    silent: flags.silent, short: flags.short, out_of_distribution: flags.out_of_distribution, multi_label: flags.multi_label,
    ...(flags.has_content ? { content, is_music: flags.is_music } : {}),
    // Without music, the headline says why.
    warnings: Object.keys(SENTENCES).filter((flag) => flags[flag] && !(flag === "out_of_distribution" && isNotMusic))
      .map((flag) => SENTENCES[flag]),
  };
  const palette = paletteFrom(new Map(genres.map((text, i) => [text, colours[i]]).filter(([, number]) => number >= 0)));
  return { answer, name, palette };
}

function check(isValid) {
  if (!isValid) {
    throw new RangeError("not a result");
  }
}

function integer(value, least, most) {
  check(Number.isInteger(value) && value >= least && value <= most);
  return value;
}

function share(value) {
  return integer(value, 0, PARTS) / PARTS;
}

function list(value, least, most) {
  check(Array.isArray(value) && value.length >= least && value.length <= most);
  return value;
}

function triples(value, most) {
  const items = list(value, 0, 3 * most);
  check(items.length % 3 === 0);
  return Array.from({ length: items.length / 3 }, (_, i) => items.slice(3 * i, 3 * i + 3));
}

function textOf(value, longest) {
  check(typeof value === "string" && value.length <= longest);
  return value.replace(CONTROL, "");
}

function cut(text, longest) {
  // Code points are not cut in two: half of one is not valid UTF-8.
  return [...text.replace(CONTROL, "")].slice(0, longest / 2).join("");
}

function tenths(seconds) {
  return Math.round(10 * seconds);
}

function parts(value) {
  // Rounded down, so that rounding the percentage again gives the same text. What is not zero stays above it.
  return value > 0 ? Math.max(1, Math.floor(PARTS * Math.min(1, value) + 1e-6)) : 0;
}

/** Merges neighbours until a timeline is short enough; the more probable one of two gives the genre. */
function shorten(timeline) {
  let segments = timeline;
  while (segments.length > MOST_SEGMENTS) {
    segments = Array.from({ length: Math.ceil(segments.length / 2) }, (_, i) => {
      const [one, two = one] = segments.slice(2 * i, 2 * i + 2);
      return { ...(two.probability > one.probability ? two : one), start_seconds: one.start_seconds, end_seconds: two.end_seconds };
    });
  }
  return segments;
}
