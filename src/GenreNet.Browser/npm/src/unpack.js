// The worker that fetches and decompresses the parts of the classifier. It ends when they are loaded, which frees the memory of the decoder
// at once.
import { free, join } from "./buffers.js";

/** Bytes that the decoder receives at a time; it returns up to four times as many. A complete file would take several times its size. */
const PIECE = 1 << 18;
/** The first bytes of WebAssembly: the host or the browser has decompressed the file. */
const WASM = [0x00, 0x61, 0x73, 0x6d];

let decoder = null;
let queue = Promise.resolve();

addEventListener("message", ({ data: { id, path } }) => {
  decoder ??= loadDecoder();
  const fetched = fetchBytes(path);
  // Files are decompressed in the order of the requests: the largest one first, while little else is in memory.
  queue = queue.then(() => answer(id, fetched));
});

async function answer(id, fetched) {
  try {
    const bytes = await load(fetched);
    postMessage({ id, bytes }, [bytes.buffer]);
  } catch (problem) {
    postMessage({ id, problem: { kind: problem.kind ?? "failed", message: problem.message } });
  }
}

async function load(fetched) {
  const bytes = await fetched;
  if (isWasm(bytes)) {
    return bytes;
  }
  const pieces = decompress(await decoder, bytes);
  free(bytes.buffer);
  return join(pieces);
}

function decompress({ DecompressStream, BrotliStreamResultCode }, bytes) {
  const pieces = [];
  const stream = new DecompressStream();
  try {
    for (let at = 0; ;) {
      const result = stream.decompress(bytes.subarray(at, at + PIECE), 4 * PIECE);
      at += result.input_offset;
      pieces.push(result.buf);
      const { code } = result;
      result.free();
      if (code === BrotliStreamResultCode.ResultSuccess) {
        return pieces;
      }
      if (code === BrotliStreamResultCode.NeedsMoreInput && at === bytes.length) {
        throw new Error("A part of the classifier is incomplete. Check that all files of the site are published completely.");
      }
    }
  } finally {
    stream.free();
  }
}

/** Loads the decoder of Brotli, which compresses WebAssembly a third better than gzip; browsers offer it to servers only. */
async function loadDecoder() {
  const [module, packed] = await Promise.all([
    import(/* @vite-ignore */ new URL("./brotli/brotli_dec_wasm.js", import.meta.url).href),
    fetchBytes("./brotli/brotli_dec_wasm_bg.wasm.gz"),
  ]);
  module.initSync({ module: isWasm(packed) ? packed : await gunzip(packed) });
  return module;
}

async function gunzip(bytes) {
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

async function fetchBytes(path) {
  const answer = await fetch(new URL(path, import.meta.url)).catch(() => null);
  if (!answer?.ok) {
    throw Object.assign(
      new Error(`A part of the classifier cannot be loaded: ${path}. Check the connection, and that all files of the site are published.`),
      { kind: "unreachable" });
  }
  return new Uint8Array(await answer.arrayBuffer());
}

const isWasm = (bytes) => WASM.every((value, i) => bytes[i] === value);
