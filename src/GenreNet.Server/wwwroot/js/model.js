// Displays the model and its test results from the model card.
import { element, interval, percent, wilson } from "./format.js";

const FEW = 12;

/** Fills the foot of the page. */
export function showModel(byId, card) {
  byId("model-title").hidden = false;
  const isEmbedded = !card.name || card.name === "default";
  const name = isEmbedded ? [element("strong", { text: "Embedded model" })] : ["Model ", element("strong", { text: card.name })];
  byId("model").replaceChildren(...name, `: ${genresOf(card)}.`);
  const accuracy = accuracyOf(card);
  byId("accuracy").hidden = accuracy === null;
  byId("accuracy").textContent = accuracy ?? "";
  const tests = card.evaluations ?? [];
  const limits = card.notes?.limits ?? [];
  const isLong = card.genres.length > FEW;
  byId("about").hidden = tests.length + limits.length === 0 && !isLong;
  byId("about-text").textContent = `The network is ${card.network}.${card.notes?.description ? ` ${card.notes.description}` : ""}`;
  byId("about-genres").hidden = !isLong;
  byId("about-genres").textContent = isLong ? `Genres: ${card.genres.join(", ")}.` : "";
  byId("tests").closest(".scroll").hidden = tests.length === 0;
  byId("tests").replaceChildren(...tests.map((test) => element("tr", {}, [
    element("td", { text: test.name }),
    element("td", { text: `${percent(test.track_accuracy)} (95\u00a0% CI ${interval(test)})` }),
    element("td", { text: String(test.tracks) }),
  ])));
  byId("limits").replaceChildren(...limits.map((text) => element("li", { text })));
}

function genresOf(card) {
  const count = card.genres.length;
  const list = count > FEW ? `${count} genres and styles` : `${count} genres (${card.genres.join(", ")})`;
  return card.activation === "Sigmoid" ? `${list}, several of which can apply to a clip` : list;
}

/** Returns the accuracy on the test tracks of its split, or in another test, as one sentence; null if the card states none. */
function accuracyOf(card) {
  const test = card.test;
  if (!test || test.tracks === 0) {
    // A model that was trained on all tracks has only the results of other tests, such as a cross-validation.
    const other = card.evaluations?.[0];
    return other ? `Correct on ${percent(other.track_accuracy)} of ${other.tracks} tracks (95\u00a0% CI ${interval(other)}): ${other.name}.` : null;
  }
  const range = interval(wilson(test.track_accuracy, test.tracks));
  const warning = card.training?.warning ? " These figures are inflated: segments of the same tracks were used for training." : "";
  return `Correct on ${percent(test.track_accuracy)} of ${test.tracks} test tracks (95\u00a0% CI ${range}), ${splitOf(card.training?.split)}.${warning}`;
}

function splitOf(split) {
  switch (split?.kind) {
    case "lists": return `split by lists of tracks${split.source ? `: ${split.source}` : ""}`;
    case "dataset": return "the test split of the dataset";
    case "fold": return `test fold ${split.fold} of ${split.fold_count}`;
    case "leaky-segments": return "split by segment";
    default: return "a random split by track";
  }
}
