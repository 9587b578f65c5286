// The Fourier transform for spectrograms.

/**
 * Returns a function that computes the power spectrum of frames of one size: Hann window, radix-2 FFT. The samples of even index become
 * the real parts and the others the imaginary parts of a transform of half the size.
 * @param {number} size samples per frame, a power of two, 4 or more
 * @returns {(frame: Float32Array) => Float32Array} returns size / 2 + 1 powers, in an array that the next call overwrites
 */
export function powerSpectrum(size) {
  const count = size / 2;
  const window = Float64Array.from({ length: size }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / size));
  const cosines = Float64Array.from({ length: count }, (_, i) => Math.cos((2 * Math.PI * i) / size));
  const sines = Float64Array.from({ length: count }, (_, i) => -Math.sin((2 * Math.PI * i) / size));
  const order = bitReversal(count);
  const real = new Float64Array(count);
  const imaginary = new Float64Array(count);
  const power = new Float32Array(count + 1);
  return (frame) => {
    for (let i = 0; i < count; i++) {
      real[order[i]] = frame[2 * i] * window[2 * i];
      imaginary[order[i]] = frame[2 * i + 1] * window[2 * i + 1];
    }
    for (let half = 1; half < count; half *= 2) {
      const stride = count / half;
      for (let start = 0; start < count; start += 2 * half) {
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
    power[0] = (real[0] + imaginary[0]) ** 2;
    power[count] = (real[0] - imaginary[0]) ** 2;
    for (let k = 1; k < count; k++) {
      // The spectra of the even and of the odd samples are the symmetric and the antisymmetric part.
      const evenRe = (real[k] + real[count - k]) / 2;
      const evenIm = (imaginary[k] - imaginary[count - k]) / 2;
      const oddRe = (imaginary[k] + imaginary[count - k]) / 2;
      const oddIm = (real[count - k] - real[k]) / 2;
      const re = evenRe + oddRe * cosines[k] - oddIm * sines[k];
      const im = evenIm + oddRe * sines[k] + oddIm * cosines[k];
      power[k] = re * re + im * im;
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
