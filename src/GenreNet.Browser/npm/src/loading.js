// Loads the parts of the classifier. They are stored compressed, so that hosts that do not compress files deliver as few bytes as others.

/** All files that are loaded before the first clip, for the progress. */
const COUNT = 25;

let listener = () => {};
let loaded = 0;
let unpacker = null;
let next = 0;
const waiting = new Map();

/** Reports the share of the files that has arrived. */
export function onLoaded(receive) {
  listener = receive;
}

/** Fetches a WebAssembly file of the package and decompresses it. */
export async function fetchFile(path) {
  unpacker ??= startUnpacker();
  const id = next++;
  const bytes = await new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    unpacker.postMessage({ id, path });
  });
  loaded++;
  listener(Math.min(1, loaded / COUNT));
  return bytes;
}

/** Frees the memory that decompression needs; a further file allocates it again. */
export function endLoading() {
  unpacker?.terminate();
  unpacker = null;
}

function startUnpacker() {
  const worker = new Worker(new URL("./unpack.js", import.meta.url), { type: "module", name: "genrenet-unpack" });
  worker.addEventListener("message", ({ data: { id, bytes, problem } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (problem) {
      reject(Object.assign(new Error(problem.message), { kind: problem.kind }));
    } else {
      resolve(bytes);
    }
  });
  worker.addEventListener("error", (event) => {
    event.preventDefault();
    const problem = Object.assign(
      new Error("A part of the classifier cannot be loaded: unpack.js. Check the connection, and that all files of the site are published."),
      { kind: "unreachable" });
    waiting.forEach(({ reject }) => reject(problem));
    waiting.clear();
  });
  return worker;
}
