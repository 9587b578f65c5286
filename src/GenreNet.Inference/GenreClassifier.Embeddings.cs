namespace GenreNet.Inference;

public sealed partial class GenreClassifier
{
    /// <summary>
    /// Computes the embeddings of segments whose features have been extracted: see <see cref="GenrePrediction.Embedding"/>.
    /// </summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c>, extracted with the card's options, not standardised.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns><c>[segments, <see cref="EmbeddingSize"/>]</c>, row-major; empty if the model has no embedding.</returns>
    /// <exception cref="ArgumentException">The length is not a multiple of the segment size.</exception>
    /// <exception cref="ObjectDisposedException">The classifier has been disposed.</exception>
    public float[] EmbedFeatures(ReadOnlyMemory<float> features, CancellationToken cancellationToken = default)
    {
        int segmentSize = Card.Features.ValuesPerSegment;
        return features.Length % segmentSize == 0
            ? _clips.Embed(features, cancellationToken)
            : throw new ArgumentException($"The number of values, {features.Length}, must be a multiple of the segment size, {segmentSize}.", nameof(features));
    }
}
