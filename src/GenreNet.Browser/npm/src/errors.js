// Failures with a code that programs can compare, and a message for users.

/** Represents a failure of the classifier. */
export class GenreNetError extends Error {
  /**
   * @param {string} code "not-audio", "damaged-audio", "foreign-format", "too-long", "bad-model", "bad-options", "out-of-memory",
   *   "unsupported-browser", "unreachable", "closed" or "failed"
   * @param {string} message one or two sentences: what happened, and what to do
   */
  constructor(code, message) {
    super(message);
    this.name = "GenreNetError";
    this.code = code;
  }
}
