// Filters of resamplers in WebAssembly. C# is interpreted, and most of the work for a clip of another sample rate is in one loop.
import { fetchFile } from "./loading.js";

const PAGE = 1 << 16;

/**
 * Loads the function that evaluates filters.
 * @returns {Promise<(rows: object, up: number, down: number) => Filter>} loads a filter
 */
export async function createFilters() {
  const module = await WebAssembly.compile(await fetchFile("./filter.wasm.br"));
  return (rows, up, down) => new Filter(new WebAssembly.Instance(module).exports, rows, up, down);
}

/** A filter in a memory of its own: the weights, the input and the output. Views are of bytes in the memory of C#. */
class Filter {
  #memory;
  #process;
  #up;
  #down;
  #rows;

  constructor({ memory, process }, rows, up, down) {
    this.#memory = memory;
    this.#process = process;
    this.#up = up;
    this.#down = down;
    this.#rows = rows.length;
    rows.copyTo(this.#bytes(0, rows.length));
  }

  /** Computes consecutive output samples from all input samples that they depend on. */
  process(window, phase, output) {
    const start = this.#rows + window.length;
    const end = start + output.length;
    const input = this.#bytes(this.#rows, window.length + output.length);
    window.copyTo(input.subarray(0, window.length));
    this.#process(0, this.#rows / this.#up, this.#up, this.#down, this.#rows, phase, start, end);
    output.set(input.subarray(window.length));
  }

  /** Returns bytes of the memory, which grows if they are beyond its end. */
  #bytes(start, length) {
    const missing = start + length - this.#memory.buffer.byteLength;
    if (missing > 0) {
      this.#memory.grow(Math.ceil(missing / PAGE));
    }
    return new Uint8Array(this.#memory.buffer, start, length);
  }
}
