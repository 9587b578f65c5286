// Failures that the page can explain.

/** Represents a failure: its title, a detail with the remedy, and the HTTP status if the service responded. */
export class Problem extends Error {
  /**
   * @param {string} title what happened, in a few words
   * @param {string} detail what to do, in a sentence or two
   * @param {{status?: number, retryAfter?: number | null}} options HTTP status, 0 if there was no response; seconds to wait
   */
  constructor(title, detail, { status = 0, retryAfter = null } = {}) {
    super(detail);
    this.title = title;
    this.status = status;
    this.retryAfter = retryAfter;
  }

  /** Whether the same request can succeed later. */
  get isBusy() {
    return this.status === 429 || this.status === 503;
  }

  /** Whether the same request would be rejected again for the same reason. */
  get isFinal() {
    return [400, 413, 415, 422].includes(this.status);
  }

  /** Whether there was no response. */
  get isUnreachable() {
    return this.status === 0;
  }
}

/** Represents a request that the user cancelled. */
export class Cancelled extends Error {}
