namespace GenreNet.Catalogue;

/// <summary>Represents the result of one track of a catalogue.</summary>
/// <remarks>Immutable. Two rows are equal if their contents are equal.</remarks>
public sealed record CatalogueRow
{
    /// <summary>Gets the path or address of the track, as the catalogue lists it.</summary>
    public required string Path { get; init; }

    /// <summary>Gets the most likely genre, or <c>unknown</c>; null if there is an <see cref="Error"/>.</summary>
    public string? Genre { get; init; }

    /// <summary>Gets the probability of the most likely genre, 0 to 1; null if there is an <see cref="Error"/>.</summary>
    public float? Confidence { get; init; }

    /// <summary>Gets the most likely genres, most likely first. Empty for a silent track and if there is an <see cref="Error"/>.</summary>
    public IReadOnlyList<string> TopGenres { get; init; } = [];

    /// <summary>Gets the probabilities of <see cref="TopGenres"/>, in the same order.</summary>
    public ReadOnlyMemory<float> TopProbabilities { get; init; }

    /// <summary>Gets whether no genre can be named; null if there is an <see cref="Error"/>.</summary>
    public bool? IsUnknown { get; init; }

    /// <summary>Gets the problems found in the audio, one sentence each.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>Gets the length of the track in seconds; null if there is an <see cref="Error"/>.</summary>
    public double? DurationSeconds { get; init; }

    /// <summary>Gets the 13 mean MFCCs, loudness first; empty if the track is silent, has an error, or the model has no MFCCs.</summary>
    public ReadOnlyMemory<float> MfccMeans { get; init; }

    /// <summary>Gets the embedding; empty without <c>--embeddings</c>, if the track is silent, and if there is an error.</summary>
    public ReadOnlyMemory<float> Embedding { get; init; }

    /// <summary>Gets the name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the SHA-256 of the model file in lower-case hexadecimal.</summary>
    public required string ModelSha256 { get; init; }

    /// <summary>Gets why the track could not be classified, as one sentence; null if it was.</summary>
    public string? Error { get; init; }

    /// <inheritdoc/>
    public bool Equals(CatalogueRow? other) => other is not null
        && Path == other.Path
        && Genre == other.Genre
        && Nullable.Equals(Confidence, other.Confidence)
        && TopGenres.SequenceEqual(other.TopGenres)
        && TopProbabilities.Span.SequenceEqual(other.TopProbabilities.Span)
        && IsUnknown == other.IsUnknown
        && Warnings.SequenceEqual(other.Warnings)
        && Nullable.Equals(DurationSeconds, other.DurationSeconds)
        && MfccMeans.Span.SequenceEqual(other.MfccMeans.Span)
        && Embedding.Span.SequenceEqual(other.Embedding.Span)
        && Model == other.Model
        && ModelSha256 == other.ModelSha256
        && Error == other.Error;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, Genre, Confidence, DurationSeconds, Error);
}
