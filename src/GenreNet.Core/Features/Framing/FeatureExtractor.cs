using GenreNet.Core.Audio;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Computes one or several features frame by frame, with librosa's definitions, in one pass over the audio.</summary>
/// <remarks>
/// <c>new FeatureExtractor(new ChromaOptions())</c> produces rows of 12 values, <c>new FeatureExtractor(new MfccOptions(), new
/// RmsOptions())</c> rows of 13 + 1. Features with the same spectrum settings share the spectra. Immutable and thread-safe: create one and
/// share it.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
///
/// var extractor = new FeatureExtractor(new MfccOptions { CoefficientCount = 20 }, new ChromaOptions(), new RmsOptions());
/// AudioBuffer clip = AudioBuffer.Load("song.wav", sampleRate: 22050);
/// float[] rows = extractor.Extract(clip.Samples.Span);    // [frames, 20 + 12 + 1], row-major
/// </code>
/// </example>
/// <seealso cref="FrameOptions"/>
/// <seealso cref="FeaturePipeline"/>
/// <seealso cref="MfccExtractor"/>
/// <seealso cref="DeltaExtractor"/>
public sealed unsafe class FeatureExtractor
{
    // Cells of a clip up to this size are kept between the two steps; for longer clips, recomputing them is cheaper than the memory.
    private const long MostKeptBytes = 64 << 20;

    private readonly FeaturePlan _plan;

    /// <summary>Initializes an extractor and computes its tables.</summary>
    /// <param name="features">Settings of one or more features, with equal sample rates and hop lengths.</param>
    /// <exception cref="ArgumentException">
    /// There are no features, settings are out of range, or the features' frames are not aligned.
    /// </exception>
    public FeatureExtractor(params IReadOnlyList<FrameOptions> features)
    {
        ArgumentNullException.ThrowIfNull(features);
        if (features.Count == 0 || features.Contains(null!))
        {
            throw new ArgumentException("Specify the options of at least one feature.", nameof(features));
        }

        foreach (FrameOptions feature in features)
        {
            feature.Validate();
            RequireSameFrames(features[0], feature);
        }

        Features = [.. features];
        _plan = new FeaturePlan(Features);
    }

    /// <summary>Gets the feature settings, in the order of the values.</summary>
    public IReadOnlyList<FrameOptions> Features { get; }

    /// <summary>Gets the number of values per frame: those of the first feature, then those of the second, and so on.</summary>
    public int ValueCount => _plan.ValueCount;

    /// <summary>Gets the number of frames in a clip.</summary>
    /// <param name="sampleCount">Length of the clip in samples, zero or more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The count is negative.</exception>
    public int FrameCount(int sampleCount) => Features[0].FrameCount(sampleCount);

    /// <summary>Computes the features of a clip.</summary>
    /// <param name="samples">
    /// Mono samples at the sample rate of the options, usually from -1 to 1. An empty clip has one frame of silence.
    /// </param>
    /// <returns>Features, <c>[frames, values]</c>, in row-major order.</returns>
    /// <exception cref="ArgumentException">A sample is not finite or its magnitude exceeds 1e14.</exception>
    public float[] Extract(ReadOnlySpan<float> samples)
    {
        var rows = new float[checked(FrameCount(samples.Length) * ValueCount)];
        Extract(samples, rows);
        return rows;
    }

    /// <summary>Computes the features of a clip. Allocates nothing in steady state, except for chroma with estimated tuning.</summary>
    /// <param name="samples">
    /// Mono samples at the sample rate of the options, usually from -1 to 1. An empty clip has one frame of silence.
    /// </param>
    /// <param name="destination">
    /// Receives <c>[frames, values]</c> in row-major order. The length must be exactly <c>FrameCount(samples.Length) * ValueCount</c>.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The destination has a different length, or a sample is not finite or its magnitude exceeds 1e14.
    /// </exception>
    public void Extract(ReadOnlySpan<float> samples, Span<float> destination)
    {
        int frames = FrameCount(samples.Length);
        if (destination.Length != (long)frames * ValueCount)
        {
            throw new ArgumentException(
                $"A clip of {Plural.Of(samples.Length, "sample")} has {Plural.Of(frames, "frame")} of {Plural.Of(ValueCount, "value")}, but the destination has room for {Plural.Of(destination.Length, "value")}.",
                nameof(destination));
        }

        int problem = SampleRange.IndexOfOutside(samples);
        if (problem >= 0)
        {
            throw new ArgumentException($"Sample {problem} is {samples[problem]}, not a number from {-SampleRange.Largest} to {SampleRange.Largest}.", nameof(samples));
        }

        int blocks = (frames + LaneFrames.Count - 1) / LaneFrames.Count;
        bool needsCells = _plan.IsRelativeToClip && !_plan.FinishesBeforeClip;
        bool keepsCells = needsCells && (long)blocks * _plan.CellCount * LaneFrames.Count * sizeof(float) <= MostKeptBytes;
        using var pass = new FramePass(_plan, keepsCells ? blocks : 0);
        fixed (float* first = samples)
        {
            var window = new SampleWindow((nint)first, 0, samples.Length, samples.Length);
            if (_plan.FinishesBeforeClip)
            {
                pass.MeasureAndFinish(window, 0, frames, destination);
                pass.Limit(frames, destination);
                return;
            }

            if (_plan.IsRelativeToClip)
            {
                pass.Measure(window, 0, frames);
            }

            pass.Finish(window, 0, frames, destination);
        }
    }

    /// <summary>
    /// Computes the features of audio of any length in the memory of a few seconds. The values equal those of the complete clip.
    /// </summary>
    /// <param name="open">
    /// Opens the audio at its start, at any sample rate; this method closes it. Called once, or twice if a feature is relative to the
    /// complete clip (decibels below its loudest cell, its tuning).
    /// </param>
    /// <param name="receive">
    /// Receives rows in order of time, <c>[frames, values]</c>, in blocks of varying length. The span is valid only during the call.
    /// </param>
    /// <param name="progress">Receives progress reports; null for none.</param>
    /// <param name="cancellationToken">Cancels within a few seconds of audio.</param>
    /// <returns>The total number of frames.</returns>
    /// <exception cref="AudioFormatException">The audio is damaged and cannot be decoded.</exception>
    public long Extract(
        Func<AudioReader> open,
        Action<ReadOnlySpan<float>> receive,
        IProgress<AudioProgress>? progress = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(open);
        ArgumentNullException.ThrowIfNull(receive);
        using var pass = new FramePass(_plan, keptBlocks: 0);
        int passes = _plan.IsRelativeToClip ? 2 : 1;
        if (_plan.IsRelativeToClip)
        {
            using AudioReader audio = open().ResampledTo(Features[0].SampleRate);
            var windows = new FrameWindows(audio, Features);
            while (windows.Next())
            {
                cancellationToken.ThrowIfCancellationRequested();
                pass.Measure(windows.Window, windows.FirstFrame, windows.FrameCount);
                Report(progress, audio, windows, 1, passes);
            }
        }

        return Finish(pass, open, receive, progress, passes, cancellationToken);
    }

    private long Finish(
        FramePass pass,
        Func<AudioReader> open,
        Action<ReadOnlySpan<float>> receive,
        IProgress<AudioProgress>? progress,
        int passes,
        CancellationToken cancellationToken)
    {
        using AudioReader audio = open().ResampledTo(Features[0].SampleRate);
        var windows = new FrameWindows(audio, Features);
        float[] rows = [];
        while (windows.Next())
        {
            cancellationToken.ThrowIfCancellationRequested();
            int length = windows.FrameCount * ValueCount;
            rows = rows.Length >= length ? rows : new float[length];
            pass.Finish(windows.Window, windows.FirstFrame, windows.FrameCount, rows);
            receive(rows.AsSpan(0, length));
            Report(progress, audio, windows, passes, passes);
        }

        return windows.FirstFrame;
    }

    /// <summary>
    /// Reports progress. Each of two passes counts as half of the work; if the duration is unknown, reports the position within the current
    /// pass.
    /// </summary>
    private static void Report(IProgress<AudioProgress>? progress, AudioReader audio, FrameWindows windows, int pass, int passes)
    {
        double rate = audio.SampleRate;
        TimeSpan processed = TimeSpan.FromSeconds(windows.SampleCount / rate);
        TimeSpan? duration = audio.SampleCount is long count ? TimeSpan.FromSeconds(count / rate) : null;
        progress?.Report(new AudioProgress(duration is TimeSpan whole ? (processed + (whole * (pass - 1))) / passes : processed, duration));
    }

    private static void RequireSameFrames(FrameOptions first, FrameOptions other)
    {
        bool isCentred = other.Padding != FramePadding.None;
        bool lieAlike = (first.Padding != FramePadding.None) == isCentred && (isCentred || first.FrameSpan == other.FrameSpan);
        bool haveEqualSteps = first.SampleRate == other.SampleRate && first.HopLength == other.HopLength;
        if (!haveEqualSteps || !lieAlike || first.LostSamples != other.LostSamples)
        {
            throw new ArgumentException(
                "Features of one extractor must have the same sample rate, hop length, centring and pre-emphasis: "
                + "use two extractors.");
        }
    }
}
