// Draws a mel spectrogram and its frequency axis.
import { element } from "./format.js";
import { melOf, RANGE } from "./spectrogram.js";
import { prepare } from "./waveform.js";

const TICKS = [500, 1000, 2000, 4000, 8000];
/** Colours from quiet to loud; lightness rises evenly, so that they are readable without colour vision. */
const COLOURS = [
  [8, 6, 22], [38, 17, 82], [82, 19, 124], [129, 37, 129], [178, 54, 121], [223, 80, 101], [247, 125, 92], [254, 178, 122], [252, 238, 190],
];
const STEPS = 512;
/** The colours of values from -RANGE to 0 dB as pixels, in the byte order of the machine. A list per pixel would take many megabytes. */
const PIXELS = new Uint32Array(Uint8Array.from(Array.from({ length: STEPS }, (_, i) => [...colourOf(i / (STEPS - 1)), 255]).flat()).buffer);

/** Fills the frequency axis and returns the description of the picture. */
export function showFrequencies(axis, { highestHz }) {
  const top = melOf(highestHz);
  axis.replaceChildren(...TICKS.filter((hertz) => hertz < 0.95 * highestHz).map((hertz) => {
    const tick = element("span", { text: hertz < 1000 ? `${hertz}\u00a0Hz` : `${hertz / 1000}\u00a0kHz` });
    tick.style.bottom = `${(100 * melOf(hertz)) / top}%`;
    return tick;
  }));
  const highest = (highestHz / 1000).toFixed(highestHz % 1000 ? 1 : 0);
  return `Mel spectrogram: frequencies up to ${highest} kHz over time, ${RANGE} dB from dark (quiet) to light (loud)`;
}

/** Draws the spectrogram into a canvas, at its size on the page. */
export function drawSpectrogram(canvas, { values, columns, bands }) {
  const { context } = prepare(canvas);
  const { width, height } = canvas;
  if (width === 0 || height === 0) {
    return;
  }
  // Computed at the size of the canvas: scaling a picture of another size takes several times its memory.
  const picture = new ImageData(width, height);
  const pixels = new Uint32Array(picture.data.buffer);
  const column = new Float32Array(bands);
  for (let x = 0; x < width; x++) {
    mix(values, bands, column, (x * columns) / width, ((x + 1) * columns) / width);
    for (let y = 0; y < height; y++) {
      const place = Math.max(0, Math.min(bands - 1, ((height - y - 0.5) * bands) / height - 0.5));
      const low = Math.min(bands - 2, Math.floor(place));
      const value = column[low] + (place - low) * (column[low + 1] - column[low]);
      pixels[y * width + x] = PIXELS[Math.round((1 + value / RANGE) * (STEPS - 1))];
    }
  }
  context.putImageData(picture, 0, 0);
}

/** Computes the column of a pixel: the mean of the columns from one place to another, or the value between two columns. */
function mix(values, bands, column, from, to) {
  const last = values.length / bands - 1;
  if (to - from > 1) {
    const start = Math.min(last, Math.round(from));
    const end = Math.min(last, Math.max(start, Math.round(to) - 1));
    for (let band = 0; band < bands; band++) {
      let sum = 0;
      for (let i = start; i <= end; i++) {
        sum += values[i * bands + band];
      }
      column[band] = sum / (end - start + 1);
    }
    return;
  }
  const place = Math.max(0, Math.min(last, (from + to - 1) / 2));
  const start = Math.floor(place);
  const end = Math.min(last, start + 1);
  for (let band = 0; band < bands; band++) {
    const value = values[start * bands + band];
    column[band] = value + (place - start) * (values[end * bands + band] - value);
  }
}

function colourOf(share) {
  const place = Math.max(0, Math.min(1, share)) * (COLOURS.length - 1);
  const low = Math.min(COLOURS.length - 2, Math.floor(place));
  return COLOURS[low].map((value, i) => Math.round(value + (place - low) * (COLOURS[low + 1][i] - value)));
}
