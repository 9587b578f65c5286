// Draws the segments of a clip: one lane per genre, so that short segments have room for their names.
import { capital, element, percent, time } from "./format.js";
import { nameOf } from "./headline.js";

const MOST_LANES = 8;
const OTHER = "other";
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const MOST_TICKS = 6;

/** Merges consecutive segments of one genre; the probability is the mean by duration. */
export function runsOf(timeline) {
  const runs = [];
  for (const segment of timeline) {
    const name = nameOf(segment);
    const last = runs.at(-1);
    const weight = segment.end_seconds - segment.start_seconds;
    if (last?.name === name) {
      last.end = segment.end_seconds;
      last.sum += segment.probability * weight;
      last.weight += weight;
    } else {
      runs.push({ name, genre: segment.genre, start: last?.end ?? 0, end: segment.end_seconds, sum: segment.probability * weight, weight });
    }
  }
  return runs.map(({ sum, weight, ...run }) => ({ ...run, probability: weight > 0 ? sum / weight : 0 }));
}

/** Returns the lanes of runs, longest total time first; the rarest genres of a long list share the last lane. */
export function lanesOf(runs) {
  const lanes = new Map();
  for (const run of runs) {
    lanes.set(run.name, [...(lanes.get(run.name) ?? []), run]);
  }
  const total = (blocks) => blocks.reduce((sum, run) => sum + run.end - run.start, 0);
  const sorted = [...lanes].map(([name, blocks]) => ({ name, blocks })).sort((one, two) => total(two.blocks) - total(one.blocks));
  if (sorted.length <= MOST_LANES) {
    return sorted;
  }
  return [...sorted.slice(0, MOST_LANES - 1), { name: OTHER, blocks: sorted.slice(MOST_LANES - 1).flatMap((lane) => lane.blocks) }];
}

/** Fills the lanes and their names. */
export function showLanes(names, lanes, answer, palette) {
  const all = lanesOf(runsOf(answer.timeline));
  names.replaceChildren(...all.map((lane) => {
    const name = element("span", { text: lane.name });
    name.title = lane.name;
    name.style.setProperty("--colour", palette.colourOf(lane.blocks[0].genre));
    return name;
  }));
  const blocks = (lane) => lane.blocks.map((run) => block(run, answer.duration_seconds, palette));
  lanes.replaceChildren(...all.map((lane) => element("div", { className: "lane" }, blocks(lane))));
}

/** Creates a block at an absolute position; the colour is the stronger the more probable the genre is. */
function block(run, duration, palette) {
  const span = element("span");
  span.title = `${capital(run.name)}, ${time(run.start)} to ${time(run.end)}${run.probability > 0 ? `, ${percent(run.probability)}` : ""}`;
  span.style.left = `${(100 * run.start) / duration}%`;
  span.style.width = `${(100 * (run.end - run.start)) / duration}%`;
  span.style.setProperty("--colour", palette.colourOf(run.genre));
  span.style.setProperty("--strength", `${Math.round(35 + 65 * run.probability)}%`);
  return span;
}

/** Fills the time axis below the lanes. */
export function showTimes(axis, duration) {
  const step = STEPS.find((seconds) => duration / seconds <= MOST_TICKS) ?? Math.ceil(duration / MOST_TICKS / 3600) * 3600;
  const ticks = [];
  for (let at = 0; at <= duration; at += step) {
    const tick = element("span", { text: time(at) });
    const share = duration > 0 ? at / duration : 0;
    tick.style.left = `${100 * share}%`;
    // The first and the last label stay inside the axis.
    tick.style.transform = `translateX(-${share < 0.03 ? 0 : share > 0.97 ? 100 : 50}%)`;
    ticks.push(tick);
  }
  axis.replaceChildren(...ticks);
}
