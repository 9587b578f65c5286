using GenreNet.Core.Datasets;
using GenreNet.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Cross entropy of a batch, with what the settings add to it.</summary>
/// <remarks>Label smoothing: Szegedy et al., "Rethinking the Inception architecture for computer vision" (2016).</remarks>
internal sealed class BatchLoss : IDisposable
{
    private readonly double _smoothing;
    private readonly Tensor? _weights;

    /// <summary>Prepares it.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="data">All features.</param>
    /// <param name="training">The training segments, which genres are counted in.</param>
    public BatchLoss(TrainingOptions options, FeatureSet data, IReadOnlyList<int> training)
    {
        _smoothing = options.LabelSmoothing;
        _weights = options.BalanceGenres ? tensor(Weights(data, training)).DetachFromDisposeScope() : null;
    }

    /// <summary>Weights of genres that make all weigh the same together: inversely proportional to their segments, one on average over segments.</summary>
    public static float[] Weights(FeatureSet data, IReadOnlyList<int> training)
    {
        int[] counts = new int[data.Genres.Count];
        foreach (int segment in training)
        {
            counts[data.Labels[segment]]++;
        }

        int present = counts.Count(c => c > 0);
        return [.. counts.Select(c => c == 0 ? 0 : (float)((double)training.Count / (present * c)))];
    }

    /// <summary>The mean loss of a batch.</summary>
    /// <param name="logits"><c>[segments, genres]</c>.</param>
    /// <param name="batch">The labels.</param>
    public Tensor Of(Tensor logits, Batch batch)
    {
        Tensor loss = Of(logits, batch.Labels);
        if (batch.MixedLabels is null)
        {
            return loss;
        }

        using Scalar share = batch.Share.ToScalar();
        using Scalar rest = (1 - batch.Share).ToScalar();
        return loss.mul(share).Plus(Of(logits, batch.MixedLabels).mul(rest));
    }

    /// <inheritdoc/>
    public void Dispose() => _weights?.Dispose();

    private Tensor Of(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels, _weights, label_smoothing: _smoothing);
}
