// Computes what is drawn of a clip from its samples, block by block, in memory that does not grow with the length of the clip.
import { MelSpectrogram } from "./spectrogram.js";

/** Intervals of the waveform: several per pixel of a wide screen. */
const MOST_PEAKS = 8192;
/** Samples per interval of a short clip. */
const SHORTEST = 32;

/** Computes the peaks for the waveform and the spectrogram. */
export class ClipPictures {
  #loudness = new Float32Array(MOST_PEAKS);
  #interval = SHORTEST;
  #count = 0; // samples
  #spectrogram;

  /** @param {number} rate samples per second */
  constructor(rate) {
    this.#spectrogram = new MelSpectrogram(rate);
  }

  /**
   * Adds the next samples.
   * @param {Float32Array} samples mono, from -1 to 1
   */
  add(samples) {
    this.#spectrogram.add(samples);
    for (let at = 0; at < samples.length;) {
      if (this.#count === MOST_PEAKS * this.#interval) {
        this.#halve();
      }
      const index = Math.floor(this.#count / this.#interval);
      const end = Math.min(samples.length, at + (index + 1) * this.#interval - this.#count);
      let peak = this.#loudness[index];
      this.#count += end - at;
      for (; at < end; at++) {
        peak = Math.max(peak, Math.abs(samples[at]));
      }
      this.#loudness[index] = peak;
    }
  }

  /**
   * Returns the pictures of the samples.
   * @returns {{loudness: Float32Array, spectrogram: object}} peaks of intervals of equal length, 0 to 1, and what
   *   MelSpectrogram.finish() returns
   */
  finish() {
    return {
      loudness: this.#loudness.slice(0, Math.max(1, Math.ceil(this.#count / this.#interval))),
      spectrogram: this.#spectrogram.finish(),
    };
  }

  #halve() {
    const peaks = this.#loudness;
    for (let i = 0; i < MOST_PEAKS / 2; i++) {
      peaks[i] = Math.max(peaks[2 * i], peaks[2 * i + 1]);
    }
    peaks.fill(0, MOST_PEAKS / 2);
    this.#interval *= 2;
  }
}
