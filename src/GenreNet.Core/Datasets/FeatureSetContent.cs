using GenreNet.Core.Augmentation;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>Represents the arrays of a <see cref="FeatureSet"/>: features, and what belongs to each segment.</summary>
/// <remarks>Immutable, as long as the caller does not modify the arrays.</remarks>
/// <seealso cref="FeatureSet"/>
public sealed record FeatureSetContent
{
    /// <summary>Gets the features, <c>[segments, frames, coefficients]</c>, row-major; all finite.</summary>
    public required ReadOnlyMemory<float> Values { get; init; }

    /// <summary>Gets the index into <see cref="Genres"/> of each segment.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>Gets the track id of each segment; segments of a track are adjacent and in temporal order.</summary>
    public required IReadOnlyList<string> TrackIds { get; init; }

    /// <summary>Gets the genres, sorted ordinally.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>Gets the options that the features were extracted with.</summary>
    public required FeatureOptions Options { get; init; }

    /// <summary>Gets the name of the dataset.</summary>
    public required string DatasetName { get; init; }

    /// <summary>Gets the hash of the dataset's content.</summary>
    public required string DatasetFingerprint { get; init; }

    /// <summary>Gets the group of each segment, which a split keeps together; null if each track is a group of its own.</summary>
    public IReadOnlyList<string>? Groups { get; init; }

    /// <summary>Gets the split part that the dataset assigns to each segment; null if it assigns none.</summary>
    public IReadOnlyList<SplitPart?>? Parts { get; init; }

    /// <summary>
    /// Gets the augmented variant that each segment belongs to, 0 for the track itself; null if there are no augmented variants.
    /// </summary>
    public IReadOnlyList<int>? Variants { get; init; }

    /// <summary>Gets how the augmented variants were made; null if there are none, or if that is not known.</summary>
    public AugmentedVariants? Augmentation { get; init; }
}

/// <summary>Represents what belongs to each segment of a feature set, with all defaults filled in.</summary>
/// <param name="Labels">Index into <paramref name="Genres"/>.</param>
/// <param name="TrackIds">Track id.</param>
/// <param name="Groups">Group that a split keeps together.</param>
/// <param name="Parts">Split part that the dataset assigns; null if it assigns none.</param>
/// <param name="Variants">Augmented variant; 0 for the track itself.</param>
/// <param name="Genres">The genres, sorted ordinally.</param>
/// <param name="Options">Options that the features were extracted with.</param>
/// <param name="DatasetName">Name of the dataset.</param>
/// <param name="DatasetFingerprint">Hash of the dataset's content.</param>
internal sealed record SegmentColumns(
    int[] Labels,
    string[] TrackIds,
    IReadOnlyList<string> Groups,
    IReadOnlyList<SplitPart?> Parts,
    int[] Variants,
    IReadOnlyList<string> Genres,
    FeatureOptions Options,
    string DatasetName,
    string DatasetFingerprint)
{
    /// <summary>Gets how the augmented variants were made; null if there are none, or if that is not known.</summary>
    public AugmentedVariants? Augmentation { get; init; }
}
