using System.Numerics;
using System.Runtime.InteropServices;
using GenreNet.Core.Signal;
using GenreNet.Core.Signal.Lanes;

namespace GenreNet.Core.Features;

/// <summary>Mel-frequency cepstral coefficients, exactly as librosa.feature.mfcc computes them.</summary>
/// <remarks>Immutable and thread-safe: build one and share it. Extracting allocates nothing in steady state.</remarks>
public sealed unsafe class MfccExtractor
{
    private readonly LanePowerSpectrum _spectra;
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
        _spectra = LanePowerSpectrum.Create(WindowFunction.Hann(options.FftLength));
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
        int coefficients = Options.CoefficientCount;
        if (destination.Length != frames * coefficients)
        {
            throw new ArgumentException(
                $"A clip of {samples.Length} samples has {frames} frames of {coefficients} coefficients; the destination holds {destination.Length} numbers.",
                nameof(destination));
        }

        RequireFinite(samples);
        using var bands = new LaneBuffer(BlockCount(frames) * Options.MelCount);
        MelDecibels(samples, frames, bands.Start);
        if (Options.TopDecibels is double range)
        {
            Decibels.RaiseFloor(new Span<float>(bands.Start, BlockCount(frames) * BlockLength), range);
        }

        CosineTransform(bands.Start, frames, destination);
    }

    /// <summary>Frames are worked on side by side, as many as a vector has lanes; the last block may have lanes to spare.</summary>
    private static int BlockCount(int frames) => (frames + LaneFrames.Count - 1) / LaneFrames.Count;

    /// <summary>Floats of a block of mel bands.</summary>
    private int BlockLength => Options.MelCount * LaneFrames.Count;

    /// <summary>Frame, window, power spectrum, mel, decibels.</summary>
    private void MelDecibels(ReadOnlySpan<float> samples, int frames, float* bands)
    {
        int span = ((LaneFrames.Count - 1) * Options.HopLength) + Options.FftLength;
        using var padded = new LaneBuffer((span / LaneFrames.Count) + 1);
        using var scratch = new LaneBuffer(_spectra.ScratchLength);
        using var power = new LaneBuffer(_spectra.BinCount);
        fixed (float* clip = samples)
        {
            for (int block = 0; block < BlockCount(frames); block++)
            {
                // Frames are centred: the first begins half a frame before the clip, and what lies outside the clip counts as zero.
                long start = ((long)block * LaneFrames.Count * Options.HopLength) - (Options.FftLength / 2);
                bool isInside = start >= 0 && start + span <= samples.Length;
                if (!isInside)
                {
                    CopyPadded(samples, start, new Span<float>(padded.Start, span));
                }

                float* mels = bands + ((nint)block * BlockLength);
                _spectra.Compute(isInside ? clip + start : padded.Start, Options.HopLength, scratch.Start, power.Start);
                _filters.ApplyLanes(power.Start, mels);
            }
        }

        Silence(bands, frames);
        Decibels.FromPower(new Span<float>(bands, BlockCount(frames) * BlockLength));
    }

    /// <summary>Lanes to spare hear the end of the clip as well: they must not be the loudest.</summary>
    private void Silence(float* bands, int frames)
    {
        int used = frames - ((BlockCount(frames) - 1) * LaneFrames.Count);
        float* last = bands + ((nint)(BlockCount(frames) - 1) * BlockLength);
        for (int mel = 0; mel < Options.MelCount; mel++)
        {
            new Span<float>(last + ((nint)mel * LaneFrames.Count) + used, LaneFrames.Count - used).Clear();
        }
    }

    private void CosineTransform(float* bands, int frames, Span<float> destination)
    {
        int coefficients = Options.CoefficientCount;
        using var cosines = new LaneBuffer(coefficients);
        for (int frame = 0; frame < frames; frame += LaneFrames.Count)
        {
            _cosines.ApplyLanes(bands + ((nint)(frame / LaneFrames.Count) * BlockLength), cosines.Start);
            int used = Math.Min(LaneFrames.Count, frames - frame);
            Span<float> rows = destination.Slice(frame * coefficients, used * coefficients);
            for (int i = 0; i < rows.Length; i++)
            {
                (int lane, int coefficient) = Math.DivRem(i, coefficients);
                rows[i] = cosines.Start[(coefficient * LaneFrames.Count) + lane];
            }
        }
    }

    private static void CopyPadded(ReadOnlySpan<float> samples, long start, Span<float> destination)
    {
        destination.Clear();
        int before = (int)Math.Clamp(-start, 0, destination.Length);
        int from = (int)Math.Clamp(start, 0, samples.Length);
        int count = Math.Min(destination.Length - before, samples.Length - from);
        samples.Slice(from, count).CopyTo(destination[before..]);
    }

    private static void RequireFinite(ReadOnlySpan<float> samples)
    {
        // Zero times anything finite is zero, and a sum that once is no number stays so.
        Vector<float> sum = Vector<float>.Zero;
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(samples);
        foreach (Vector<float> value in vectors)
        {
            sum += value * 0f;
        }

        int firstToCheck = Vector.EqualsAll(sum, Vector<float>.Zero) ? vectors.Length * Vector<float>.Count : 0;
        for (int i = firstToCheck; i < samples.Length; i++)
        {
            if (!float.IsFinite(samples[i]))
            {
                throw new ArgumentException($"Sample {i} is {samples[i]}, not a finite number.", nameof(samples));
            }
        }
    }
}
