// Draws a clip: bars as high as it is loud, in the colours of the genres heard there.

const BAR = 3;
const GAP = 1;
const FLAT = 0.3;

/**
 * Draws the waveform into a canvas, at the size that the page gives it.
 * @param {HTMLCanvasElement} canvas where to
 * @param {{duration: number, loudness: Float32Array | null}} sound the shape of the clip; where it is not known, a band
 * @param {(seconds: number) => string} colourAt custom property of the colour at a moment
 */
export function draw(canvas, { duration, loudness }, colourAt) {
  const ratio = window.devicePixelRatio || 1;
  const width = canvas.clientWidth;
  const height = canvas.clientHeight;
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  const context = canvas.getContext("2d");
  context.scale(ratio, ratio);
  const style = getComputedStyle(canvas);
  const count = Math.max(1, Math.floor(width / (BAR + GAP)));
  // Quiet music is shown as large as loud music: what matters is its shape.
  const loudest = loudness ? Math.max(...loudness, 0.001) : 1;
  for (let i = 0; i < count; i++) {
    const share = loudness ? loudestOf(loudness, i / count, (i + 1) / count) / loudest : FLAT;
    const tall = Math.max(2, share * (height - 12));
    context.fillStyle = style.getPropertyValue(colourAt(((i + 0.5) / count) * duration).slice(4, -1)) || style.color;
    context.fillRect(i * (BAR + GAP), (height - tall) / 2, BAR, tall);
  }
}

function loudestOf(loudness, from, to) {
  const start = Math.floor(from * loudness.length);
  return Math.max(...loudness.subarray(start, Math.max(start + 1, Math.floor(to * loudness.length))));
}
