// Loads the parts of the classifier. They are stored compressed, so that hosts that do not compress files deliver as few bytes as others.

/** The first bytes of WebAssembly: the host or the browser has decompressed the file. */
const WASM = [0x00, 0x61, 0x73, 0x6d];
/** All files that are loaded before the first clip, for the progress. */
const COUNT = 24;

let listener = () => {};
let loaded = 0;
let decoder = null;

/** Reports the share of the files that has arrived. */
export function onLoaded(receive) {
  listener = receive;
}

/** Fetches a WebAssembly file of the package and decompresses it. */
export async function fetchFile(path) {
  decoder ??= loadDecoder();
  const bytes = await fetchBytes(path);
  loaded++;
  listener(Math.min(1, loaded / COUNT));
  return isWasm(bytes) ? bytes : (await decoder).decompress(bytes);
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
