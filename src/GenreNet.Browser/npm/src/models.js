// Model files from an address: fetched once, verified by their checksum, and kept in the browser's storage.

const STORE = "genrenet-models";

/**
 * Returns the bytes of a model file, from the browser's storage if it was fetched before.
 * @param {{url: string, sha256: string}} model the address, and the SHA-256 as 64 hexadecimal digits
 * @param {(share: number) => void} onProgress receives the share that has been fetched, if the size is known
 */
export async function storedModel({ url, sha256 }, onProgress) {
  if (!/^[0-9a-f]{64}$/i.test(sha256 ?? "")) {
    throw problem("bad-options", "A model from an address needs its SHA-256 as 64 hexadecimal digits.");
  }
  const key = new URL(`./stored-model/${sha256.toLowerCase()}`, import.meta.url).href;
  const store = await open();
  const kept = await store?.match(key);
  const known = kept && new Uint8Array(await kept.arrayBuffer());
  if (known && (await checksum(known)) === sha256.toLowerCase()) {
    return known;
  }
  const bytes = await download(url, onProgress);
  if ((await checksum(bytes)) !== sha256.toLowerCase()) {
    throw problem("bad-model",
      `${nameOf(url)} does not match its checksum: the download is damaged, or the address has another file. Try again.`);
  }
  try {
    await store?.put(key, new Response(bytes));
  } catch {
    // A full or disabled storage costs a download next time, nothing more.
  }
  return bytes;
}

async function open() {
  try {
    return await caches.open(STORE);
  } catch {
    // Without storage, as in some private windows, the file is fetched each time.
    return null;
  }
}

async function download(url, onProgress) {
  const answer = await fetch(url, { credentials: "omit" }).catch(() => null);
  if (!answer?.ok) {
    throw problem("unreachable",
      `${nameOf(url)} cannot be fetched. Check the connection and the address; its server must allow requests of other sites (CORS).`);
  }
  const size = Number(answer.headers.get("content-length"));
  const parts = [];
  let received = 0;
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) {
      break;
    }
    parts.push(value);
    received += value.length;
    if (size > 0) {
      onProgress(Math.min(1, received / size));
    }
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** Returns the SHA-256 of bytes as 64 hexadecimal digits. */
export async function checksum(bytes) {
  if (!globalThis.crypto?.subtle) {
    throw problem("unsupported-browser", "Browsers verify checksums over HTTPS and on localhost only. Open the page over HTTPS.");
  }
  const hash = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  return Array.from(hash, (value) => value.toString(16).padStart(2, "0")).join("");
}

function nameOf(url) {
  return url.split(/[?#]/)[0].split("/").pop() || url;
}

function problem(kind, message) {
  return Object.assign(new Error(message), { kind });
}
