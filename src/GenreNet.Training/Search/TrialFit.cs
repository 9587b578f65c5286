using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>Fits a trial up to a rung, and measures it on the validation tracks alone.</summary>
/// <remarks>
/// A trial that goes on does so from its checkpoint, to the same bits as a fit that was never paused: no epoch is fitted twice, a schedule goes over
/// all epochs of the search whatever rung a trial comes to, and a killed search loses an epoch at most.
/// </remarks>
/// <param name="data">All features.</param>
/// <param name="splits">One split a fold, or just one.</param>
internal sealed class TrialFit(FeatureSet data, IReadOnlyList<DataSplit> splits)
{
    /// <summary>Fits a trial.</summary>
    /// <param name="options">Its options, with all epochs of the search.</param>
    /// <param name="rung">The rung, from 0.</param>
    /// <param name="epochs">Epochs at the end of the rung, those of earlier rungs included.</param>
    /// <param name="checkpoint">The checkpoint of each fold, by its index.</param>
    /// <param name="fitted">Told after each epoch.</param>
    /// <param name="cancellationToken">Stops after the running batch; the checkpoint has the epochs before it.</param>
    public TrialResult Run(TrainingOptions options, int rung, int epochs, Func<int, CheckpointFile> checkpoint, Action fitted, CancellationToken cancellationToken)
    {
        try
        {
            return TrialResult.Mean([.. splits.Select((split, fold) => Fit(options, split, epochs, checkpoint(fold), fitted, cancellationToken) with { Rung = rung })]);
        }
        catch (DivergenceException problem)
        {
            return new TrialResult { Rung = rung, Failure = problem.Message };
        }
    }

    private TrialResult Fit(TrainingOptions options, DataSplit split, int epochs, CheckpointFile checkpoint, Action fitted, CancellationToken cancellationToken)
    {
        bool isNew = !checkpoint.Exists;
        bool hasBegun = false;
        var hooks = new FittingHooks
        {
            Checkpoint = checkpoint,
            Resumes = !isNew,
            GoOn = epoch =>
            {
                // The first one asked of is fitted already where a fit is gone on with.
                if (hasBegun || isNew)
                {
                    fitted();
                }

                hasBegun = true;
                return epoch.Epoch < epochs;
            },
        };
        try
        {
            using FittedNetwork network = new EnsembleTrainer(options).Fit(data, split, cancellationToken, hooks);
            return Measure(network, split.SegmentsOf(data, SplitPart.Validation));
        }
        catch (GenreNetException problem) when (!isNew && !hasBegun && problem is not DivergenceException)
        {
            // A checkpoint that cannot be gone on with costs time and nothing else: the same options come to the same bits from the beginning.
            checkpoint.Delete();
            return Fit(options, split, epochs, checkpoint, fitted, cancellationToken);
        }
    }

    private TrialResult Measure(FittedNetwork network, int[] segments)
    {
        int genres = data.Genres.Count;
        float[] logits = network.Logits(data, segments);
        if (!logits.All(float.IsFinite))
        {
            throw new DivergenceException("scores of validation segments stopped being numbers: try smaller learning rates.");
        }

        float[] probabilities = [.. Enumerable.Range(0, segments.Length).SelectMany(i => TemperatureScaling.Softmax(logits.AsSpan(i * genres, genres), 1)).Select(p => (float)p)];
        EvaluationResult result = Evaluator.Evaluate(data, data.Genres, segments, probabilities);
        return new TrialResult
        {
            Rung = 0,
            Epochs = network.History.Count,
            BestEpoch = network.BestEpoch,
            TrackAccuracy = result.Tracks.Accuracy,
            SegmentAccuracy = result.Segments.Accuracy,
            Loss = result.Calibration.NegativeLogLikelihood,
        };
    }
}
