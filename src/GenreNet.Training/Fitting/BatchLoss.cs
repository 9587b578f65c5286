using GenreNet.Core.Datasets;
using GenreNet.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;
using TensorPrimitives = System.Numerics.Tensors.TensorPrimitives;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Computes the loss that training minimises: the cross entropy of a batch, with class weights, label smoothing, mixup and teacher targets
/// as the settings require; the error of predicting the teachers' embeddings; and the L2 penalty of the layers.
/// </summary>
/// <remarks>Label smoothing: Szegedy et al., "Rethinking the Inception architecture for computer vision" (2016).</remarks>
internal sealed class BatchLoss : IDisposable
{
    private const int SummedAtOnce = 1024;

    private readonly double _smoothing;
    private readonly TeachingOptions? _teaching;
    private readonly Tensor? _weights;
    private readonly bool _isOnCpu;

    /// <summary>Prepares the loss.</summary>
    /// <param name="options">The training settings.</param>
    /// <param name="data">The features and labels of all segments.</param>
    /// <param name="training">The training segments, by index; genre weights are computed from their labels.</param>
    /// <param name="device">The device of network and batches; null for the CPU.</param>
    public BatchLoss(TrainingOptions options, FeatureSet data, IReadOnlyList<int> training, Device? device = null)
    {
        _isOnCpu = device is null;
        _smoothing = options.LabelSmoothing;
        _teaching = options.Teaching;
        _weights = options.BalanceGenres ? tensor(Weights(data, training), device: device).DetachFromDisposeScope() : null;
    }

    /// <summary>
    /// Computes genre weights that give all genres the same total weight: inversely proportional to their segment counts, with a mean of
    /// one over segments.
    /// </summary>
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

    /// <summary>Computes the L2 penalty: the sum of factor x sum of squared kernel weights. The optimizer adds its gradient.</summary>
    /// <param name="network">The network.</param>
    public double PenaltyOf(TorchNetwork network) => _isOnCpu ? Penalty(network) : PenaltyOnDevice(network);

    /// <summary>Computes the L2 penalty of a network on the CPU.</summary>
    /// <param name="network">The network.</param>
    internal static double Penalty(TorchNetwork network)
    {
        using DisposeScope scope = NewDisposeScope();
        return network.PenalizedKernels.Sum(kernel => kernel.L2 * SumOfSquares(FlatTensor.Values(FlatTensor.Of(kernel.Kernel))));
    }

    /// <summary>Computes the L2 penalty of a network on any device.</summary>
    /// <param name="network">The network.</param>
    internal static double PenaltyOnDevice(TorchNetwork network)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? sum = null;
        foreach ((Tensor kernel, double l2) in network.PenalizedKernels)
        {
            Tensor values = kernel.detach();
            using Scalar factor = ((float)l2).ToScalar();
            Tensor penalty = values.mul(values).sum().mul(factor);
            sum = sum is null ? penalty : sum.Plus(penalty);
        }

        return sum?.item<float>() ?? 0;
    }

    /// <summary>Runs the network and computes the loss of a batch, without the <see cref="Penalty"/>.</summary>
    /// <param name="state">The network, and the head that predicts embeddings, if there is one.</param>
    /// <param name="batch">The batch.</param>
    /// <returns>Logits, <c>[segments, genres]</c>, and the sum of the terms that depend on the batch.</returns>
    public (Tensor Logits, Tensor Loss) Of(FittingState state, Batch batch)
    {
        if (state.Head is null)
        {
            Tensor plain = state.Network.forward(batch.Features);
            return (plain, Of(plain, batch));
        }

        (Tensor logits, Tensor embedding) = state.Network.ForwardWithEmbedding(batch.Features);
        return (logits, Of(logits, batch).Plus(OfEmbedding(state.Head.Predict(embedding), batch.Targets!)));
    }

    /// <summary>Computes the mean cross entropy of a batch.</summary>
    /// <param name="logits">Logits, <c>[segments, genres]</c>.</param>
    /// <param name="batch">The batch with its labels or targets.</param>
    public Tensor Of(Tensor logits, Batch batch)
    {
        if (batch.Targets is { } targets)
        {
            return Of(logits, targets);
        }

        Tensor loss = Of(logits, batch.Labels);
        if (batch.MixedLabels is null)
        {
            return loss;
        }

        using Scalar share = batch.Share.ToScalar();
        using Scalar rest = (1 - batch.Share).ToScalar();
        return loss.mul(share).Plus(Of(logits, batch.MixedLabels).mul(rest));
    }

    /// <summary>
    /// Computes the weighted error of predicting the teachers' embeddings: the mean squared error, with the segment weights of the cross
    /// entropy.
    /// </summary>
    /// <param name="predicted">Predicted embeddings, <c>[segments, embedding size]</c>.</param>
    /// <param name="targets">The targets of the batch.</param>
    public Tensor OfEmbedding(Tensor predicted, BatchTargets targets)
    {
        Tensor weights = Mass(targets).sum(1);
        // TorchSharp's square() passes a scalar that the garbage collector may free; see TensorSum.
        Tensor difference = predicted.sub(targets.Embeddings!);
        Tensor errors = difference.mul(difference).mean([1L]);
        using Scalar factor = _teaching!.EmbeddingWeight.ToScalar();
        return errors.mul(weights).sum().div(weights.sum()).mul(factor);
    }

    /// <inheritdoc/>
    public void Dispose() => _weights?.Dispose();

    // Cross entropy is linear in its targets, so the targets already include smoothing, weights and mixup.
    private Tensor Of(Tensor logits, BatchTargets targets)
    {
        Tensor loss = targets.Labels.mul(nn.functional.log_softmax(logits, 1)).sum();
        if (targets.Teacher is { } soft)
        {
            double temperature = _teaching!.Temperature;
            using Scalar divisor = temperature.ToScalar();
            // Gradients shrink with the square of the temperature (Hinton, Vinyals and Dean, section 2).
            using Scalar square = (temperature * temperature).ToScalar();
            loss = loss.Plus(soft.mul(nn.functional.log_softmax(logits.div(divisor), 1)).sum().mul(square));
        }

        return loss.neg().div(Mass(targets).sum());
    }

    // In parts, because a single sum of many numbers in single precision is inaccurate.
    private static double SumOfSquares(ReadOnlySpan<float> values)
    {
        double sum = 0;
        for (int start = 0; start < values.Length; start += SummedAtOnce)
        {
            sum += TensorPrimitives.SumOfSquares(values.Slice(start, Math.Min(SummedAtOnce, values.Length - start)));
        }

        return sum;
    }

    private static Tensor Mass(BatchTargets targets) => targets.Teacher is { } soft ? targets.Labels.Plus(soft) : targets.Labels;

    private Tensor Of(Tensor logits, Tensor labels) => nn.functional.cross_entropy(logits, labels, _weights, label_smoothing: _smoothing);
}
