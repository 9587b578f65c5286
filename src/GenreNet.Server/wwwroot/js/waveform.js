// Draws a clip: the height of a bar is the loudness, its colour is the genre.
import { valueOf } from "./colours.js";

const BAR = 3;
const GAP = 1;
const FLAT = 0.3;

/** Prepares a canvas for drawing at its size on the page, in CSS pixels. */
export function prepare(canvas) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  return { context, width, height };
}

/**
 * Draws the waveform into a canvas, at its size on the page.
 * @param {HTMLCanvasElement} canvas the canvas to draw into
 * @param {{duration: number, loudness: Float32Array | null}} sound the peaks of the clip; without them, a band is drawn
 * @param {(seconds: number) => string} colourAt returns the custom property of the colour at a time
 */
export function drawWaveform(canvas, { duration, loudness }, colourAt) {
  const { context, width, height } = prepare(canvas);
  const count = Math.max(1, Math.floor(width / (BAR + GAP)));
  // Quiet music is drawn as high as loud music, because only the shape matters.
  const loudest = loudness ? loudness.reduce((most, value) => Math.max(most, value), 0.001) : 1;
  for (let i = 0; i < count; i++) {
    const share = loudness ? loudestOf(loudness, i / count, (i + 1) / count) / loudest : FLAT;
    const tall = Math.max(2, share * (height - 8));
    context.fillStyle = valueOf(canvas, colourAt(((i + 0.5) / count) * duration));
    context.fillRect(i * (BAR + GAP), (height - tall) / 2, BAR, tall);
  }
}

function loudestOf(loudness, from, to) {
  const start = Math.floor(from * loudness.length);
  return Math.max(...loudness.subarray(start, Math.max(start + 1, Math.floor(to * loudness.length))));
}
