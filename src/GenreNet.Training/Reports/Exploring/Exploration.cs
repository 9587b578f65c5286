using GenreNet.Core.Datasets;

namespace GenreNet.Training.Reports;

/// <summary>Represents the content of a dataset page, from audio or from features.</summary>
internal sealed record Exploration
{
    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Hash of the dataset's content.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The genres, sorted ordinally.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>The measured tracks, sorted ordinally by id.</summary>
    public required IReadOnlyList<ExploredTrack> Tracks { get; init; }

    /// <summary>Names of the measured features, such as <c>MFCC 1</c>; empty if there are too many to compare individually.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>Collective name of the features, such as <c>MFCCs</c>.</summary>
    public required string FeatureName { get; init; }

    /// <summary>One example track per genre, with pictures and audio.</summary>
    public required IReadOnlyList<GenreExample> Examples { get; init; }

    /// <summary>How the examples were chosen, in one sentence.</summary>
    public required string ExampleNote { get; init; }

    /// <summary>The tracks that could not be measured.</summary>
    public required IReadOnlyList<SkippedTrack> Skipped { get; init; }

    /// <summary>Further notes, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}

/// <summary>Represents an example track of a genre.</summary>
/// <param name="Genre">The genre.</param>
/// <param name="Track">Id of the track.</param>
/// <param name="Pictures">Pictures of the track.</param>
/// <param name="Clip">A clip of the track as a WAV file, or null.</param>
internal sealed record GenreExample(string Genre, string Track, IReadOnlyList<Picture> Pictures, byte[]? Clip = null);
