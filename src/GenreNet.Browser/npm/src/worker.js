// The worker: decoding and features in C#, the network in ONNX Runtime Web. Processes one request after the other.
import { free } from "./buffers.js";
import { createFilters } from "./filters.js";
import { endLoading, fetchFile, onLoaded } from "./loading.js";
import { checksum, storedModel } from "./models.js";
import { createNetwork } from "./network.js";
import { ClipPictures } from "./pictures/pictures.js";

const BYTES_PER_SAMPLE = 4;
/** Bytes. Files up to this size are read at once, which takes a third of the time: each read is a message to another process. */
const SMALL = 6e6;
/** The memory of .NET for new objects, which are few. */
const NURSERY = "1m";
/** How often a part of C# runs before it is compiled to WebAssembly: only loops, not what a few clips run. */
const HITS = 100_000;
/** The assemblies that convert checkpoints, in the order of their dependencies. */
const CONVERTER = ["System.Linq.Expressions.wasm", "Google.Protobuf.wasm", "PureHDF.wasm", "GenreNet.Networks.wasm", "GenreNet.Pretrained.wasm"];

const yielding = new MessageChannel();
const cancelled = new Set();
let queue = Promise.resolve();
let exports = null;
let wasmMemory = () => 0;
let network = null;
let loadFilter = null;
let running = -1;
let clip = null; // the open clip: a Blob, or { samples, sampleRate }
let bytes = null; // all bytes of a small file
let features = null;
let modelFile = null;
let loadAssembly = null;
let converter = null; // resolves when the assemblies of the converter are loaded
let readShare = 0; // of the file of the clip
let pictures = null; // of the samples that were decoded so far, if they are wanted
let drawn = new Float32Array(0); // the samples that were decoded last

addEventListener("message", ({ data }) => {
  if (data.kind === "cancel") {
    if (data.id === running) {
      exports?.Cancel();
    }
    cancelled.add(data.id);
    return;
  }
  queue = queue.then(() => answer(data));
});

async function answer({ kind, id, ...content }) {
  if (cancelled.delete(id)) {
    return;
  }
  running = id;
  try {
    const result = await handlers[kind](content);
    postMessage({ id, kind: "done", result }, buffersOf(result));
  } catch (problem) {
    postMessage({ id, kind: "failed", problem: { kind: problem.kind ?? problem.code ?? "failed", message: problem.message } });
  } finally {
    running = -1;
    cancelled.delete(id);
    clip = null;
    bytes = null;
    pictures = null;
  }
}

/** Returns the buffers of a result, which are sent without a copy. Results that are lists have a function named values. */
function buffersOf(result) {
  const { values, pictures: drawn } = result ?? {};
  return [values, drawn?.loudness.buffer, drawn?.spectrogram.values.buffer].filter((buffer) => buffer instanceof ArrayBuffer);
}

const handlers = {
  async start() {
    onLoaded((share) => postMessage({ id: running, kind: "progress", share }));
    [network, loadFilter] = await Promise.all([createNetwork(), createFilters(), startRuntime()]);
    endLoading();
  },

  async model({ file, name }) {
    const bytes = file?.url ? await storedModel(file, (share) => postMessage({ id: running, kind: "progress", share })) : file;
    return read(await exports.LoadModel(name, bytes ?? new Uint8Array(0)));
  },

  async classify({ source, wanted }) {
    const prediction = read(await exports.Classify(await open(source, wanted)));
    return wanted.pictures ? { ...prediction, pictures: pictures.finish() } : prediction;
  },

  async features({ source, wanted }) {
    const result = read(await exports.Features(await open(source, wanted)));
    const values = features.buffer;
    features = null;
    return { ...result, values };
  },

  async pretrained() {
    await loadConverter();
    return read(await exports.ListPretrained()).models;
  },

  async convert({ files, names }) {
    await loadConverter();
    try {
      let possible = [];
      for (const { name, bytes } of files) {
        possible = read(await exports.AddCheckpoint(name, await checksum(bytes), bytes)).models;
      }
      const models = [];
      for (const name of names ?? possible) {
        read(await exports.MakeModel(name));
        models.push({ name, bytes: modelFile });
        modelFile = null;
      }
      return models;
    } finally {
      exports.ClearCheckpoints();
    }
  },

  async memory() {
    return { runtime: wasmMemory() };
  },
};

/** Keeps the clip for C#, and returns the request that describes it. */
async function open(source, wanted) {
  clip = source;
  bytes = source instanceof Blob && source.size <= SMALL ? new Uint8Array(await source.arrayBuffer()) : null;
  readShare = 0;
  // C# does not know the clip yet, so a cancellation while its file was read is in the list only.
  if (cancelled.has(running)) {
    throw Object.assign(new Error("The classification was cancelled."), { kind: "cancelled" });
  }
  const description = source instanceof Blob
    ? { bytes: source.size }
    : { samples: source.samples.length, sample_rate: Math.round(source.sampleRate) };
  return JSON.stringify({ ...wanted, ...description });
}

function read(json) {
  const result = JSON.parse(json);
  if (result.error) {
    throw Object.assign(new Error(result.error.message), { kind: result.error.kind });
  }
  return result;
}

/** Lets messages in, such as a cancellation. */
function pause() {
  return new Promise((resolve) => {
    yielding.port1.onmessage = () => resolve();
    yielding.port2.postMessage(null);
  });
}

/** Loads what only the conversion of checkpoints needs. */
function loadConverter() {
  converter ??= (async () => {
    for (const name of CONVERTER) {
      await loadAssembly(name);
    }
    endLoading();
  })().catch((problem) => {
    converter = null;
    throw problem;
  });
  return converter;
}

async function startRuntime() {
  // The address is computed so that bundlers do not try to include the runtime.
  const { dotnet } = await import(/* @vite-ignore */ new URL("./dotnet/dotnet.js", import.meta.url).href);
  const { setModuleImports, getAssemblyExports, Module, INTERNAL } = await dotnet
    .withConfig({ disableIntegrityCheck: true, disableNoCacheFetch: true })
    .withEnvironmentVariable("MONO_GC_PARAMS", `nursery-size=${NURSERY}`)
    .withRuntimeOptions([`--jiterpreter-minimum-trace-hit-count=${HITS}`])
    .withResourceLoader((type, name, address) => (type === "dotnetjs" ? address : wasm(name)))
    .create();
  wasmMemory = () => Module.HEAPU8.length;
  loadAssembly = INTERNAL.loadLazyAssembly;
  setModuleImports("genrenet", {
    readBytes(position, view) {
      const end = position + view.length;
      if (bytes) {
        view.set(bytes.subarray(position, end));
      } else {
        const block = new FileReaderSync().readAsArrayBuffer(clip.slice(position, end));
        view.set(new Uint8Array(block));
        free(block);
      }
      readShare = end / clip.size;
    },
    readSamples(position, view) {
      const { samples } = clip;
      view.set(new Uint8Array(samples.buffer, samples.byteOffset + BYTES_PER_SAMPLE * position, view.length));
    },
    drawSamples(rate, view) {
      const count = view.length / BYTES_PER_SAMPLE;
      if (drawn.length < count) {
        drawn = new Float32Array(count);
      }
      view.copyTo(new Uint8Array(drawn.buffer, 0, view.length));
      pictures ??= new ClipPictures(rate);
      pictures.add(drawn.subarray(0, count));
    },
    loadFilter: (rows, up, down) => loadFilter(rows, up, down),
    runFilter: (filter, window, phase, output) => filter.process(window, phase, output),
    sendModel: (view) => network.send(view.slice()),
    openNetwork: async () => JSON.stringify(await network.open()),
    useNetwork: (isAccepted) => network.use(isAccepted),
    sendBatch: (view) => network.fill(view),
    async runNetwork(shape, outputs) {
      await network.run(Array.from(shape), outputs.split(" "));
      await pause();
    },
    takeOutput(name, view) {
      const values = network.take(name);
      if (values.byteLength === view.byteLength) {
        view.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
      }
      return values.length;
    },
    // Many MP3 files do not declare their duration.
    report: (position, duration) =>
      postMessage({ id: running, kind: "progress", share: Math.min(1, duration > 0 ? position / duration : readShare) }),
    sendFeatures: (view) => { features = view.slice(); },
    sendFile: (view) => { modelFile = view.slice(); },
    pause,
  });
  exports = (await getAssemblyExports("GenreNet.Browser.dll")).GenreNet.Browser.Program;
}

async function wasm(name) {
  return new Response(await fetchFile(`./dotnet/${name}.br`), { headers: { "content-type": "application/wasm" } });
}
