// The classifier of this device, with the functions that page.js uses: see js/service.js.
import { Cancelled, Problem } from "../js/problem.js";
import { storeSite } from "./offline.js";

const SECONDS_PER_SEGMENT = 3;
/** The page shows an indeterminate progress at 1. */
const NEARLY_ALL = 0.999;
/** A status that the page treats as final: the same file would be rejected again. */
const FINAL = 422;

let classifier = null;
let modelName = "default";

/** What the page displays instead of the words about a service. */
export const words = {
  sending: (name) => `Classifying ${name} on this device ...`,
  sent: () => "Classifying ...",
  loading: (name) => `Loading the model ${name} ...`,
};

/** Loads the classifier once; after a failure, the next call tries again. */
function ready() {
  classifier ??= start().catch((problem) => {
    classifier = null;
    throw problem;
  });
  return classifier;
}

async function start() {
  await storeSite();
  // Imported now, so that the files come from the stored site and are fetched once.
  const { load } = await import("../genrenet/index.js");
  return load();
}

/** Gets the model card; null on failure, because the page works without it until a clip is chosen. */
export async function model() {
  try {
    const { card } = await ready();
    return { name: modelName, ...card };
  } catch {
    return null;
  }
}

/** Classifies a clip; onSent receives the share that has been processed. */
export async function classify(file, { signal, onSent } = {}) {
  return run(signal, async () => (await ready()).classify(file, {
    signal, timelineSeconds: SECONDS_PER_SEGMENT, onProgress: (share) => onSent?.(Math.min(NEARLY_ALL, share)),
  }));
}

/** Uses a model file from now on; the one before stays in use if the file is not a model. */
export async function useModel(file, { signal } = {}) {
  return run(signal, async () => {
    await (await ready()).useModel(file);
    modelName = file.name.replace(/\.onnx$/i, "");
  });
}

async function run(signal, work) {
  try {
    return await work();
  } catch (problem) {
    if (signal?.aborted) {
      throw new Cancelled();
    }
    throw new Problem(titleOf(problem.code), problem.message, { status: statusOf(problem.code) });
  }
}

function titleOf(code) {
  switch (code) {
    case "not-audio": return "The file is not audio";
    case "damaged-audio": return "The audio cannot be decoded";
    case "foreign-format": return "The format is not supported";
    case "too-long": return "The clip is too long";
    case "bad-model": return "The model cannot be used";
    case "out-of-memory": return "There is not enough memory";
    case "unsupported-browser": return "This browser is not supported";
    case "unreachable": return "The classifier cannot be loaded";
    default: return "An error occurred";
  }
}

function statusOf(code) {
  return ["not-audio", "damaged-audio", "foreign-format", "too-long", "bad-model", "unsupported-browser"].includes(code) ? FINAL : 0;
}
