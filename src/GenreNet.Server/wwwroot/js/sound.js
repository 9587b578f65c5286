// Audio in the browser: decoding, peaks for the waveform, and WAV for services without ffmpeg.

/** Decodes a clip; null where the browser does not know the format. */
export async function decode(blob) {
  try {
    // At a low rate: it is only looked at, and half an hour must not fill the memory of a phone.
    const context = new OfflineAudioContext(1, 1, 22050);
    return await context.decodeAudioData(await blob.arrayBuffer());
  } catch {
    return null;
  }
}

/** The loudest sample of each of some stretches, over all channels, 0 to 1. */
export function peaks(buffer, count) {
  const result = new Float32Array(count);
  for (let channel = 0; channel < buffer.numberOfChannels; channel++) {
    const samples = buffer.getChannelData(channel);
    for (let i = 0; i < count; i++) {
      const end = Math.floor(((i + 1) * samples.length) / count);
      for (let at = Math.floor((i * samples.length) / count); at < end; at++) {
        result[i] = Math.max(result[i], Math.abs(samples[at]));
      }
    }
  }
  return result;
}

/** A clip as WAV: mono, 16 bits. */
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
  const sum = new Float32Array(buffer.length);
  for (let channel = 0; channel < buffer.numberOfChannels; channel++) {
    buffer.getChannelData(channel).forEach((sample, i) => { sum[i] += sample / buffer.numberOfChannels; });
  }
  return sum;
}
