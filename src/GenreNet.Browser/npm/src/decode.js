// Decoding by the browser, for formats that GenreNet does not decode itself. Workers have no decoder, so this runs in the page.
import { GenreNetError } from "./errors.js";

/** Hz. The rate of most music; C# resamples to the rate of the model. */
const RATE = 44100;
/** Seconds. The browser decodes a clip as a whole: 20 minutes of stereo take 420 MB. */
const LONGEST = 20 * 60;
/** Bytes. The limit for files that do not declare their duration. */
const LARGEST = 40e6;

/** Decodes a file and returns mono samples. */
export async function decodeWithBrowser(file, name) {
  const duration = await durationOf(file);
  if (duration > LONGEST || (!Number.isFinite(duration) && file.size > LARGEST)) {
    throw new GenreNetError("too-long",
      `${name} is too long for this browser's memory: the limit for this format is ${LONGEST / 60} minutes. `
      + "Convert it to MP3, FLAC, Ogg or WAV, which are read in pieces.");
  }
  try {
    const context = new OfflineAudioContext(1, 1, RATE);
    const buffer = await context.decodeAudioData(await file.arrayBuffer());
    return { samples: mono(buffer), sampleRate: buffer.sampleRate };
  } catch {
    throw new GenreNetError("foreign-format",
      `${name} cannot be decoded: neither GenreNet nor this browser knows its format. Convert it to MP3, FLAC, Ogg or WAV.`);
  }
}

/** Returns the mean of the channels. */
export function mono(buffer) {
  const samples = new Float32Array(buffer.length);
  const count = buffer.numberOfChannels;
  for (let channel = 0; channel < count; channel++) {
    const values = buffer.getChannelData(channel);
    for (let i = 0; i < values.length; i++) {
      samples[i] += values[i] / count;
    }
  }
  return samples;
}

function durationOf(file) {
  return new Promise((resolve) => {
    const audio = new Audio();
    const url = URL.createObjectURL(file);
    const settle = () => { resolve(audio.duration); URL.revokeObjectURL(url); };
    audio.addEventListener("loadedmetadata", settle, { once: true });
    audio.addEventListener("error", settle, { once: true });
    audio.preload = "metadata";
    audio.src = url;
  });
}
