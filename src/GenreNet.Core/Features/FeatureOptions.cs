using System.Text.Json.Serialization;
using GenreNet.Core.Features.Framing;
using GenreNet.Core.Features.Mel;
using GenreNet.Core.Features.Spectrum;
using GenreNet.Core.Features.Summary;

namespace GenreNet.Core.Features;

/// <summary>How a clip becomes the arrays that a network sees. Travels with caches and models; equal options give equal features.</summary>
public sealed record FeatureOptions
{
    /// <summary>Segments of 3 s at 22 050 Hz: 130 frames of 13 coefficients each.</summary>
    public static FeatureOptions Default { get; } = new();

    /// <summary>Segments of up to 30 s at 22 050 Hz, each one row of 52 means and variances.</summary>
    public static FeatureOptions Summaries { get; } = new() { Kind = FeatureKind.Summary, SegmentSeconds = 30 };

    /// <summary>Segments of 3 s at 22 050 Hz: 130 frames of 64 mel bands in decibels each.</summary>
    public static FeatureOptions LogMels { get; } = new() { Kind = FeatureKind.LogMel, LogMel = MelSpectrogramOptions.LogMel with { MelCount = 64 } };

    /// <summary>
    /// Segments of 10 s at 32 000 Hz, as in AudioSet: 1000 frames of 128 mel bands each, as EfficientAT's networks expect them.
    /// </summary>
    public static FeatureOptions EfficientAtMels { get; } = new()
    {
        Kind = FeatureKind.EfficientAtMel,
        LogMel = MelSpectrogramOptions.EfficientAt,
        SegmentSeconds = 10,
    };

    /// <summary>Segments of 2.976 s at 16 000 Hz: the 187 frames of 96 mel bands that musicnn's networks take at a time.</summary>
    /// <remarks>
    /// musicnn's own patches start every 61 frames: a <see cref="SegmentWindow"/> with a hop of 15 616 samples (0.976 s).
    /// </remarks>
    public static FeatureOptions MusicnnMels { get; } = new()
    {
        Kind = FeatureKind.MusicnnMel,
        LogMel = MelSpectrogramOptions.Musicnn,
        SegmentSeconds = 2.976,
    };

    /// <summary>What the network is given. Default MFCCs, also where files made before there was a choice do not say.</summary>
    public FeatureKind Kind { get; init; } = FeatureKind.Mfcc;

    /// <summary>The settings of the coefficients; of other kinds, which do without, the default ones.</summary>
    public MfccOptions Mfcc { get; init; } = MfccOptions.Default;

    /// <summary>
    /// The settings of the mel bands of <see cref="FeatureKind.LogMel"/>, <see cref="FeatureKind.EfficientAtMel"/> and
    /// <see cref="FeatureKind.MusicnnMel"/>; null, the default, for other kinds.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public MelSpectrogramOptions? LogMel { get; init; }

    /// <summary>Length of a segment in seconds, above zero. Default 3.</summary>
    public double SegmentSeconds { get; init; } = 3;

    /// <summary>What becomes of the samples after the last whole segment. Default: dropped.</summary>
    public TailPolicy Tail { get; init; } = TailPolicy.Drop;

    /// <summary>Rate that audio is converted to, in Hz.</summary>
    [JsonIgnore]
    public int SampleRate => Frames?.SampleRate ?? SummaryOptions.Gtzan.SampleRate;

    /// <summary>Length of a segment in samples, rounded to the nearest.</summary>
    [JsonIgnore]
    public int SegmentLength => (int)Math.Round(SegmentSeconds * SampleRate);

    /// <summary>
    /// The least audio in seconds that training makes a segment of: a whole segment of frames, but one second (or a shorter segment) of a
    /// summary, because means and variances of a clip that ends early are those of what is there.
    /// </summary>
    [JsonIgnore]
    public double ShortestSeconds => Kind == FeatureKind.Summary ? Math.Min(1, SegmentSeconds) : SegmentSeconds;

    /// <summary>Frames of a segment, 1 of a summary: the middle axis of the arrays.</summary>
    [JsonIgnore]
    public int FrameCount => Frames?.FrameCount(SegmentLength) ?? 1;

    /// <summary>Coefficients (or bands) of a frame, 52 of a summary: the last axis of the arrays.</summary>
    [JsonIgnore]
    public int CoefficientCount => Frames?.ValueCount ?? SummaryExtractor.ColumnNames.Count;

    /// <summary>Numbers of a segment.</summary>
    [JsonIgnore]
    public int ValuesPerSegment => FrameCount * CoefficientCount;

    /// <summary>What is computed frame by frame; null of a summary.</summary>
    internal FrameOptions? Frames => Kind switch
    {
        FeatureKind.Summary => null,
        FeatureKind.Mfcc => Mfcc,
        _ => LogMel,
    };

    /// <summary>The settings that a kind is defined by; null where they can be chosen.</summary>
    private MelSpectrogramOptions? FixedMel => Kind switch
    {
        FeatureKind.EfficientAtMel => MelSpectrogramOptions.EfficientAt,
        FeatureKind.MusicnnMel => MelSpectrogramOptions.Musicnn,
        _ => null,
    };

    /// <summary>Where a segment begins in its clip.</summary>
    /// <param name="segment">Segment, from 0.</param>
    public TimeSpan SegmentStart(int segment) => TimeSpan.FromSeconds((double)segment * SegmentLength / SampleRate);

    /// <summary>Where a segment ends in its clip: before its full length where the clip ends earlier.</summary>
    /// <param name="segment">Segment, from 0.</param>
    /// <param name="duration">Length of the clip.</param>
    public TimeSpan SegmentEnd(int segment, TimeSpan duration)
    {
        TimeSpan end = SegmentStart(segment + 1);
        return end < duration ? end : duration;
    }

    /// <summary>Checks that the settings are in range and fit together.</summary>
    /// <exception cref="ArgumentException">They do not; the message says which and why.</exception>
    public void Validate()
    {
        if (Mfcc is null)
        {
            throw new ArgumentException("The feature options lack the settings of the coefficients.");
        }

        if (!Enum.IsDefined(Kind))
        {
            throw new ArgumentException($"The features must be {string.Join(", ", Enum.GetNames<FeatureKind>())}, not {Kind}.");
        }

        if ((Kind is FeatureKind.Mfcc or FeatureKind.Summary) != (LogMel is null))
        {
            throw new ArgumentException("The settings of mel bands belong to features made of mel bands and to them alone.");
        }

        Mfcc.Validate();
        if (Kind != FeatureKind.Mfcc && Mfcc != MfccOptions.Default)
        {
            throw new ArgumentException($"{Kind} features hold no MFCCs: leave their settings at the default.");
        }

        LogMel?.Validate();
        if (Kind == FeatureKind.LogMel && LogMel is { Scale: not SpectrumScale.Decibels })
        {
            throw new ArgumentException($"Log-mel features are in decibels, not {LogMel.Scale}.");
        }

        if (FixedMel is { } mel && LogMel != mel)
        {
            throw new ArgumentException(
                $"{Kind} features have the settings that the pretrained networks were trained with: "
                + "leave those of the mel bands as the preset has them.");
        }

        if (!(SegmentSeconds > 0 && SegmentSeconds <= 3600) || SegmentLength < 1)
        {
            throw new ArgumentException($"A segment must last from one sample to 3600 seconds, not {SegmentSeconds} s.");
        }

        if (!Enum.IsDefined(Tail))
        {
            throw new ArgumentException($"The tail policy must be Drop or Pad, not {Tail}.");
        }
    }
}
