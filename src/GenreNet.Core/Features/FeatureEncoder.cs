namespace GenreNet.Core.Features;

/// <summary>Computes the embedding of one segment, as a pretrained network does. Called by several threads at once.</summary>
/// <param name="features">The features of the segment, <c>[frames, coefficients]</c> of <see cref="FeatureOptions.Source"/>.</param>
/// <param name="embedding">Receives <see cref="FeatureEncoder.Size"/> numbers.</param>
public delegate void SegmentEncoder(ReadOnlySpan<float> features, Span<float> embedding);

/// <summary>Identifies what computes embeddings (<see cref="FeatureKind.Embedding"/>): equal encoders give equal embeddings.</summary>
public sealed record FeatureEncoder
{
    /// <summary>The name, such as "mn04".</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the weights in hexadecimal digits; empty for embeddings that another program computed.</summary>
    public string Sha256 { get; init; } = string.Empty;

    /// <summary>Numbers of an embedding, 1 or more.</summary>
    public required int Size { get; init; }
}
