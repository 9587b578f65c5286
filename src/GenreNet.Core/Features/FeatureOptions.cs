using System.Text.Json.Serialization;
using GenreNet.Core.Features.Mel;
using GenreNet.Core.Features.Summary;

namespace GenreNet.Core.Features;

/// <summary>How a clip becomes the arrays that a network sees. Travels with caches and models; equal options give equal features.</summary>
public sealed record FeatureOptions
{
    /// <summary>Segments of 3 s at 22 050 Hz: 130 frames of 13 coefficients each.</summary>
    public static FeatureOptions Default { get; } = new();

    /// <summary>Segments of up to 30 s at 22 050 Hz, each one row of 52 means and variances.</summary>
    public static FeatureOptions Summaries { get; } = new() { Kind = FeatureKind.Summary, SegmentSeconds = 30 };

    /// <summary>What the network is given. Default MFCCs, also where files made before there was a choice do not say.</summary>
    public FeatureKind Kind { get; init; } = FeatureKind.Mfcc;

    /// <summary>The settings of the coefficients; of a summary, which has its own, the default ones.</summary>
    public MfccOptions Mfcc { get; init; } = MfccOptions.Default;

    /// <summary>Length of a segment in seconds, above zero. Default 3.</summary>
    public double SegmentSeconds { get; init; } = 3;

    /// <summary>What becomes of the samples after the last whole segment. Default: dropped.</summary>
    public TailPolicy Tail { get; init; } = TailPolicy.Drop;

    /// <summary>Rate that audio is converted to, in Hz.</summary>
    [JsonIgnore]
    public int SampleRate => Kind == FeatureKind.Summary ? SummaryOptions.Gtzan.SampleRate : Mfcc.SampleRate;

    /// <summary>Length of a segment in samples, rounded to the nearest.</summary>
    [JsonIgnore]
    public int SegmentLength => (int)Math.Round(SegmentSeconds * SampleRate);

    /// <summary>
    /// The least audio in seconds that training makes a segment of: a whole segment of MFCCs, but one second (or a shorter segment) of a
    /// summary, because means and variances of a clip that ends early are those of what is there.
    /// </summary>
    [JsonIgnore]
    public double ShortestSeconds => Kind == FeatureKind.Summary ? Math.Min(1, SegmentSeconds) : SegmentSeconds;

    /// <summary>Frames of a segment, 1 of a summary: the middle axis of the arrays.</summary>
    [JsonIgnore]
    public int FrameCount => Kind == FeatureKind.Summary ? 1 : Mfcc.FrameCount(SegmentLength);

    /// <summary>Coefficients of a frame, 52 of a summary: the last axis of the arrays.</summary>
    [JsonIgnore]
    public int CoefficientCount => Kind == FeatureKind.Summary ? SummaryExtractor.ColumnNames.Count : Mfcc.CoefficientCount;

    /// <summary>Numbers of a segment.</summary>
    [JsonIgnore]
    public int ValuesPerSegment => FrameCount * CoefficientCount;

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
            throw new ArgumentException($"The features must be Mfcc or Summary, not {Kind}.");
        }

        Mfcc.Validate();
        if (Kind == FeatureKind.Summary && Mfcc != MfccOptions.Default)
        {
            throw new ArgumentException("The coefficients of a summary are fixed: leave their settings at the default.");
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
