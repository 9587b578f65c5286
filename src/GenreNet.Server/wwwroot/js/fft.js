// The Fourier transform for spectrograms.

/**
 * Returns a function that computes the power spectrum of frames of one size: Hann window, radix-2 FFT.
 * @param {number} size samples per frame, a power of two
 * @returns {(frame: Float32Array) => Float32Array} returns size / 2 + 1 powers, in an array that the next call overwrites
 */
export function powerSpectrum(size) {
  const window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
  const cosines = Float64Array.from({ length: size / 2 }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sines = Float64Array.from({ length: size / 2 }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
  const order = bitReversal(size);
  const real = new Float64Array(size);
  const imaginary = new Float64Array(size);
  const power = new Float32Array(size / 2 + 1);
  return (frame) => {
    for (let i = 0; i < size; i++) {
      real[order[i]] = frame[i] * window[i];
    }
    imaginary.fill(0);
    for (let half = 1; half < size; half *= 2) {
      const stride = size / (2 * half);
      for (let start = 0; start < size; start += 2 * half) {
        for (let k = 0; k < half; k++) {
          const one = start + k;
          const two = one + half;
          const c = cosines[k * stride];
          const s = sines[k * stride];
          const re = real[two] * c - imaginary[two] * s;
          const im = real[two] * s + imaginary[two] * c;
          real[two] = real[one] - re;
          imaginary[two] = imaginary[one] - im;
          real[one] += re;
          imaginary[one] += im;
        }
      }
    }
    for (let i = 0; i < power.length; i++) {
      power[i] = real[i] * real[i] + imaginary[i] * imaginary[i];
    }
    return power;
  };
}

function bitReversal(size) {
  const order = new Uint32Array(size);
  for (let i = 1; i < size; i++) {
    order[i] = (order[i >> 1] >> 1) | (i & 1 ? size >> 1 : 0);
  }
  return order;
}
