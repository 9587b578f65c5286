using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Inference;

namespace GenreNet.Browser;

/// <summary>Represents a clip that the worker has opened, and what the result contains.</summary>
internal sealed record ClipRequest
{
    /// <summary>Gets the name of the clip in messages.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the size of the file in bytes; null if the clip is samples.</summary>
    public long? Bytes { get; init; }

    /// <summary>Gets the number of mono samples; null if the clip is a file.</summary>
    public long? Samples { get; init; }

    /// <summary>Gets the sample rate of the samples in Hz.</summary>
    public int SampleRate { get; init; }

    /// <summary>Gets the maximum number of genres in the ranking; null for all.</summary>
    public int? Top { get; init; }

    /// <summary>Gets whether the result contains a timeline.</summary>
    public bool Timeline { get; init; } = true;

    /// <summary>Gets the approximate length of the timeline's segments in seconds; null for the model's own segments.</summary>
    public double? TimelineSeconds { get; init; }

    /// <summary>Gets whether the worker receives the samples for the pictures of the clip.</summary>
    public bool Pictures { get; init; }

    /// <summary>Gets the options of the classification.</summary>
    public ClassificationOptions Options => new() { Top = Top, IncludeTimeline = Timeline };

    /// <summary>Reads a request.</summary>
    public static ClipRequest Parse(string json) => JsonSerializer.Deserialize(json, BrowserJson.Default.ClipRequest)!;

    /// <summary>Returns the options of a second pass for a timeline of shorter segments; null if the model does not support it.</summary>
    public ClassificationOptions? Finer(FeatureOptions features) =>
        Timeline && features.Kind == FeatureKind.Summary && TimelineSeconds < features.SegmentSeconds
            ? Options with { SegmentDuration = TimeSpan.FromSeconds(Math.Max(TimelineSeconds.Value, features.ShortestSeconds)) }
            : null;

    /// <summary>Opens the clip at its first sample, and passes the samples that are read to the worker if it draws them.</summary>
    /// <exception cref="AudioFormatException">The file is not audio, is empty, or is damaged and cannot be decoded.</exception>
    /// <exception cref="ForeignFormatException">The browser may be able to decode the file.</exception>
    public AudioReader Open()
    {
        AudioReader audio = Samples is long count
            ? new SampleReader(Name, SampleRate, count)
            : AudioFile.OpenOwn(new BlobStream(Bytes ?? 0), Name) ?? throw new ForeignFormatException();
        return Pictures ? new DrawnReader(audio) : audio;
    }
}

/// <summary>Represents a file in a format that GenreNet does not decode itself: the page passes it to the browser's decoder.</summary>
internal sealed class ForeignFormatException : Exception;
