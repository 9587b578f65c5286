// Draws a clip: bars as high as it is loud, in the colours of the genres heard there.
import { peaks } from "./sound.js";

const BAR = 3;
const GAP = 1;

/**
 * Draws the waveform into a canvas, at the size that the page gives it.
 * @param {HTMLCanvasElement} canvas where to
 * @param {AudioBuffer} buffer the clip
 * @param {(seconds: number) => string} colourAt custom property of the colour at a moment
 */
export function draw(canvas, buffer, colourAt) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const count = Math.max(1, Math.floor(width / (BAR + GAP)));
  const loudness = peaks(buffer, count);
  // Quiet music is shown as large as loud music: what matters is its shape.
  const loudest = Math.max(...loudness, 0.001);
  loudness.forEach((peak, i) => {
    const seconds = ((i + 0.5) / count) * buffer.duration;
    const tall = Math.max(2, (peak / loudest) * (height - 12));
    context.fillStyle = style.getPropertyValue(colourAt(seconds).slice(4, -1)) || style.color;
    context.fillRect(i * (BAR + GAP), (height - tall) / 2, BAR, tall);
  });
}
