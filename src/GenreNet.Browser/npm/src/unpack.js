// The worker that fetches and decompresses the parts of the classifier. It ends when they are loaded, which frees the memory of the decoder
// at once: several times the size of the largest file.

/** The first bytes of WebAssembly: the host or the browser has decompressed the file. */
const WASM = [0x00, 0x61, 0x73, 0x6d];

let decoder = null;

addEventListener("message", async ({ data: { id, path } }) => {
  try {
    const bytes = await load(path);
    postMessage({ id, bytes }, [bytes.buffer]);
  } catch (problem) {
    postMessage({ id, problem: { kind: problem.kind ?? "failed", message: problem.message } });
  }
});

async function load(path) {
  decoder ??= loadDecoder();
  const bytes = await fetchBytes(path);
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
