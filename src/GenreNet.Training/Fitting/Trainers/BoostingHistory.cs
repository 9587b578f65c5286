using GenreNet.Core.Datasets;

namespace GenreNet.Training.Fitting;

/// <summary>Evaluates classifiers on training and validation segments, boosted trees after each round.</summary>
/// <param name="data">The features and labels.</param>
/// <param name="training">The training segments.</param>
/// <param name="validation">The validation segments; may be empty.</param>
internal sealed class BoostingHistory(FeatureSet data, int[] training, int[] validation)
{
    /// <summary>Returns one result per number of trees per genre, 1 to all.</summary>
    public IReadOnlyList<EpochResult> Of(FittedTrees trees, double learningRate, CancellationToken cancellationToken)
    {
        double[][] known = Start(trees, training);
        double[][] unknown = Start(trees, validation);
        List<EpochResult> results = [];
        for (int round = 0; round < trees.Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Add(trees, round, training, known);
            Add(trees, round, validation, unknown);
            results.Add(Result(round + 1, known, unknown, learningRate));
        }

        return results;
    }

    /// <summary>Returns the result of a classifier that is not fitted in rounds.</summary>
    /// <param name="scores">Returns the scores of segments, <c>[segments, genres]</c>.</param>
    public EpochResult Of(Func<int[], float[]> scores)
    {
        int genres = data.Genres.Count;
        double[][] Rows(int[] segments) => [.. scores(segments).Chunk(genres).Select(row => Array.ConvertAll(row, value => (double)value))];
        return Result(1, Rows(training), Rows(validation), 0);
    }

    /// <summary>Returns the round with the best validation result; the last one if the validation is not to select it.</summary>
    /// <param name="history">One result per round.</param>
    /// <param name="monitor">What is compared.</param>
    public static int Best(IReadOnlyList<EpochResult> history, MonitorKind monitor)
    {
        if (monitor == MonitorKind.None || !history[0].HasValidation)
        {
            return history.Count;
        }

        IOrderedEnumerable<EpochResult> order = monitor == MonitorKind.Accuracy
            ? history.OrderByDescending(result => result.ValidationAccuracy).ThenBy(result => result.ValidationLoss)
            : history.OrderBy(result => result.ValidationLoss);
        return order.ThenBy(result => result.Epoch).First().Epoch;
    }

    private static double[][] Start(FittedTrees trees, int[] segments) => [.. segments.Select(_ => trees.Biases.Select(bias => (double)bias).ToArray())];

    private void Add(FittedTrees trees, int round, int[] segments, double[][] scores) => Parallel.For(0, segments.Length, i =>
    {
        ReadOnlySpan<float> row = data.Segment(segments[i]);
        for (int genre = 0; genre < trees.Trees.Count; genre++)
        {
            scores[i][genre] += round < trees.Trees[genre].Count ? trees.Trees[genre][round].Predict(row) : 0;
        }
    });

    private EpochResult Result(int round, double[][] known, double[][] unknown, double learningRate)
    {
        (double loss, double accuracy) = Measure(known, training);
        (double validationLoss, double validationAccuracy) = Measure(unknown, validation);
        return new EpochResult(round, loss, accuracy, validationLoss, validationAccuracy, learningRate);
    }

    // The mean of no segments is NaN, which means that there is no validation.
    private (double Loss, double Accuracy) Measure(double[][] scores, int[] segments)
    {
        double loss = 0;
        int right = 0;
        for (int i = 0; i < segments.Length; i++)
        {
            int label = data.Labels[segments[i]];
            double highest = scores[i].Max();
            loss += highest + Math.Log(scores[i].Sum(score => Math.Exp(score - highest))) - scores[i][label];
            right += Array.IndexOf(scores[i], highest) == label ? 1 : 0;
        }

        return (loss / segments.Length, (double)right / segments.Length);
    }
}
