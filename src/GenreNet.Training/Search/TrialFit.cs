using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Search;

/// <summary>Fits a trial up to a rung and evaluates it on the validation tracks.</summary>
/// <remarks>
/// A trial continues from its checkpoint, with bit-identical results to an uninterrupted fit: no epoch is fitted twice, a schedule extends
/// over all epochs of the search regardless of the rung that a trial reaches, and a killed search loses at most one epoch.
/// </remarks>
/// <param name="data">The features and labels of all segments.</param>
/// <param name="splits">One split per fold, or a single one.</param>
internal sealed class TrialFit(FeatureSet data, IReadOnlyList<DataSplit> splits)
{
    /// <summary>Fits a trial.</summary>
    /// <param name="options">The settings of the trial, with the total number of epochs of the search.</param>
    /// <param name="rung">Index of the rung, from 0.</param>
    /// <param name="epochs">Cumulative number of epochs at the end of the rung.</param>
    /// <param name="checkpoint">Returns the checkpoint of each fold, by index.</param>
    /// <param name="fitted">Called after each epoch.</param>
    /// <param name="cancellationToken">Stops after the current batch; the checkpoint contains the epochs before it.</param>
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
                // After a resume, the first epoch passed to this callback was already fitted earlier.
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
            // A checkpoint that cannot be resumed only costs time: the same settings give bit-identical results from the start.
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
            throw new DivergenceException("The scores of the validation segments are not finite. Use smaller learning rates.");
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
