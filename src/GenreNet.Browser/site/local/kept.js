// Model files that are kept in the storage of the browser, with their checksums.

const STORE = "genrenet-own-models";
const CHECKSUM = "x-genrenet-sha256";
/** The item of localStorage with the name of the model in use. */
const CHOSEN = "genrenet-model";

/** Returns the names of the models in alphabetical order; empty where the browser has no storage. */
export async function names() {
  const store = await open();
  const keys = (await store?.keys()) ?? [];
  return keys.map(({ url }) => decodeURIComponent(new URL(url).pathname.split("/").pop())).sort();
}

/** Stores a model file, and returns whether the browser has room for it and allows it. */
export async function keep(name, bytes) {
  try {
    const store = await open();
    await store.put(addressOf(name), new Response(bytes, { headers: { [CHECKSUM]: await checksum(bytes) } }));
    return true;
  } catch {
    return false;
  }
}

/**
 * Reads a model file. A damaged file is removed.
 * @returns {Promise<{bytes: Uint8Array | null, isDamaged: boolean}>} bytes is null if the file is damaged, or the browser has deleted it
 */
export async function read(name) {
  const answer = await (await open())?.match(addressOf(name));
  if (!answer) {
    return { bytes: null, isDamaged: false };
  }
  const bytes = new Uint8Array(await answer.arrayBuffer());
  if ((await checksum(bytes)) === answer.headers.get(CHECKSUM)) {
    return { bytes, isDamaged: false };
  }
  await remove(name);
  return { bytes: null, isDamaged: true };
}

/** Removes a model file. */
export async function remove(name) {
  await (await open())?.delete(addressOf(name));
}

/** Returns the name of the model that was in use last; null for the embedded model. */
export function chosen() {
  try {
    return localStorage.getItem(CHOSEN);
  } catch {
    return null;
  }
}

/** Remembers the model in use; null for the embedded model. */
export function choose(name) {
  try {
    if (name === null) {
      localStorage.removeItem(CHOSEN);
    } else {
      localStorage.setItem(CHOSEN, name);
    }
  } catch {
    // Without storage, the page starts with the embedded model.
  }
}

async function open() {
  try {
    return await caches.open(STORE);
  } catch {
    // Browsers have a storage over HTTPS and on localhost only, and some private windows have none.
    return null;
  }
}

function addressOf(name) {
  return new URL(`own-model/${encodeURIComponent(name)}`, document.baseURI).href;
}

async function checksum(bytes) {
  const { checksum: compute } = await import("../genrenet/models.js");
  return compute(bytes);
}
