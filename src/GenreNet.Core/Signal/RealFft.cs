using System.Buffers;
using System.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Computes the discrete Fourier transform of real samples, and its inverse.</summary>
/// <remarks>
/// A transform of N real samples is a transform of N/2 complex points (even samples real, odd samples imaginary), followed by a pass that
/// separates the two spectra: Sorensen et al., "Real-valued fast Fourier transform algorithms" (1987). Immutable and thread-safe.
/// </remarks>
/// <example>
/// <code>
/// var fft = new RealFft(2048);
/// float[] frame = new float[fft.Length];
/// float[] real = new float[fft.BinCount];
/// float[] imaginary = new float[fft.BinCount];
/// fft.Forward(frame, real, imaginary);
/// float[] power = [.. real.Zip(imaginary, (re, im) =&gt; (re * re) + (im * im))];
/// </code>
/// </example>
/// <seealso cref="WindowFunction"/>
/// <seealso cref="MelFilterBank"/>
public sealed class RealFft
{
    private readonly int _half;
    private readonly int[] _bitReversed;
    private readonly float[] _cosines;
    private readonly float[] _sines;

    /// <summary>Initializes a transform and computes its tables.</summary>
    /// <param name="length">Samples per transform: a power of two from 2 to 2^24.</param>
    /// <exception cref="ArgumentOutOfRangeException">The length is not a power of two in that range.</exception>
    public RealFft(int length)
    {
        if (length is < 2 or > 1 << 24 || !BitOperations.IsPow2(length))
        {
            throw new ArgumentOutOfRangeException(
                nameof(length), length, "The length of a Fourier transform must be a power of two from 2 to 16777216.");
        }

        Length = length;
        _half = length / 2;
        _cosines = new float[_half];
        _sines = new float[_half];
        for (int k = 0; k < _half; k++)
        {
            (double sine, double cosine) = Math.SinCos(-2 * Math.PI * k / length);
            _cosines[k] = (float)cosine;
            _sines[k] = (float)sine;
        }

        _bitReversed = new int[_half];
        for (int i = 1; i < _half; i++)
        {
            _bitReversed[i] = (_bitReversed[i / 2] / 2) + ((i & 1) * (_half / 2));
        }
    }

    /// <summary>Gets the number of samples per transform.</summary>
    public int Length { get; }

    /// <summary>Gets the number of bins in the spectrum, from 0 Hz to half the sample rate: <c>Length / 2 + 1</c>.</summary>
    public int BinCount => _half + 1;

    /// <summary>Computes the spectrum X[k] = sum over n of x[n] exp(-2 pi i k n / N), unscaled.</summary>
    /// <param name="samples">Input, exactly <see cref="Length"/> samples; must not overlap the results.</param>
    /// <param name="real">Receives the real parts, exactly <see cref="BinCount"/>.</param>
    /// <param name="imaginary">Receives the imaginary parts, exactly <see cref="BinCount"/>.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Forward(ReadOnlySpan<float> samples, Span<float> real, Span<float> imaginary)
    {
        CheckLengths(samples.Length, real.Length, imaginary.Length);
        for (int i = 0; i < _half; i++)
        {
            int from = 2 * _bitReversed[i];
            real[i] = samples[from];
            imaginary[i] = samples[from + 1];
        }

        Butterflies(real[.._half], imaginary[.._half]);
        SplitHalves(real, imaginary);
    }

    /// <summary>Computes the samples from a spectrum: the inverse of <see cref="Forward"/>, scaled by 1/N.</summary>
    /// <param name="real">Real parts, exactly <see cref="BinCount"/>.</param>
    /// <param name="imaginary">Imaginary parts, exactly <see cref="BinCount"/>; the first and the last are treated as zero.</param>
    /// <param name="samples">Receives the samples, exactly <see cref="Length"/>.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Inverse(ReadOnlySpan<float> real, ReadOnlySpan<float> imaginary, Span<float> samples)
    {
        CheckLengths(samples.Length, real.Length, imaginary.Length);
        float[] scratch = ArrayPool<float>.Shared.Rent(Length);
        Span<float> even = scratch.AsSpan(0, _half);
        Span<float> odd = scratch.AsSpan(_half, _half);
        float scale = 1f / Length;
        for (int i = 0; i < _half; i++)
        {
            int k = _bitReversed[i];
            int mirror = _half - k;
            float imaginaryHere = k == 0 ? 0 : imaginary[k];
            float imaginaryThere = k == 0 ? 0 : imaginary[mirror];
            float differenceReal = real[k] - real[mirror];
            float differenceImaginary = imaginaryHere + imaginaryThere;
            // exp(+2 pi i k / N) undoes the rotation of the forward pass, and a factor i combines the odd samples with the even ones.
            float oddReal = (differenceReal * _cosines[k]) + (differenceImaginary * _sines[k]);
            float oddImaginary = (differenceImaginary * _cosines[k]) - (differenceReal * _sines[k]);
            // Swap real and imaginary parts: a forward transform of swapped parts is the inverse transform, swapped.
            odd[i] = scale * (real[k] + real[mirror] - oddImaginary);
            even[i] = scale * (imaginaryHere - imaginaryThere + oddReal);
        }

        Butterflies(even, odd);
        for (int i = 0; i < _half; i++)
        {
            samples[2 * i] = odd[i];
            samples[(2 * i) + 1] = even[i];
        }

        ArrayPool<float>.Shared.Return(scratch);
    }

    /// <summary>
    /// Computes the complex transform of half the length, in place, of points in bit-reversed order (Cooley and Tukey 1965).
    /// </summary>
    private void Butterflies(Span<float> real, Span<float> imaginary)
    {
        for (int size = 1; size < real.Length; size *= 2)
        {
            int step = real.Length / size;
            for (int start = 0; start < real.Length; start += 2 * size)
            {
                for (int i = 0; i < size; i++)
                {
                    int top = start + i;
                    int bottom = top + size;
                    float cosine = _cosines[i * step];
                    float sine = _sines[i * step];
                    float turnedReal = (real[bottom] * cosine) - (imaginary[bottom] * sine);
                    float turnedImaginary = (real[bottom] * sine) + (imaginary[bottom] * cosine);
                    real[bottom] = real[top] - turnedReal;
                    imaginary[bottom] = imaginary[top] - turnedImaginary;
                    real[top] += turnedReal;
                    imaginary[top] += turnedImaginary;
                }
            }
        }
    }

    /// <summary>Converts the transform of (even + i odd) samples to the spectrum of the samples, in place.</summary>
    private void SplitHalves(Span<float> real, Span<float> imaginary)
    {
        real[_half] = real[0] - imaginary[0];
        real[0] += imaginary[0];
        imaginary[0] = 0;
        imaginary[_half] = 0;
        for (int k = 1; k <= _half / 2; k++)
        {
            int mirror = _half - k;
            float evenReal = 0.5f * (real[k] + real[mirror]);
            float evenImaginary = 0.5f * (imaginary[k] - imaginary[mirror]);
            float oddReal = 0.5f * (imaginary[k] + imaginary[mirror]);
            float oddImaginary = 0.5f * (real[mirror] - real[k]);
            float turnedReal = (oddReal * _cosines[k]) - (oddImaginary * _sines[k]);
            float turnedImaginary = (oddReal * _sines[k]) + (oddImaginary * _cosines[k]);
            real[k] = evenReal + turnedReal;
            imaginary[k] = evenImaginary + turnedImaginary;
            real[mirror] = evenReal - turnedReal;
            imaginary[mirror] = turnedImaginary - evenImaginary;
        }
    }

    private void CheckLengths(int samples, int real, int imaginary)
    {
        if (samples != Length || real != BinCount || imaginary != BinCount)
        {
            throw new ArgumentException(
                $"A transform of {Length} samples has {BinCount} bins, but the spans have lengths {samples} (samples), {real} (real parts) and {imaginary} (imaginary parts).");
        }
    }
}
