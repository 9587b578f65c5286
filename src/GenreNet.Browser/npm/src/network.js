// The network in ONNX Runtime Web, on one thread, which needs no cross-origin isolation.
import { free } from "./buffers.js";
import { fetchFile } from "./loading.js";

/** Without the arena, which keeps the memory of the largest batch. */
const OPTIONS = { executionProviders: ["wasm"], logSeverityLevel: 4, enableCpuMemArena: false, enableMemPattern: false };

/** Loads ONNX Runtime. */
export async function createNetwork() {
  const [ort, wasmBinary] = await Promise.all([
    import(/* @vite-ignore */ new URL("./ort/ort.wasm.min.mjs", import.meta.url).href),
    fetchFile("./ort/ort-wasm-simd-threaded.wasm.br"),
  ]);
  Object.assign(ort.env.wasm, {
    numThreads: 1,
    proxy: false,
    wasmBinary: wasmBinary.buffer,
    wasmPaths: { mjs: new URL("./ort/ort-wasm-simd-threaded.mjs", import.meta.url).href },
  });
  ort.env.logLevel = "fatal";
  return new Network(ort, wasmBinary);
}

class Network {
  #ort;
  #binary;
  #file = null;
  #session = null;
  #opened = null;
  #batch = new Float32Array(0);
  #count = 0;
  #outputs = {};

  constructor(ort, binary) {
    this.#ort = ort;
    this.#binary = binary;
  }

  /** Receives the model file that open() uses. */
  send(file) {
    this.#file = file;
  }

  /** Opens the network and returns the shapes of its inputs and outputs. */
  async open() {
    const file = this.#file;
    this.#file = null;
    this.#opened = await this.#ort.InferenceSession.create(file, OPTIONS);
    // ONNX Runtime is compiled with the first session.
    this.#ort.env.wasm.wasmBinary = undefined;
    if (this.#binary) {
      free(this.#binary.buffer);
      this.#binary = null;
    }
    const shapes = (list) => Object.fromEntries(list.filter(({ isTensor, type }) => isTensor && type === "float32")
      .map(({ name, shape }) => [name, shape.map((size) => (typeof size === "number" ? size : null))]));
    return { inputs: shapes(this.#opened.inputMetadata), outputs: shapes(this.#opened.outputMetadata) };
  }

  /** Uses the opened network from now on, or closes it and keeps the one before. */
  use(isAccepted) {
    const unused = isAccepted ? this.#session : this.#opened;
    this.#session = isAccepted ? this.#opened : this.#session;
    this.#opened = null;
    unused?.release();
  }

  /** Receives the features of a batch as a view of the bytes in the memory of C#. */
  fill(view) {
    this.#count = view.length / Float32Array.BYTES_PER_ELEMENT;
    if (this.#batch.length < this.#count) {
      this.#batch = new Float32Array(this.#count);
    }
    view.copyTo(new Uint8Array(this.#batch.buffer, 0, view.length));
  }

  async run(shape, outputs) {
    const input = new this.#ort.Tensor("float32", this.#batch.subarray(0, this.#count), shape);
    this.#outputs = await (this.#opened ?? this.#session).run({ features: input }, outputs);
  }

  /** Returns the values of an output of the last run. */
  take(name) {
    return this.#outputs[name].data;
  }
}
