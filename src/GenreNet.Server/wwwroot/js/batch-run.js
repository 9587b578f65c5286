// Classifies many files through the service: a few requests at a time, each with several files.
import { Cancelled, Problem } from "./problem.js";

/** A request ends with its last file, so small ones show results early and lose little when they fail. */
const FILES_PER_REQUEST = 16;
const BYTES_PER_REQUEST = 48e6;
/** One request is sent while another one is classified. */
const REQUESTS_AT_ONCE = 2;
const DEFAULT_WAIT_SECONDS = 5;
const MOST_WAITS = 40;
const MOST_UNREACHABLE = 3;

/** Represents the classification of a list of rows: { file, path, state, answer, problem }. */
export class BatchRun {
  /**
   * @param {object} service see service.js
   * @param {object[]} rows the files; state, answer and problem are set
   * @param {{onChange: () => void, onWait: (seconds: number) => void}} events onWait receives the seconds until the next request, and 0
   */
  constructor(service, rows, { onChange, onWait }) {
    Object.assign(this, { service, rows, onChange, onWait });
    this.controller = new AbortController();
    this.unreachable = 0;
  }

  /** Stops all requests; rows without a result keep none. */
  cancel() {
    this.controller.abort();
  }

  /**
   * Classifies the rows; resolves when each has a result or a problem.
   * @throws {Problem} the service requires an API key, or cannot be reached
   * @throws {Cancelled} cancel was called
   */
  async run() {
    const queue = [...this.rows];
    queue.forEach((row) => Object.assign(row, { state: "waiting", answer: null, problem: null }));
    const work = async () => {
      while (queue.length > 0) {
        await this.send(take(queue));
      }
    };
    try {
      await Promise.all(Array.from({ length: REQUESTS_AT_ONCE }, work));
    } catch (problem) {
      this.controller.abort();
      throw problem;
    } finally {
      this.rows.filter((row) => row.state !== "done").forEach((row) => { row.state = "waiting"; });
      this.onChange();
    }
  }

  /** Sends rows in one request. Those without a result are sent again, in smaller requests unless the service is only busy. */
  async send(rows) {
    let waits = 0;
    while (true) {
      const rest = rows.filter((row) => row.state !== "done");
      if (rest.length === 0) {
        return;
      }
      const problem = await this.request(rest);
      const left = rest.filter((row) => row.state !== "done");
      if (left.length === 0) {
        return;
      }
      if (problem?.isBusy && waits < MOST_WAITS) {
        waits = left.length < rest.length ? 0 : waits + 1;
        left.forEach((row) => { row.state = "waiting"; });
        await this.wait(problem.retryAfter ?? DEFAULT_WAIT_SECONDS);
      } else if (left.length === 1) {
        this.settle(left[0], null, problem ?? new Problem("An error occurred", "The service returned no result for this file. Try again."));
        this.countUnreachable(problem);
      } else {
        const half = Math.ceil(left.length / 2);
        await this.send(left.slice(0, half));
        await this.send(left.slice(half));
        return;
      }
    }
  }

  /** Sends one request and returns why it ended early; null if it did not. */
  async request(rows) {
    rows.forEach((row) => { row.state = "sent"; });
    this.onChange();
    try {
      const onLine = (index, answer, problem) => {
        if (rows[index]) {
          this.unreachable = 0;
          // A file that found no room in the queue can be sent again.
          if (!problem?.isBusy) {
            this.settle(rows[index], answer, problem);
          }
        }
      };
      await classifyMany(this.service, rows.map((row) => row.file), { signal: this.controller.signal, onLine });
      const isComplete = rows.every((row) => row.state === "done");
      return isComplete ? null : new Problem("The service is busy", "The service is busy. Try again later.", { status: 429 });
    } catch (problem) {
      if (!(problem instanceof Problem) || problem.status === 401) {
        throw problem;
      }
      return problem;
    }
  }

  settle(row, answer, problem) {
    Object.assign(row, { state: "done", answer, problem });
    this.onChange();
  }

  countUnreachable(problem) {
    this.unreachable = problem?.isUnreachable ? this.unreachable + 1 : 0;
    if (this.unreachable >= MOST_UNREACHABLE) {
      throw problem;
    }
  }

  async wait(seconds) {
    for (let left = Math.ceil(seconds); left > 0; left--) {
      this.onWait(left);
      await new Promise((resolve, reject) => {
        const { signal } = this.controller;
        const stop = () => { clearTimeout(timer); reject(new Cancelled()); };
        const timer = setTimeout(() => { signal.removeEventListener("abort", stop); resolve(); }, 1000);
        signal.addEventListener("abort", stop, { once: true });
        if (signal.aborted) {
          stop();
        }
      });
    }
    this.onWait(0);
  }
}

/** Takes the files of the next request from the queue: at least one. */
function take(queue) {
  let bytes = 0;
  let count = 0;
  while (count < queue.length && count < FILES_PER_REQUEST && (count === 0 || bytes + queue[count].file.size <= BYTES_PER_REQUEST)) {
    bytes += queue[count++].file.size;
  }
  return queue.splice(0, count);
}

/** Classifies files with a service that may have no requests for several files. */
async function classifyMany(service, files, { signal, onLine }) {
  if (service.classifyMany) {
    await service.classifyMany(files, { signal, onLine });
    return;
  }
  for (const [index, file] of files.entries()) {
    try {
      onLine(index, await service.classify(file, { signal }), null);
    } catch (problem) {
      if (!(problem instanceof Problem)) {
        throw problem;
      }
      onLine(index, null, problem);
    }
  }
}
