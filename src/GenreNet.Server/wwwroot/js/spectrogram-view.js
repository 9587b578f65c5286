// Draws a mel spectrogram and its frequency axis.
import { element } from "./format.js";
import { melOf, RANGE } from "./spectrogram.js";
import { prepare } from "./waveform.js";

const TICKS = [500, 1000, 2000, 4000, 8000];
/** Colours from quiet to loud; lightness rises evenly, so that they are readable without colour vision. */
const COLOURS = [
  [8, 6, 22], [38, 17, 82], [82, 19, 124], [129, 37, 129], [178, 54, 121], [223, 80, 101], [247, 125, 92], [254, 178, 122], [252, 238, 190],
];

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
  const { context, width, height } = prepare(canvas);
  const picture = new ImageData(columns, bands);
  for (let column = 0; column < columns; column++) {
    for (let band = 0; band < bands; band++) {
      const at = 4 * ((bands - 1 - band) * columns + column);
      picture.data.set(colourOf(1 + values[column * bands + band] / RANGE), at);
      picture.data[at + 3] = 255;
    }
  }
  const source = document.createElement("canvas");
  source.width = columns;
  source.height = bands;
  source.getContext("2d").putImageData(picture, 0, 0);
  context.imageSmoothingQuality = "high";
  context.drawImage(source, 0, 0, width, height);
}

function colourOf(share) {
  const place = Math.max(0, Math.min(1, share)) * (COLOURS.length - 1);
  const low = Math.min(COLOURS.length - 2, Math.floor(place));
  return COLOURS[low].map((value, i) => Math.round(value + (place - low) * (COLOURS[low + 1][i] - value)));
}
