// Fetches the checkpoints of pretrained models from the hosts of their authors.
import { Problem } from "../js/problem.js";

/** A status that the page treats as an outage: the same download may succeed later. */
const UNREACHABLE = 0;

/**
 * Fetches the files of a model and verifies their checksums.
 * @param {{name: string, bytes: number, files: {name: string, url: string, sha256: string, bytes: number}[]}} model
 * @param {{signal?: AbortSignal, onSent?: (share: number) => void}} options onSent receives the share that has been fetched
 * @returns {Promise<{name: string, bytes: Uint8Array}[]>}
 */
export async function fetchCheckpoints(model, { signal, onSent }) {
  const { checksum } = await import("../genrenet/models.js");
  const fetched = [];
  let before = 0;
  for (const { name, url, sha256, bytes: size } of model.files) {
    const bytes = await download(url, signal, (count) => onSent?.(Math.min(1, (before + count) / model.bytes))).catch(() => {
      signal?.throwIfAborted();
      throw new Problem("The model cannot be downloaded",
        `${name} cannot be fetched from ${new URL(url).host}: there is no connection, or the host does not allow pages to read the file. `
        + `Download ${url}, or run 'genrenet models get ${model.name}', and drop the file here.`, { status: UNREACHABLE });
    });
    if ((await checksum(bytes)) !== sha256) {
      throw new Problem("The download is not the expected file",
        `${name} does not match its checksum: the download is damaged, or the address has another file. `
        + `Try again, or run 'genrenet models get ${model.name}', and drop the file here.`, { status: UNREACHABLE });
    }
    fetched.push({ name, bytes });
    before += size;
  }
  return fetched;
}

async function download(url, signal, onBytes) {
  const answer = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer", signal });
  if (!answer.ok) {
    throw new Error(`status ${answer.status}`);
  }
  const parts = [];
  let count = 0;
  for (const reader = answer.body.getReader(); ;) {
    const { done, value } = await reader.read();
    if (done) {
      return new Uint8Array(await new Blob(parts).arrayBuffer());
    }
    parts.push(value);
    count += value.length;
    onBytes(count);
  }
}
