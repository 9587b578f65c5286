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

    /// <summary>What the network is given. Default MFCCs, also where files made before there was a choice do not say.</summary>
    public FeatureKind Kind { get; init; } = FeatureKind.Mfcc;

    /// <summary>The settings of the coefficients; of other kinds, which do without, the default ones.</summary>
    public MfccOptions Mfcc { get; init; } = MfccOptions.Default;

    /// <summary>The settings of mel bands in decibels; null, the default, for other kinds.</summary>
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
        FeatureKind.LogMel => LogMel,
        _ => Mfcc,
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

        if ((Kind == FeatureKind.LogMel) != (LogMel is not null))
        {
            throw new ArgumentException("The settings of mel bands belong to log-mel features and to them alone.");
        }

        Mfcc.Validate();
        if (Kind != FeatureKind.Mfcc && Mfcc != MfccOptions.Default)
        {
            throw new ArgumentException($"{Kind} features hold no MFCCs: leave their settings at the default.");
        }

        LogMel?.Validate();
        if (LogMel is { Scale: not SpectrumScale.Decibels })
        {
            throw new ArgumentException($"Log-mel features are in decibels, not {LogMel.Scale}.");
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
