namespace GenreNet.Extensions.AI;

/// <summary>Specifies how a <see cref="GenreEmbeddingGenerator"/> works.</summary>
/// <remarks>Immutable.</remarks>
public sealed record GenreEmbeddingOptions
{
    /// <summary>
    /// Gets whether embeddings are scaled to length 1, so that their dot product is the cosine similarity. Default true. The results of
    /// <c>genrenet classify --embeddings</c> are not scaled.
    /// </summary>
    public bool Normalize { get; init; } = true;

    /// <summary>
    /// Gets whether silent audio has an embedding of zeros. Default false: silent audio is an <see cref="Core.AudioFormatException"/>,
    /// because the cosine similarity to zeros is not defined.
    /// </summary>
    public bool ZerosForSilence { get; init; }

    /// <summary>Gets the maximum number of inputs of a call that are processed at a time, 1 or more. Null, the default: one per processor.</summary>
    public int? MaxParallelism { get; init; }

    /// <summary>Gets the maximum duration of the audio, above zero; longer audio is rejected. Null, the default, sets no limit.</summary>
    public TimeSpan? MaxDuration { get; init; }
}
