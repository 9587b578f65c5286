// Audio that the browser decodes: pictures of a clip, and WAV for services without ffmpeg.
import { ClipPictures } from "./pictures.js";

/** Seconds. Longer clips are not decoded here: one hour takes more than 1 GB of memory. */
const LONGEST = 20 * 60;
/** Bytes. The limit for files that do not declare their duration. */
const LARGEST = 40e6;
/** Hz. The rate of the models, for a spectrogram up to 11 kHz. */
const RATE = 22050;
/** Seconds. Longer clips are decoded at a low rate, which saves memory; their spectrogram ends at 4 kHz. */
const LONGEST_FULL_RATE = 10 * 60;
const LOW_RATE = 8000;

/** Samples between two checks of the time. */
const BLOCK = 16384;
/** Milliseconds of work before the page may react to the user. */
const TURN = 12;

/**
 * Decodes a clip and computes its pictures; null if the browser does not support the format.
 * @returns {Promise<{duration: number, loudness: Float32Array | null, spectrogram: object | null} | null>} what is drawn, see
 *   pictures.js; both are null for a long clip
 */
export async function look(blob) {
  const duration = await lengthOf(blob);
  if (duration > LONGEST && Number.isFinite(duration)) {
    return { duration, loudness: null, spectrogram: null };
  }
  if (!Number.isFinite(duration) && blob.size > LARGEST) {
    return null;
  }
  const buffer = await decode(blob, duration <= LONGEST_FULL_RATE ? RATE : LOW_RATE);
  return buffer && { duration: buffer.duration, ...await draw(mono(buffer), buffer.sampleRate) };
}

/** Computes the pictures of samples in turns, between which the page reacts to the user. */
async function draw(samples, rate) {
  const pictures = new ClipPictures(rate);
  let turn = performance.now();
  for (let at = 0; at < samples.length; at += BLOCK) {
    pictures.add(samples.subarray(at, at + BLOCK));
    if (performance.now() - turn > TURN) {
      await new Promise((resolve) => { setTimeout(resolve); });
      turn = performance.now();
    }
  }
  return pictures.finish();
}

/** Decodes a clip; null if the browser does not support the format. */
export async function decode(blob, rate) {
  try {
    const context = new OfflineAudioContext(1, 1, rate);
    return await context.decodeAudioData(await blob.arrayBuffer());
  } catch {
    return null;
  }
}

/** Returns the duration in seconds from the header of the file; NaN if the browser cannot determine it. */
function lengthOf(blob) {
  return new Promise((resolve) => {
    const audio = new Audio();
    const url = URL.createObjectURL(blob);
    const settle = () => {
      const { duration } = audio;
      resolve(duration);
      audio.removeAttribute("src");
      audio.load();
      URL.revokeObjectURL(url);
    };
    audio.addEventListener("loadedmetadata", settle, { once: true });
    audio.addEventListener("error", settle, { once: true });
    audio.preload = "metadata";
    audio.src = url;
  });
}

/** Encodes a clip as WAV: mono, 16 bits. */
export function wav(buffer) {
  const samples = mono(buffer);
  const view = new DataView(new ArrayBuffer(44 + 2 * samples.length));
  const text = (at, letters) => [...letters].forEach((letter, i) => view.setUint8(at + i, letter.charCodeAt(0)));
  text(0, "RIFF");
  view.setUint32(4, 36 + 2 * samples.length, true);
  text(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, buffer.sampleRate, true);
  view.setUint32(28, 2 * buffer.sampleRate, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  text(36, "data");
  view.setUint32(40, 2 * samples.length, true);
  samples.forEach((sample, i) => view.setInt16(44 + 2 * i, Math.round(Math.max(-1, Math.min(1, sample)) * 32767), true));
  return new Blob([view], { type: "audio/wav" });
}

function mono(buffer) {
  if (buffer.numberOfChannels === 1) {
    return buffer.getChannelData(0);
  }
  const sum = new Float32Array(buffer.length);
  for (let channel = 0; channel < buffer.numberOfChannels; channel++) {
    buffer.getChannelData(channel).forEach((sample, i) => { sum[i] += sample / buffer.numberOfChannels; });
  }
  return sum;
}
