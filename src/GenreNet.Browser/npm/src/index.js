// The classifier in the browser: decoding, features and network in a worker, without a server.
import { decodeWithBrowser, mono } from "./decode.js";
import { GenreNetError } from "./errors.js";

export { GenreNetError };

/** A function with a vector instruction, from https://github.com/WebAssembly/simd. */
const SIMD = new Uint8Array(
  [0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 0, 1, 123, 3, 2, 1, 0, 10, 10, 1, 8, 0, 65, 0, 253, 15, 253, 98, 11]);

/**
 * Loads the classifier: the worker, the decoders and features in WebAssembly, ONNX Runtime, and a model.
 * @param {object} [options]
 * @param {Blob | ArrayBuffer | Uint8Array | {url: string, sha256: string}} [options.model] a model file, or the address of one with its
 *   checksum; the embedded model if omitted
 * @param {string} [options.name] name of the model in messages and results
 * @param {(share: number) => void} [options.onProgress] receives the share of the files that has been loaded, 0 to 1
 * @returns {Promise<Classifier>}
 */
export async function load({ model, name, onProgress } = {}) {
  if (typeof WebAssembly !== "object" || !WebAssembly.validate(SIMD)) {
    throw new GenreNetError("unsupported-browser",
      "This browser has no WebAssembly with SIMD. Use a current version of Chrome, Edge, Firefox or Safari.");
  }
  const channel = new Channel();
  try {
    await channel.call("start", {}, { onProgress });
    const classifier = new Classifier(channel);
    await classifier.useModel(model, { name });
    return classifier;
  } catch (problem) {
    channel.close();
    throw problem;
  }
}

/** Classifies clips, one after the other. Created by load(). */
export class Classifier {
  #channel;
  #card = null;

  constructor(channel) {
    this.#channel = channel;
  }

  /** Gets the model card: how the model was trained, its genres and its accuracy. */
  get card() {
    return this.#card;
  }

  /** Gets the genres in the order of a segment's probabilities. */
  get genres() {
    return this.#card.genres;
  }

  /**
   * Replaces the model. On failure, the current model stays loaded.
   * @param {Blob | ArrayBuffer | Uint8Array | {url: string, sha256: string}} [model] as in load(); the embedded model if omitted
   * @param {{name?: string, onProgress?: (share: number) => void}} [options]
   * @returns {Promise<object>} the model card
   */
  async useModel(model, { name = model?.name ?? "model", onProgress } = {}) {
    const isAddress = typeof model?.url === "string";
    const file = isAddress ? { url: new URL(model.url, document.baseURI).href, sha256: model.sha256 } : await bytesOf(model);
    const given = isAddress && name === "model" ? model.url.split("/").pop() : name;
    this.#card = (await this.#channel.call("model", { file, name: given }, { onProgress })).card;
    return this.#card;
  }

  /**
   * Classifies a clip.
   * @param {Blob | AudioBuffer | Float32Array} clip an audio file, a decoded clip, or mono samples from -1 to 1
   * @param {object} [options] see index.d.ts
   * @returns {Promise<object>} the JSON of POST /predict of the HTTP service
   */
  async classify(clip, options = {}) {
    return this.#run("classify", clip, options);
  }

  /**
   * Computes the features of a clip as the network receives them.
   * @returns {Promise<{values: Float32Array, segments: number, frames: number, coefficients: number}>} values is
   *   [segments, frames, coefficients], row-major
   */
  async features(clip, options = {}) {
    const result = await this.#run("features", clip, options);
    return { ...result, values: new Float32Array(result.values) };
  }

  /**
   * Lists the pretrained models that can be made of published checkpoints, with the addresses and checksums of the checkpoints.
   * @returns {Promise<object[]>} see PretrainedModel in index.d.ts
   */
  async pretrained() {
    return this.#channel.call("pretrained", {});
  }

  /**
   * Converts checkpoints of pretrained networks (.pt, .h5) to model files for useModel().
   * @param {(File | {name: string, bytes: Uint8Array})[]} checkpoints
   * @param {{names?: string[]}} [options] names of the models to make; all that can be made if omitted
   * @returns {Promise<{name: string, bytes: Uint8Array}[]>}
   */
  async convert(checkpoints, { names } = {}) {
    const files = await Promise.all(checkpoints.map(async (file) => ({
      name: file.name, bytes: file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : file.bytes,
    })));
    return this.#channel.call("convert", { files, names });
  }

  /** Returns the memory of C# in bytes; that of ONNX Runtime is not known. */
  async memory() {
    return this.#channel.call("memory", {});
  }

  /** Stops the worker and frees its memory. */
  close() {
    this.#channel.close();
  }

  async #run(kind, clip, options) {
    const { signal, onProgress, name, top, timeline = true, timelineSeconds, pictures = false } = options;
    const wanted = { top, timeline, timeline_seconds: timelineSeconds, pictures };
    const call = (source, title) =>
      this.#channel.call(kind, { source, wanted: { ...wanted, name: name ?? title } }, { signal, onProgress });
    signal?.throwIfAborted();
    if (clip instanceof Blob) {
      const title = clip.name ?? "audio";
      try {
        return await call(clip, title);
      } catch (problem) {
        if (problem.code !== "foreign-format") {
          throw problem;
        }
      }
      // AAC, WMA and others: the browser may have a decoder.
      return call(await decodeWithBrowser(clip, name ?? title), title);
    }
    if (typeof AudioBuffer === "function" && clip instanceof AudioBuffer) {
      return call({ samples: mono(clip), sampleRate: clip.sampleRate }, "audio");
    }
    if (clip instanceof Float32Array) {
      if (!Number.isInteger(options.sampleRate) || options.sampleRate < 1) {
        throw new GenreNetError("bad-options", "Samples need their sample rate: classify(samples, { sampleRate: 44100 }).");
      }
      return call({ samples: clip, sampleRate: options.sampleRate }, "samples");
    }
    throw new GenreNetError("bad-options", "The clip must be a File, a Blob, an AudioBuffer or a Float32Array.");
  }
}

/** Sends requests to the worker and receives its messages. The worker processes one request after the other. */
class Channel {
  #worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module", name: "genrenet" });
  #calls = new Map();
  #next = 0;
  #failure = null;

  constructor() {
    this.#worker.addEventListener("message", ({ data }) => this.#receive(data));
    this.#worker.addEventListener("error", (event) => {
      event.preventDefault();
      this.#fail(new GenreNetError("failed", `The worker of the classifier stopped: ${event.message ?? "its files cannot be loaded"}.`));
    });
  }

  call(kind, content, { signal, onProgress } = {}) {
    if (this.#failure) {
      return Promise.reject(this.#failure);
    }
    const id = this.#next++;
    return new Promise((resolve, reject) => {
      // The page continues at once; the worker stops after its current batch.
      const stop = () => {
        this.#calls.delete(id);
        this.#worker.postMessage({ kind: "cancel", id });
        reject(signal.reason);
      };
      signal?.addEventListener("abort", stop, { once: true });
      const settle = (how) => (value) => { signal?.removeEventListener("abort", stop); how(value); };
      this.#calls.set(id, { resolve: settle(resolve), reject: settle(reject), onProgress });
      this.#worker.postMessage({ kind, id, ...content });
    });
  }

  close() {
    this.#worker.terminate();
    this.#fail(new GenreNetError("closed", "The classifier was closed. Load another one."));
  }

  #receive({ id, kind, share, result, problem }) {
    const call = this.#calls.get(id);
    if (kind === "progress") {
      call?.onProgress?.(share);
      return;
    }
    this.#calls.delete(id);
    if (problem) {
      call?.reject(new GenreNetError(problem.kind, problem.message));
    } else {
      call?.resolve(result);
    }
  }

  #fail(problem) {
    this.#failure = problem;
    this.#calls.forEach((call) => call.reject(problem));
    this.#calls.clear();
  }
}

async function bytesOf(model) {
  if (model === undefined || model === null) {
    return null;
  }
  if (model instanceof Blob) {
    return new Uint8Array(await model.arrayBuffer());
  }
  if (model instanceof ArrayBuffer || model instanceof Uint8Array) {
    return new Uint8Array(model);
  }
  throw new GenreNetError("bad-options", "The model must be a File, a Blob, bytes, or { url, sha256 }.");
}
