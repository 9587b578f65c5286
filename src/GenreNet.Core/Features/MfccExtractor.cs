using System.Buffers;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Mel-frequency cepstral coefficients, exactly as librosa.feature.mfcc computes them.</summary>
/// <remarks>Immutable and thread-safe: build one and share it. Extracting allocates nothing in steady state.</remarks>
public sealed class MfccExtractor
{
    private readonly float[] _window;
    private readonly RealFft _fft;
    private readonly MelFilterBank _filters;
    private readonly DiscreteCosineTransform _cosines;

    /// <summary>Computes the tables for the settings.</summary>
    /// <param name="options">The settings.</param>
    /// <exception cref="ArgumentException">The settings are out of range or do not fit together.</exception>
    public MfccExtractor(MfccOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        Options = options;
        _window = WindowFunction.Hann(options.FftLength);
        _fft = new RealFft(options.FftLength);
        _filters = new MelFilterBank(
            options.SampleRate, options.FftLength, options.MelCount, options.MinimumHz, options.MaximumHz ?? (options.SampleRate / 2.0));
        _cosines = new DiscreteCosineTransform(options.MelCount, options.CoefficientCount);
    }

    /// <summary>The settings.</summary>
    public MfccOptions Options { get; }

    /// <summary>Frames of a clip: <c>1 + sampleCount / HopLength</c>.</summary>
    /// <param name="sampleCount">Samples of the clip, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int FrameCount(int sampleCount) => Options.FrameCount(sampleCount);

    /// <summary>Computes the coefficients of a whole clip.</summary>
    /// <param name="samples">Mono samples at the rate of the options, usually from -1 to 1; a clip of no samples is one frame of silence.</param>
    /// <param name="destination">
    /// Receives <c>[frames, coefficients]</c>, row after row: exactly <c>FrameCount(samples.Length) * CoefficientCount</c> numbers.
    /// </param>
    /// <exception cref="ArgumentException">The destination has another length, or a sample is not a finite number.</exception>
    public void Extract(ReadOnlySpan<float> samples, Span<float> destination)
    {
        int frames = FrameCount(samples.Length);
        int mels = Options.MelCount;
        int coefficients = Options.CoefficientCount;
        if (destination.Length != frames * coefficients)
        {
            throw new ArgumentException(
                $"A clip of {samples.Length} samples has {frames} frames of {coefficients} coefficients; the destination holds {destination.Length} numbers.",
                nameof(destination));
        }

        RequireFinite(samples);
        float[] rented = ArrayPool<float>.Shared.Rent(frames * mels);
        Span<float> energies = rented.AsSpan(0, frames * mels);
        for (int frame = 0; frame < frames; frame++)
        {
            MelEnergies(samples, frame, energies.Slice(frame * mels, mels));
        }

        Decibels.FromPower(energies);
        if (Options.TopDecibels is double range)
        {
            Decibels.RaiseFloor(energies, range);
        }

        for (int frame = 0; frame < frames; frame++)
        {
            _cosines.Apply(energies.Slice(frame * mels, mels), destination.Slice(frame * coefficients, coefficients));
        }

        ArrayPool<float>.Shared.Return(rented);
    }

    private static void RequireFinite(ReadOnlySpan<float> samples)
    {
        for (int i = 0; i < samples.Length; i++)
        {
            if (!float.IsFinite(samples[i]))
            {
                throw new ArgumentException($"Sample {i} is {samples[i]}, not a finite number.", nameof(samples));
            }
        }
    }

    private void MelEnergies(ReadOnlySpan<float> samples, int frame, Span<float> energies)
    {
        int length = Options.FftLength;
        float[] scratch = ArrayPool<float>.Shared.Rent(length + (2 * _fft.BinCount));
        Span<float> windowed = scratch.AsSpan(0, length);
        Span<float> real = scratch.AsSpan(length, _fft.BinCount);
        Span<float> imaginary = scratch.AsSpan(length + _fft.BinCount, _fft.BinCount);

        // Frames are centred: the first begins half a frame before the clip, and what lies outside the clip counts as zero.
        long start = ((long)frame * Options.HopLength) - (length / 2);
        for (int i = 0; i < length; i++)
        {
            long at = start + i;
            windowed[i] = at >= 0 && at < samples.Length ? samples[(int)at] * _window[i] : 0;
        }

        _fft.Forward(windowed, real, imaginary);
        for (int bin = 0; bin < real.Length; bin++)
        {
            real[bin] = (real[bin] * real[bin]) + (imaginary[bin] * imaginary[bin]);
        }

        _filters.Apply(real, energies);
        ArrayPool<float>.Shared.Return(scratch);
    }
}
