// Computes mel spectrograms in the page.
import { powerSpectrum } from "./fft.js";

const BANDS = 128;
const MOST_COLUMNS = 1600;
/** Seconds per frame: long enough to separate the notes of a chord. */
const FRAME_SECONDS = 0.093;
/** Decibels below the loudest value; quieter values are drawn as silence. */
export const RANGE = 80;
const QUIETEST = 1e-10;
/** Milliseconds of work before the page may react to the user. */
const TURN = 12;

/** Converts hertz to the Slaney mel scale, as librosa does by default: linear below 1 kHz, logarithmic above. */
export function melOf(hertz) {
  return hertz < 1000 ? (3 * hertz) / 200 : 15 + (27 * Math.log(hertz / 1000)) / Math.log(6.4);
}

/** Converts the Slaney mel scale to hertz. */
export function hertzOf(mel) {
  return mel < 15 ? (200 * mel) / 3 : 1000 * 6.4 ** ((mel - 15) / 27);
}

/**
 * Computes a mel spectrogram in decibels relative to its loudest value.
 * @param {Float32Array} samples mono
 * @param {number} rate samples per second
 * @param {() => boolean} isWanted is called regularly; false ends the computation
 * @returns {Promise<{values: Float32Array, columns: number, bands: number, highestHz: number} | null>} values from -80 to 0, column by
 *   column, lowest band first; null if it is no longer wanted
 */
export async function melSpectrogram(samples, rate, isWanted) {
  const size = 2 ** Math.round(Math.log2(rate * FRAME_SECONDS));
  // Long clips have more frames than columns in any case.
  const hop = samples.length > size * MOST_COLUMNS ? size / 2 : size / 4;
  const frames = 1 + Math.floor(samples.length / hop);
  const columns = Math.min(frames, MOST_COLUMNS);
  const filters = melFilters(size, rate);
  const spectrum = powerSpectrum(size);
  const frame = new Float32Array(size);
  const values = new Float32Array(columns * BANDS);
  const counts = new Uint32Array(columns);
  let turn = performance.now();
  for (let i = 0; i < frames; i++) {
    // Frames are centred on their time; samples before and after the clip are zero.
    const start = i * hop - size / 2;
    frame.fill(0);
    const from = Math.max(0, start);
    frame.set(samples.subarray(from, Math.min(samples.length, start + size)), from - start);
    const power = spectrum(frame);
    // Clips with more frames than columns: a column is the mean of its frames.
    const column = Math.floor((i * columns) / frames);
    counts[column]++;
    filters.forEach(({ first, weights }, band) => {
      let sum = 0;
      for (let k = 0; k < weights.length; k++) {
        sum += weights[k] * power[first + k];
      }
      values[column * BANDS + band] += sum;
    });
    if (performance.now() - turn > TURN) {
      await new Promise((resolve) => setTimeout(resolve));
      if (!isWanted()) {
        return null;
      }
      turn = performance.now();
    }
  }
  toDecibels(values, counts);
  return { values, columns, bands: BANDS, highestHz: rate / 2 };
}

function toDecibels(values, counts) {
  let loudest = QUIETEST;
  for (let i = 0; i < values.length; i++) {
    values[i] /= Math.max(1, counts[Math.floor(i / BANDS)]);
    loudest = Math.max(loudest, values[i]);
  }
  for (let i = 0; i < values.length; i++) {
    values[i] = loudest > QUIETEST ? Math.max(-RANGE, 10 * Math.log10(Math.max(values[i], QUIETEST) / loudest)) : -RANGE;
  }
}

/** Returns triangular filters of equal width in mel, each as its first bin and its weights. */
function melFilters(size, rate) {
  const step = melOf(rate / 2) / (BANDS + 1);
  return Array.from({ length: BANDS }, (_, band) => {
    const [low, centre, high] = [0, 1, 2].map((edge) => (hertzOf((band + edge) * step) * size) / rate);
    const first = Math.max(0, Math.ceil(low));
    const last = Math.min(size / 2, Math.floor(high));
    const weights = [];
    for (let bin = first; bin <= last; bin++) {
      weights.push(Math.max(0, Math.min((bin - low) / (centre - low), (high - bin) / (high - centre))));
    }
    return { first, weights };
  });
}
