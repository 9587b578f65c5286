// Audio in the browser: peaks for the waveform, samples for the spectrogram, and WAV for services without ffmpeg.

/** Seconds. Longer clips are not decoded here: one hour takes more than 1 GB of memory. */
const LONGEST = 20 * 60;
/** Bytes. The limit for files that do not declare their duration. */
const LARGEST = 40e6;
const DETAIL = 4096;
/** Hz. The rate of the models, for a spectrogram up to 11 kHz. */
const RATE = 22050;
/** Seconds. Longer clips are decoded at a low rate, which saves memory; their spectrogram ends at 4 kHz. */
const LONGEST_FULL_RATE = 10 * 60;
const LOW_RATE = 8000;

/**
 * Decodes a clip for display; null if the browser does not support the format.
 * @returns {Promise<{duration: number, loudness: Float32Array | null, samples: Float32Array | null, rate: number} | null>} loudness from 0 to
 *   1 and mono samples; both are null for a long clip
 */
export async function look(blob) {
  const duration = await lengthOf(blob);
  if (duration > LONGEST && Number.isFinite(duration)) {
    return { duration, loudness: null, samples: null, rate: 0 };
  }
  if (!Number.isFinite(duration) && blob.size > LARGEST) {
    return null;
  }
  const buffer = await decode(blob, duration <= LONGEST_FULL_RATE ? RATE : LOW_RATE);
  return buffer && { duration: buffer.duration, loudness: peaks(buffer, DETAIL), samples: mono(buffer), rate: buffer.sampleRate };
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
      URL.revokeObjectURL(url);
    };
    audio.addEventListener("loadedmetadata", settle, { once: true });
    audio.addEventListener("error", settle, { once: true });
    audio.preload = "metadata";
    audio.src = url;
  });
}

/** Returns the peaks of intervals of equal length, over all channels, 0 to 1. */
function peaks(buffer, count) {
  const result = new Float32Array(count);
  for (let channel = 0; channel < buffer.numberOfChannels; channel++) {
    const samples = buffer.getChannelData(channel);
    for (let i = 0; i < count; i++) {
      const start = Math.floor((i * samples.length) / count);
      const end = Math.max(start + 1, Math.floor(((i + 1) * samples.length) / count));
      for (let at = start; at < end && at < samples.length; at++) {
        result[i] = Math.max(result[i], Math.abs(samples[at]));
      }
    }
  }
  return result;
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
