// Sends requests to the service. Every failure becomes a Problem with a title, a detail and what to do.

const KEY = "genrenet-api-key";

export class Problem extends Error {
  constructor(title, detail, { status = 0, retryAfter = null } = {}) {
    super(detail);
    this.title = title;
    this.status = status;
    this.retryAfter = retryAfter;
  }
}

export class Cancelled extends Error {}

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

/** Gets JSON; null on failure, because the page works without it. */
export async function get(path) {
  try {
    // The key is for this origin only. (XMLHttpRequest cannot reject redirects; for it, the content security policy does.)
    const answer = await fetch(path, { headers: headers(), redirect: "error" });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

/**
 * Sends a clip and resolves to the prediction. It uses XMLHttpRequest, because fetch does not report upload progress.
 * @param {Blob} blob the audio
 * @param {string} name file name of the clip
 * @param {(share: number) => void} sent receives the share that has been sent, 0 to 1
 * @returns {{answer: Promise<object>, cancel: () => void}}
 */
export function predict(blob, name, sent) {
  const request = new XMLHttpRequest();
  const answer = new Promise((resolve, reject) => {
    request.upload.addEventListener("progress", (event) => event.lengthComputable && sent(event.loaded / event.total));
    request.upload.addEventListener("load", () => sent(1));
    request.addEventListener("load", () => settle(request, resolve, reject));
    request.addEventListener("abort", () => reject(new Cancelled()));
    request.addEventListener("error", () => reject(new Problem(
      "The service cannot be reached", "It does not respond, or closed the connection. Check your connection, or try again in a moment.")));
  });
  const form = new FormData();
  form.append("file", blob, name);
  request.open("POST", "predict?timeline_seconds=3");
  Object.entries(headers()).forEach(([header, value]) => request.setRequestHeader(header, value));
  request.send(form);
  return { answer, cancel: () => request.abort() };
}

function settle(request, resolve, reject) {
  let json = null;
  try {
    json = JSON.parse(request.responseText);
  } catch {
    // A proxy may return something else.
  }
  if (request.status === 200 && json) {
    resolve(json);
    return;
  }
  const retryAfter = Number.parseInt(request.getResponseHeader("Retry-After") ?? "", 10);
  reject(new Problem(titleOf(request.status), json?.detail ?? `The service returned status ${request.status}.`, {
    status: request.status,
    retryAfter: Number.isFinite(retryAfter) ? retryAfter : null,
  }));
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
