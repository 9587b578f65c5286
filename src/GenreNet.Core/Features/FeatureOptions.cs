using System.Text.Json.Serialization;
using GenreNet.Core.Features.Mel;

namespace GenreNet.Core.Features;

/// <summary>How a clip becomes the arrays that a network sees. Travels with caches and models; equal options give equal features.</summary>
public sealed record FeatureOptions
{
    /// <summary>Segments of 3 s at 22 050 Hz: 130 frames of 13 coefficients each.</summary>
    public static FeatureOptions Default { get; } = new();

    /// <summary>The settings of the coefficients.</summary>
    public MfccOptions Mfcc { get; init; } = MfccOptions.Default;

    /// <summary>Length of a segment in seconds, above zero. Default 3.</summary>
    public double SegmentSeconds { get; init; } = 3;

    /// <summary>What becomes of the samples after the last whole segment. Default: dropped.</summary>
    public TailPolicy Tail { get; init; } = TailPolicy.Drop;

    /// <summary>Length of a segment in samples, rounded to the nearest.</summary>
    [JsonIgnore]
    public int SegmentLength => (int)Math.Round(SegmentSeconds * Mfcc.SampleRate);

    /// <summary>Frames of a segment: the middle axis of the arrays.</summary>
    [JsonIgnore]
    public int FrameCount => Mfcc.FrameCount(SegmentLength);

    /// <summary>Coefficients of a frame: the last axis of the arrays.</summary>
    [JsonIgnore]
    public int CoefficientCount => Mfcc.CoefficientCount;

    /// <summary>Numbers of a segment.</summary>
    [JsonIgnore]
    public int ValuesPerSegment => FrameCount * CoefficientCount;

    /// <summary>Where a segment begins in its clip.</summary>
    /// <param name="segment">Segment, from 0.</param>
    public TimeSpan SegmentStart(int segment) => TimeSpan.FromSeconds((double)segment * SegmentLength / Mfcc.SampleRate);

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

        Mfcc.Validate();
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
