using GenreNet.Core.Datasets;

namespace GenreNet.Training.Reports;

/// <summary>A dataset as its page shows it, wherever it came from: audio or features.</summary>
internal sealed record Exploration
{
    /// <summary>Name of the dataset.</summary>
    public required string Dataset { get; init; }

    /// <summary>Hash of its content.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The genres, sorted ordinally.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>The tracks that could be measured, sorted ordinally by id.</summary>
    public required IReadOnlyList<ExploredTrack> Tracks { get; init; }

    /// <summary>What was measured of each track, such as <c>MFCC 1</c>; none where there is too much to compare number by number.</summary>
    public required IReadOnlyList<string> Features { get; init; }

    /// <summary>What the features are called together, such as <c>MFCCs</c>.</summary>
    public required string FeatureName { get; init; }

    /// <summary>A track of each genre to look at and listen to.</summary>
    public required IReadOnlyList<GenreExample> Examples { get; init; }

    /// <summary>How the examples were chosen, as a sentence.</summary>
    public required string ExampleNote { get; init; }

    /// <summary>The tracks that could not be measured.</summary>
    public required IReadOnlyList<SkippedTrack> Skipped { get; init; }

    /// <summary>What else has to be known, one sentence each.</summary>
    public required IReadOnlyList<string> Notes { get; init; }
}
