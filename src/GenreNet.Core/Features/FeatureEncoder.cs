namespace GenreNet.Core.Features;

/// <summary>
/// Computes the embedding of one segment, for example with a pretrained network. May be called by several threads at once.
/// </summary>
/// <param name="features">Features of the segment, <c>[frames, coefficients]</c> of <see cref="FeatureOptions.Source"/>.</param>
/// <param name="embedding">Receives <see cref="FeatureEncoder.Size"/> numbers.</param>
public delegate void SegmentEncoder(ReadOnlySpan<float> features, Span<float> embedding);

/// <summary>
/// Identifies the encoder that computes embeddings (<see cref="FeatureKind.Embedding"/>). Equal encoders compute equal embeddings.
/// </summary>
/// <remarks>Immutable.</remarks>
public sealed record FeatureEncoder
{
    /// <summary>Gets the name, such as "mn04".</summary>
    public required string Name { get; init; }

    /// <summary>Gets the SHA-256 of the weights in hexadecimal; empty for embeddings that another program computed.</summary>
    public string Sha256 { get; init; } = string.Empty;

    /// <summary>Gets the number of values in an embedding, 1 or more.</summary>
    public required int Size { get; init; }
}
