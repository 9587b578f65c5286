// What the model is and how it was tested, all of it from its card.
import { element, percent, roughly } from "./format.js";

/** Fills the head of the page. */
export function showModel(byId, card) {
  const tested = card.test;
  const right = tested ? ` In its test it was right ${roughly(tested.track_accuracy)} (${percent(tested.track_accuracy)} of ${tested.tracks} tracks).` : "";
  byId("model").textContent = `Tells ${card.genres.length} genres of music apart: ${card.genres.join(", ")}.${right}`;
  const tests = card.evaluations ?? [];
  const limits = card.notes?.limits ?? [];
  byId("about").hidden = tests.length + limits.length === 0;
  byId("about-text").textContent = `The network is ${card.network}.${card.notes?.description ? ` ${card.notes.description}` : ""}`;
  byId("tests").closest(".scroll").hidden = tests.length === 0;
  byId("tests").replaceChildren(...tests.map((test) => element("tr", {}, [
    element("td", { text: test.name }),
    element("td", { text: `${percent(test.track_accuracy)}${range(test)}` }),
    element("td", { text: String(test.tracks) }),
  ])));
  byId("limits").replaceChildren(...limits.map((text) => element("li", { text })));
}

function range({ low, high }) {
  return low === undefined || high === undefined ? "" : ` (${percent(low)} to ${percent(high)})`;
}
