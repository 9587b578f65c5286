// Formats numbers and creates elements.

/** Formats seconds as 1:05, hours as 1:02:05. */
export function time(seconds) {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (number) => String(number).padStart(2, "0");
  const minutes = Math.floor(whole / 60);
  return minutes < 60 ? `${minutes}:${two(whole % 60)}` : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(whole % 60)}`;
}

/** Formats the length of a clip: as time() from one second on, below that in milliseconds. */
export function length(seconds) {
  return seconds >= 1 ? time(seconds) : `${Math.max(1, Math.round(1000 * seconds))}\u00a0ms`;
}

/** Formats a share as 87 %, small ones as 0.4 % and <0.1 %. */
export function percent(share) {
  const value = share * 100;
  if (value > 0 && value < 0.05) {
    return "<0.1\u00a0%";
  }
  // The number and the sign stay on one line.
  return `${value >= 9.95 || value === 0 ? value.toFixed(0) : value.toFixed(1)}\u00a0%`;
}

/** Formats a score that is not a probability, as 0.62. */
export function score(value) {
  return value.toFixed(2);
}

/** Formats an interval of shares, as 45-59 % with an en dash. */
export function interval({ low, high }) {
  return `${(100 * low).toFixed(0)}\u2013${percent(high)}`;
}

/**
 * Computes the 95 % confidence interval of a share: Wilson, "Probable inference, the law of succession, and statistical inference" (1927).
 */
export function wilson(share, count) {
  const z = 1.959964;
  const centre = share + (z * z) / (2 * count);
  const half = z * Math.sqrt((share * (1 - share)) / count + (z * z) / (4 * count * count));
  const scale = 1 + (z * z) / count;
  return { low: Math.max(0, (centre - half) / scale), high: Math.min(1, (centre + half) / scale) };
}

/** Returns a text with a capital first letter. */
export function capital(text) {
  const [first = "", ...rest] = text;
  return first.toLocaleUpperCase("en") + rest.join("");
}

/** Returns a number with its noun, as 1 file or 12 files. */
export function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}

/** Creates an element with a class, a text and children. */
export function element(tag, { className, text } = {}, children = []) {
  const result = document.createElement(tag);
  if (className) {
    result.className = className;
  }
  if (text !== undefined) {
    result.textContent = text;
  }
  result.append(...children);
  return result;
}
