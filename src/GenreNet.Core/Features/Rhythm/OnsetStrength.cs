using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Features;

/// <summary>Computes onset strengths per frame: how much the levels of the mel bands increase from one frame to the next.</summary>
/// <remarks>
/// Spectral flux as in librosa.onset.onset_strength(lag=1, max_size=1): the mean (or median) over the bands of
/// <c>max(0, S[t] - S[t - 1])</c> in decibels, shifted by half a frame to the start of the sound. Immutable and thread-safe.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
///
/// float[] strengths = new OnsetStrength().Extract(AudioBuffer.Load("song.wav", sampleRate: 22050).Samples.Span);
/// double beatsPerMinute = new TempoEstimator(TempoOptions.Default).EstimateFromOnsets(strengths);
/// </code>
/// </example>
/// <seealso cref="TempoEstimator"/>
public sealed class OnsetStrength
{
    private readonly FeatureExtractor _extractor;
    private readonly int _bands;
    private readonly int _shift;

    /// <summary>
    /// Initializes the extractor with librosa's settings: 128 mel bands up to half of 22 050 Hz, one value every 512 samples.
    /// </summary>
    /// <param name="aggregate">How the bands are combined into one value.</param>
    public OnsetStrength(OnsetAggregate aggregate = OnsetAggregate.Mean)
        : this(MelSpectrogramOptions.LogMel, aggregate)
    {
    }

    /// <summary>Initializes the extractor for a mel spectrogram.</summary>
    /// <param name="spectrogram">Settings of the mel spectrogram, in decibels.</param>
    /// <param name="aggregate">How the bands are combined into one value.</param>
    /// <exception cref="ArgumentException">Settings are out of range, or the spectrogram is not in decibels.</exception>
    public OnsetStrength(MelSpectrogramOptions spectrogram, OnsetAggregate aggregate = OnsetAggregate.Mean)
    {
        ArgumentNullException.ThrowIfNull(spectrogram);
        if (spectrogram.Scale != SpectrumScale.Decibels)
        {
            throw new ArgumentException("The onset strength is computed from decibels: set the scale of the mel bands to Decibels.", nameof(spectrogram));
        }

        if (!Enum.IsDefined(aggregate))
        {
            throw new ArgumentException($"The aggregate must be Mean or Median, not {aggregate}.", nameof(aggregate));
        }

        _extractor = new FeatureExtractor(spectrogram);
        _bands = spectrogram.ValueCount;
        _shift = spectrogram.Padding == FramePadding.None ? 0 : spectrogram.FftLength / (2 * spectrogram.HopLength);
        Aggregate = aggregate;
    }

    /// <summary>Gets the method that combines the bands into one value.</summary>
    public OnsetAggregate Aggregate { get; }

    /// <summary>Gets the number of frames in a clip: as many as its mel spectrogram has.</summary>
    /// <param name="sampleCount">Length of the clip in samples, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int FrameCount(int sampleCount) => _extractor.FrameCount(sampleCount);

    /// <summary>Computes the onset strengths of a clip.</summary>
    /// <param name="samples">Mono samples at the sample rate of the spectrogram, usually from -1 to 1.</param>
    /// <returns>
    /// One value per frame in decibels, zero or more. The first values are zero, because there is no earlier frame to compare with.
    /// </returns>
    /// <exception cref="ArgumentException">A sample is not finite or its magnitude exceeds 1e14.</exception>
    public float[] Extract(ReadOnlySpan<float> samples)
    {
        var strengths = new float[FrameCount(samples.Length)];
        Extract(samples, strengths);
        return strengths;
    }

    /// <summary>Computes the onset strengths of a clip. Allocates nothing in steady state.</summary>
    /// <param name="samples">Mono samples at the sample rate of the spectrogram, usually from -1 to 1.</param>
    /// <param name="destination">
    /// Receives one value per frame in decibels, zero or more. The length must be exactly <c>FrameCount(samples.Length)</c>. The first
    /// values are zero, because there is no earlier frame to compare with.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The destination has a different length, or a sample is not finite or its magnitude exceeds 1e14.
    /// </exception>
    public void Extract(ReadOnlySpan<float> samples, Span<float> destination)
    {
        int frames = FrameCount(samples.Length);
        if (destination.Length != frames)
        {
            throw new ArgumentException($"A clip of {Plural.Of(samples.Length, "sample")} has {Plural.Of(frames, "frame")}, but the destination has room for {Plural.Of(destination.Length, "value")}.", nameof(destination));
        }

        int length = checked(frames * _bands);
        float[] rented = ArrayPool<float>.Shared.Rent(length);
        try
        {
            Span<float> rows = rented.AsSpan(0, length);
            _extractor.Extract(samples, rows);
            destination.Clear();
            for (int frame = 1; frame + _shift < frames; frame++)
            {
                destination[frame + _shift] = Rise(rows.Slice((frame - 1) * _bands, 2 * _bands));
            }
        }
        finally
        {
            ArrayPool<float>.Shared.Return(rented);
        }
    }

    /// <summary>Computes the onset strength from two rows of decibels; overwrites the first row.</summary>
    [MethodImpl(HotLoop.Options)]
    private float Rise(Span<float> rows)
    {
        Span<float> before = rows[.._bands];
        ReadOnlySpan<float> after = rows[_bands..];
        Span<Vector<float>> beforeVectors = MemoryMarshal.Cast<float, Vector<float>>(before);
        ReadOnlySpan<Vector<float>> afterVectors = MemoryMarshal.Cast<float, Vector<float>>(after);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < beforeVectors.Length; i++)
        {
            beforeVectors[i] = Vector.Max(afterVectors[i] - beforeVectors[i], Vector<float>.Zero);
            sums += beforeVectors[i];
        }

        float sum = Vector.Sum(sums);
        for (int band = beforeVectors.Length * Vector<float>.Count; band < _bands; band++)
        {
            before[band] = MathF.Max(after[band] - before[band], 0);
            sum += before[band];
        }

        return Aggregate == OnsetAggregate.Median ? Median.Of(before) : sum / _bands;
    }
}

/// <summary>Specifies how the increases of all mel bands are combined into one onset strength.</summary>
public enum OnsetAggregate
{
    /// <summary>The mean. Default of librosa.onset.onset_strength and librosa.feature.tempo.</summary>
    Mean,

    /// <summary>The median: an onset counts if half the bands increase. Used by librosa.beat.beat_track.</summary>
    Median,
}
