// The classifier behind the HTTP service. page.js uses only the exported functions, so that another module with the same functions can
// classify elsewhere, for example in the browser:
//
//   classify(file, { signal, onSent, onLooking })   resolves to the prediction, the JSON of POST /predict; onLooking receives a promise of
//                                                   the pictures, as look() in sound.js returns it
//   classifyMany(files, { signal, onLine })         optional: reports a prediction or a problem per file
//   model()                                         resolves to the model card; null if there is none
//   useKey(key)                                     optional: keeps an API key
//   useModel(file, { signal })                      optional: uses a model file from now on
//   models(), findPretrained(), chooseModel(name, { signal, onSent }), removeModel(name)
//                                                   optional: the models that are kept in the browser, or can be installed
//   words                                           optional: what the page displays while it waits, see WORDS in page.js
//
// Failures are Problem or Cancelled.
import { Cancelled, Problem } from "./problem.js";
import { look } from "./sound.js";

const KEY = "genrenet-api-key";
const SECONDS_PER_SEGMENT = 3;

let ownKey = "";

/** Keeps an API key for as long as the tab is open. */
export function useKey(key) {
  ownKey = key;
  try {
    sessionStorage.setItem(KEY, key);
  } catch {
    // Without session storage, the key is kept until the page is closed.
  }
}

/** Returns the header with the API key. A text that is not valid in a header is not sent, so that the service asks for a key. */
function headers() {
  let key = ownKey;
  try {
    key ||= sessionStorage.getItem(KEY) ?? "";
  } catch {
    // As above.
  }
  return /^[\x21-\x7e]+$/.test(key) ? { "X-Api-Key": key } : {};
}

/** Gets the model card; null on failure, because the page works without it. */
export async function model() {
  try {
    // The key is for this origin only. (XMLHttpRequest cannot reject redirects; for it, the content security policy does.)
    const answer = await fetch("model", { headers: headers(), redirect: "error" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/**
 * Sends a clip and resolves to the prediction.
 * @param {File} file the audio
 * @param {object} options
 * @param {AbortSignal} [options.signal] cancels the request
 * @param {(share: number) => void} [options.onSent] receives the share that has been sent, 0 to 1
 * @param {(looking: Promise<object | null>) => void} [options.onLooking] receives a promise of the pictures
 * @returns {Promise<object>}
 */
export async function classify(file, { onLooking, ...options } = {}) {
  // Both run at the same time, and the result does not wait for the pictures.
  onLooking?.(look(file));
  const request = await send(`predict?timeline_seconds=${SECONDS_PER_SEGMENT}`, [file], options);
  const answer = parse(request.responseText);
  if (!answer) {
    throw new Problem("An error occurred", "The service returned a response that is not JSON. Try again in a moment.", { status: request.status });
  }
  return answer;
}

/**
 * Sends several clips in one request.
 * @param {File[]} files the clips
 * @param {{signal?: AbortSignal, onLine: (index: number, prediction: object | null, problem: Problem | null) => void}} options onLine is
 *   called once per file, in the order in which they are classified. It is not called for files that a failed batch left out.
 * @returns {Promise<void>}
 */
export async function classifyMany(files, { signal, onLine }) {
  let end = null;
  let read = 0;
  const readLines = (text, isComplete) => {
    const complete = isComplete ? text.length : text.lastIndexOf("\n") + 1;
    for (const line of text.slice(read, complete).split("\n").filter(Boolean).map(parse)) {
      const problem = line?.error ? problemOf(line.error.status ?? 500, line.error) : null;
      if (Number.isInteger(line?.index)) {
        onLine(line.index, problem ? null : line, problem);
      } else {
        end = problem ?? end;
      }
    }
    read = Math.max(read, complete);
  };
  const request = await send("predict/batch?timeline=false&top=3", files, { signal, onText: (text) => readLines(text, false) });
  readLines(request.responseText, true);
  if (end) {
    throw end;
  }
}

/** Sends files and resolves to the finished request. It uses XMLHttpRequest, because fetch does not report upload progress. */
function send(path, files, { signal, onSent, onText }) {
  const request = new XMLHttpRequest();
  return new Promise((resolve, reject) => {
    if (signal?.aborted) {
      reject(new Cancelled());
      return;
    }
    signal?.addEventListener("abort", () => request.abort());
    request.upload.addEventListener("progress", (event) => event.lengthComputable && onSent?.(event.loaded / event.total));
    request.upload.addEventListener("load", () => onSent?.(1));
    request.addEventListener("progress", () => request.status === 200 && onText?.(request.responseText));
    request.addEventListener("load", () => (request.status === 200 ? resolve(request) : reject(problemIn(request))));
    request.addEventListener("abort", () => reject(new Cancelled()));
    request.addEventListener("error", () => reject(new Problem(
      "The service cannot be reached", "It does not respond, or closed the connection. Check your connection, or try again in a moment.")));
    const form = new FormData();
    files.forEach((file) => form.append("file", file, file.name));
    request.open("POST", path);
    Object.entries(headers()).forEach(([header, value]) => request.setRequestHeader(header, value));
    request.send(form);
  });
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    // A proxy may return something else.
    return null;
  }
}

function problemIn(request) {
  const retryAfter = Number.parseInt(request.getResponseHeader("Retry-After") ?? "", 10);
  return problemOf(request.status, parse(request.responseText), Number.isFinite(retryAfter) ? Math.max(1, retryAfter) : null);
}

function problemOf(status, json, retryAfter = null) {
  return new Problem(titleOf(status), json?.detail ?? `The service returned status ${status}.`, { status, retryAfter });
}

function titleOf(status) {
  switch (status) {
    case 401: return "The service requires an API key";
    case 408: return "The upload was too slow";
    case 413: return "The file is too large";
    case 415: return "The service does not support this format";
    case 422: return "The audio cannot be decoded";
    case 429: return "The service is busy";
    case 502: case 503: case 504: return "The service is not ready";
    default: return "An error occurred";
  }
}
