// The classifier of this device, with the functions that page.js uses: see js/service.js.
import { Cancelled, Problem } from "../js/problem.js";
import { fetchCheckpoints } from "./install.js";
import * as kept from "./kept.js";
import { storeSite } from "./offline.js";

const SECONDS_PER_SEGMENT = 3;
/** The page shows an indeterminate progress at 1. */
const NEARLY_ALL = 0.999;
/** A status that the page treats as final: the same file would be rejected again. */
const FINAL = 422;
const EMBEDDED = "default";

let classifier = null;
let modelName = EMBEDDED;
let note = "";
let pretrained = null; // the pretrained models that can be installed, once they are listed

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
  const loaded = await load();
  await restore(loaded);
  return loaded;
}

/** Uses the model of the last visit. If that is not possible, the embedded model stays in use, and the page displays why. */
async function restore(loaded) {
  const name = kept.chosen();
  if (name === null) {
    return;
  }
  const { bytes, isDamaged } = await kept.read(name);
  const isUsable = bytes !== null && await loaded.useModel(bytes, { name }).then(() => true, () => false);
  if (isUsable) {
    modelName = name;
    return;
  }
  kept.choose(null);
  note = isDamaged || bytes !== null
    ? `The stored file of the model ${name} is damaged. The embedded model is used. Drop the file of ${name} here again to use it.`
    : `The browser has deleted the model ${name} from its storage. The embedded model is used. Drop the file of ${name} here again to use it.`;
}

/** Gets the model card; null on failure, because the page works without it until a clip is chosen. */
export async function model() {
  try {
    const { card } = await ready();
    return { name: modelName, note, ...card };
  } catch {
    return null;
  }
}

/** Classifies a clip; onSent receives the share that has been processed. The pictures are computed with the result. */
export async function classify(file, { signal, onSent, onLooking } = {}) {
  const { pictures, ...answer } = await run(signal, async () => (await ready()).classify(file, {
    signal, timelineSeconds: SECONDS_PER_SEGMENT, pictures: Boolean(onLooking), onProgress: (share) => onSent?.(Math.min(NEARLY_ALL, share)),
  }));
  onLooking?.(Promise.resolve({ duration: answer.duration_seconds, ...pictures }));
  return answer;
}

/**
 * Uses a model file from now on, and keeps it in the browser; the one before stays in use if the file is not a model. A checkpoint of a
 * pretrained network becomes all models that can be made of it.
 */
export async function useModel(file, { signal } = {}) {
  return run(signal, async () => {
    const current = await ready();
    if (/\.onnx$/i.test(file.name)) {
      await use(file.name.replace(/\.onnx$/i, ""), new Uint8Array(await file.arrayBuffer()), file.name);
      return;
    }
    const [first, ...others] = await current.convert([file]);
    if (!first) {
      throw new Problem("The model cannot be used", `No model can be made of ${file.name} alone.`, { status: FINAL });
    }
    for (const { name, bytes } of others) {
      await kept.keep(name, bytes);
    }
    await use(first.name, first.bytes);
  });
}

/** Uses a model file and keeps it. */
async function use(name, bytes, title = name) {
  await (await ready()).useModel(bytes, { name: title });
  modelName = name;
  const isKept = await kept.keep(name, bytes);
  kept.choose(isKept ? name : null);
  note = isKept ? "" : `The browser does not store the model ${name}: it is used until the page is closed.`;
}

/** Lists the models to choose from: those in the browser, and those that can be installed once findPretrained() has listed them. */
export async function models() {
  const names = await kept.names();
  return {
    current: modelName,
    list: [
      { name: EMBEDDED, isKept: false },
      ...names.map((name) => ({ name, isKept: true })),
      ...(pretrained ?? []).filter(({ name }) => !names.includes(name)).map((model) => ({ ...model, isKept: false })),
    ],
    hasMore: pretrained === null,
  };
}

/** Lists the pretrained models that can be installed. */
export async function findPretrained({ signal } = {}) {
  return run(signal, async () => { pretrained = await (await ready()).pretrained(); });
}

/** Uses the embedded model, one that is kept in the browser, or a pretrained one, which is downloaded and converted. */
export async function chooseModel(name, { signal, onSent } = {}) {
  return run(signal, async () => {
    const current = await ready();
    if (name === EMBEDDED) {
      await current.useModel();
      kept.choose(null);
      modelName = name;
      note = "";
      return;
    }
    const { bytes, isDamaged } = await kept.read(name);
    const model = pretrained?.find((candidate) => candidate.name === name);
    if (bytes === null && !model) {
      throw new Problem("The model cannot be used", isDamaged
        ? `The stored file of the model ${name} is damaged, and was removed. Drop the file here again.`
        : `The browser has deleted the model ${name} from its storage. Drop the file here again.`, { status: FINAL });
    }
    await use(name, bytes ?? await install(current, model, { signal, onSent }));
  });
}

async function install(current, model, { signal, onSent }) {
  const files = await fetchCheckpoints(model, { signal, onSent: (share) => onSent?.(Math.min(NEARLY_ALL, share)) });
  const [{ bytes }] = await current.convert(files, { names: [model.name] });
  signal?.throwIfAborted();
  return bytes;
}

/** Removes a model from the browser. If it is in use, the embedded model replaces it. */
export async function removeModel(name) {
  return run(undefined, async () => {
    await kept.remove(name);
    if (name === modelName) {
      await chooseModel(EMBEDDED);
    }
  });
}

async function run(signal, work) {
  try {
    return await work();
  } catch (problem) {
    if (signal?.aborted) {
      throw new Cancelled();
    }
    if (problem instanceof Problem) {
      throw problem;
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
