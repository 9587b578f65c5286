// Computes mel spectrograms block by block.
import { powerSpectrum } from "./fft.js";

const BANDS = 128;
/** Clips with more frames have columns that are the mean of several frames. */
const MOST_COLUMNS = 2048;
/** Seconds per frame: long enough to separate the notes of a chord. */
const FRAME_SECONDS = 0.093;
/** Hz. The range of the models; higher frequencies would take room from those that matter. */
const HIGHEST = 11025;
/** Decibels below the loudest value; quieter values are drawn as silence. */
export const RANGE = 80;
const QUIETEST = 1e-10;

/** Converts hertz to the Slaney mel scale, as librosa does by default: linear below 1 kHz, logarithmic above. */
export function melOf(hertz) {
  return hertz < 1000 ? (3 * hertz) / 200 : 15 + (27 * Math.log(hertz / 1000)) / Math.log(6.4);
}

/** Converts the Slaney mel scale to hertz. */
export function hertzOf(mel) {
  return mel < 15 ? (200 * mel) / 3 : 1000 * 6.4 ** ((mel - 15) / 27);
}

/** Computes the mel spectrogram of a clip of unknown length, in the memory of the picture. */
export class MelSpectrogram {
  #size;
  #hop;
  #highestHz;
  #filters;
  #spectrum;
  #frame; // the samples of the next frame, so far
  #filled;
  #frames = 0; // frames of the last column
  #framesPerColumn = 1;
  #columns = 0; // complete columns
  #values = new Float32Array(MOST_COLUMNS * BANDS); // sums of powers

  /** @param {number} rate samples per second */
  constructor(rate) {
    this.#size = 2 ** Math.round(Math.log2(rate * FRAME_SECONDS));
    this.#hop = this.#size / 4;
    this.#highestHz = Math.min(HIGHEST, rate / 2);
    this.#filters = melFilters(this.#size, rate, this.#highestHz);
    this.#spectrum = powerSpectrum(this.#size);
    this.#frame = new Float32Array(this.#size);
    // Frames are centred on their time; samples before and after the clip are zero.
    this.#filled = this.#size / 2;
  }

  /** Adds the next samples, mono. */
  add(samples) {
    for (let at = 0; at < samples.length;) {
      const count = Math.min(samples.length - at, this.#size - this.#filled);
      this.#frame.set(samples.subarray(at, at + count), this.#filled);
      this.#filled += count;
      at += count;
      if (this.#filled === this.#size) {
        this.#addFrame();
        this.#frame.copyWithin(0, this.#hop);
        this.#filled -= this.#hop;
      }
    }
  }

  /**
   * Returns the spectrogram in decibels relative to its loudest value. No samples can be added after that.
   * @returns {{values: Float32Array, columns: number, bands: number, highestHz: number}} values from -80 to 0, column by column, lowest
   *   band first
   */
  finish() {
    // The last frames that are centred on a sample of the clip.
    while (this.#filled >= this.#size / 2) {
      this.#frame.fill(0, this.#filled);
      this.#addFrame();
      this.#frame.copyWithin(0, this.#hop);
      this.#filled -= this.#hop;
    }
    const columns = this.#columns + (this.#frames > 0 ? 1 : 0);
    const values = this.#values.subarray(0, columns * BANDS);
    toDecibels(values, (column) => (column < this.#columns ? this.#framesPerColumn : this.#frames));
    return { values, columns, bands: BANDS, highestHz: this.#highestHz };
  }

  #addFrame() {
    if (this.#columns === MOST_COLUMNS) {
      this.#halve();
    }
    const power = this.#spectrum(this.#frame);
    const first = this.#columns * BANDS;
    for (let band = 0; band < BANDS; band++) {
      const { start, weights } = this.#filters[band];
      let sum = 0;
      for (let k = 0; k < weights.length; k++) {
        sum += weights[k] * power[start + k];
      }
      this.#values[first + band] += sum;
    }
    if (++this.#frames === this.#framesPerColumn) {
      this.#frames = 0;
      this.#columns++;
    }
  }

  /** Merges pairs of columns. From then on, frames overlap by half only, which is enough for their mean. */
  #halve() {
    const values = this.#values;
    const isFirst = this.#hop < this.#size / 2;
    for (let column = 0; column < MOST_COLUMNS / 2; column++) {
      for (let band = 0; band < BANDS; band++) {
        const sum = values[2 * column * BANDS + band] + values[(2 * column + 1) * BANDS + band];
        values[column * BANDS + band] = isFirst ? sum / 2 : sum;
      }
    }
    values.fill(0, (MOST_COLUMNS / 2) * BANDS);
    this.#columns = MOST_COLUMNS / 2;
    if (isFirst) {
      this.#hop *= 2;
    } else {
      this.#framesPerColumn *= 2;
    }
  }
}

function toDecibels(values, countOf) {
  let loudest = QUIETEST;
  for (let i = 0; i < values.length; i++) {
    values[i] /= countOf(Math.floor(i / BANDS));
    loudest = Math.max(loudest, values[i]);
  }
  for (let i = 0; i < values.length; i++) {
    values[i] = loudest > QUIETEST ? Math.max(-RANGE, 10 * Math.log10(Math.max(values[i], QUIETEST) / loudest)) : -RANGE;
  }
}

/** Returns triangular filters of equal width in mel, each as its first bin and its weights. */
function melFilters(size, rate, highestHz) {
  const step = melOf(highestHz) / (BANDS + 1);
  return Array.from({ length: BANDS }, (_, band) => {
    const [low, centre, high] = [0, 1, 2].map((edge) => (hertzOf((band + edge) * step) * size) / rate);
    const start = Math.max(0, Math.ceil(low));
    const last = Math.min(size / 2, Math.floor(high));
    const weights = [];
    for (let bin = start; bin <= last; bin++) {
      weights.push(Math.max(0, Math.min((bin - low) / (centre - low), (high - bin) / (high - centre))));
    }
    return { start, weights: Float64Array.from(weights) };
  });
}
