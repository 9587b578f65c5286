using GenreNet.Training.Torch;
using TorchSharp;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Runs one epoch: optimizer steps over all training segments.</summary>
/// <param name="options">The training settings.</param>
/// <param name="loss">The loss to minimise.</param>
/// <param name="progress">Receives a report after every batch.</param>
internal sealed class EpochFit(TrainingOptions options, BatchLoss loss, IProgress<TrainingProgress>? progress)
{
    /// <summary>Fits one epoch.</summary>
    /// <param name="state">The state of the fit, updated in place.</param>
    /// <param name="epoch">The epoch, counted from one.</param>
    /// <param name="source">The batches, created on demand.</param>
    /// <param name="batchCount">The number of batches.</param>
    /// <param name="cancellationToken">Stops after the current batch.</param>
    /// <returns>The progress at the end of the epoch and the learning rate of its last step.</returns>
    /// <exception cref="Core.GenreNetException">The loss or the gradients are no longer finite.</exception>
    public (TrainingProgress Progress, double LearningRate) Run(
        FittingState state, int epoch, IEnumerable<Batch> source, int batchCount, CancellationToken cancellationToken)
    {
        TorchNetwork network = state.Network;
        network.BeginEpoch();
        var reached = new TrainingProgress(epoch, options.Epochs, 0, batchCount, 0, 0);
        (double sum, long right, long seen, double rate) = (0, 0, 0, 0);
        using IEnumerator<Batch> batches = source.GetEnumerator();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using DisposeScope scope = NewDisposeScope();
            if (!batches.MoveNext())
            {
                return (reached, rate);
            }

            Batch batch = batches.Current;
            network.BeginStep(((epoch - 1L) * batchCount) + reached.Batch + 1);
            (double batchLoss, long batchRight) = Accumulate(state, batch, GroupSize(reached.Batch, batchCount), isFirst: reached.Batch % options.GradientAccumulationSteps == 0);
            if (!double.IsFinite(batchLoss))
            {
                throw Diverged($"The loss became {batchLoss}", epoch);
            }

            if ((reached.Batch + 1) % options.GradientAccumulationSteps == 0 || reached.Batch + 1 == batchCount)
            {
                // Take the rate in the middle of the step, so that a warm-up does not start with a rate of zero.
                rate = state.Schedule.At(epoch - 1 + ((reached.Batch + 0.5) / batchCount));
                Step(state, rate, epoch);
            }

            seen += batch.Labels.shape[0];
            sum += batchLoss * batch.Labels.shape[0];
            right += batchRight;
            reached = reached with { Batch = reached.Batch + 1, Loss = sum / seen, Accuracy = (double)right / seen };
            progress?.Report(reached);
        }
    }

    // The last group of an epoch may be smaller.
    private int GroupSize(int batch, int batchCount) => Math.Min(options.GradientAccumulationSteps, batchCount - (batch / options.GradientAccumulationSteps * options.GradientAccumulationSteps));

    private (double Loss, long Right) Accumulate(FittingState state, Batch batch, int groupSize, bool isFirst)
    {
        if (isFirst)
        {
            state.Optimizer.ZeroGradients();
        }

        (Tensor logits, Tensor fromBatch) = loss.Of(state, batch);
        if (groupSize > 1)
        {
            using Scalar share = (1.0 / groupSize).ToScalar();
            fromBatch.mul(share).backward();
        }
        else
        {
            fromBatch.backward();
        }

        return (fromBatch.item<float>() + loss.PenaltyOf(state.Network), logits.argmax(1).eq(batch.Labels).sum().item<long>());
    }

    private void Step(FittingState state, double rate, int epoch)
    {
        if (options.ClipNorm > 0 && state.Optimizer.ClipGradients(options.ClipNorm) is var length && !double.IsFinite(length))
        {
            throw Diverged($"The gradient norm became {length}", epoch);
        }

        state.Optimizer.Step(rate);
    }

    private DivergenceException Diverged(string what, int epoch) => new(
        $"{what} in epoch {epoch}: try a smaller learning rate (now {options.LearningRate}), {(options.ClipNorm > 0 ? $"a smaller --clip-norm (now {options.ClipNorm})" : "--clip-norm 1")} or a warm-up with --warmup-epochs.");
}
