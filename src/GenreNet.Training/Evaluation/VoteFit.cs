using GenreNet.Core.Numerics;

namespace GenreNet.Training.Evaluation;

/// <summary>Represents the weights of voting models, fitted to their out-of-fold predictions.</summary>
/// <param name="Weights">The weight of each model; the weights sum to one.</param>
/// <param name="Low">Lower end of the 95 % confidence interval of each weight, from a bootstrap over tracks.</param>
/// <param name="High">Upper end of the 95 % confidence interval of each weight.</param>
/// <param name="Temperature">Divisor of the weighted sum of log probabilities before the softmax.</param>
/// <param name="LossOfParts">Mean log loss of each single model, with its own optimal temperature.</param>
/// <param name="Loss">Mean log loss of the vote.</param>
/// <param name="CorrectOfParts">Number of tracks that each model classifies correctly.</param>
/// <param name="Answers">The prediction of the vote for each track, with weights and temperature fitted to other tracks.</param>
/// <param name="ErrorBefore">Expected calibration error of these predictions with a temperature of 1, 0 to 1.</param>
/// <param name="ErrorAfter">Expected calibration error of these predictions, 0 to 1.</param>
public sealed record VoteFit(
    IReadOnlyList<double> Weights,
    IReadOnlyList<double> Low,
    IReadOnlyList<double> High,
    double Temperature,
    IReadOnlyList<double> LossOfParts,
    double Loss,
    IReadOnlyList<int> CorrectOfParts,
    IReadOnlyList<TrackPrediction> Answers,
    double ErrorBefore,
    double ErrorAfter)
{
    private const int Resamples = 200;
    private const int FoldCount = 10;

    // Larger factors saturate the softmax: all probabilities become 0 or 1.
    private const double LargestFactor = 20;

    /// <summary>Number of tracks.</summary>
    public int Tracks => Answers.Count;

    /// <summary>Number of tracks that the vote classifies correctly, with weights fitted to other tracks.</summary>
    public int Correct => Answers.Count(answer => answer.Predicted == answer.Label);

    /// <summary>Mean over genres of the share of tracks classified correctly, 0 to 1.</summary>
    public double Macro => Answers.GroupBy(answer => answer.Label).Average(genre => (double)genre.Count(answer => answer.Predicted == answer.Label) / genre.Count());

    /// <summary>Minimises the log loss over the tracks.</summary>
    /// <param name="answers">The predictions of the models.</param>
    /// <param name="isBalanced">Whether all genres have the same total weight.</param>
    /// <param name="seed">Seed of the bootstrap.</param>
    /// <remarks>The loss is convex in the factors of the log probabilities; the sum of the factors is the inverse temperature.</remarks>
    public static VoteFit Of(VoteAnswers answers, bool isBalanced, ulong seed = 1)
    {
        ArgumentNullException.ThrowIfNull(answers);
        int models = answers.LogProbabilities.Count;
        int[] all = [.. Enumerable.Range(0, answers.Labels.Count)];
        double[] weights = TrackWeights(answers, all, isBalanced);
        double[] factors = Factors(answers, all, weights, [.. Enumerable.Range(0, models)]);
        var random = new SeededRandom(seed);
        double[][] drawn = [.. Enumerable.Range(0, Resamples).Select(_ =>
        {
            int[] sample = [.. all.Select(_ => random.Next(all.Length))];
            return Shares(Factors(answers, sample, TrackWeights(answers, sample, isBalanced), [.. Enumerable.Range(0, models)]));
        })];
        (TrackPrediction[] held, TrackPrediction[] plain) = Held(answers, isBalanced, random);
        return new VoteFit(
            Shares(factors),
            [.. Enumerable.Range(0, models).Select(m => Quantile(drawn.Select(d => d[m]), 0.025))],
            [.. Enumerable.Range(0, models).Select(m => Quantile(drawn.Select(d => d[m]), 0.975))],
            1 / factors.Sum(),
            [.. Enumerable.Range(0, models).Select(m => MeanLoss(answers, all, weights, Factors(answers, all, weights, [m])))],
            MeanLoss(answers, all, weights, factors),
            [.. Enumerable.Range(0, models).Select(m => all.Count(i => IsCorrect(answers, [.. Enumerable.Range(0, models).Select(k => k == m ? 1.0 : 0)], i)))],
            held,
            CalibrationError(plain),
            CalibrationError(held));
    }

    // Ten-fold cross-validation: the tracks of each fold are classified with weights fitted to the others.
    // Returns the predictions with the fitted temperature, and with a temperature of 1.
    private static (TrackPrediction[] Tempered, TrackPrediction[] Plain) Held(VoteAnswers answers, bool isBalanced, SeededRandom random)
    {
        int models = answers.LogProbabilities.Count;
        int[] order = [.. Enumerable.Range(0, answers.Labels.Count)];
        random.Shuffle<int>(order);
        List<TrackPrediction> tempered = [];
        List<TrackPrediction> plain = [];
        foreach (IGrouping<int, int> fold in order.Index().GroupBy(track => track.Index % FoldCount, track => track.Item))
        {
            int[] rest = [.. order.Except(fold)];
            double[] factors = Factors(answers, rest, TrackWeights(answers, rest, isBalanced), [.. Enumerable.Range(0, models)]);
            tempered.AddRange(fold.Select(i => Answer(answers, factors, i)));
            plain.AddRange(fold.Select(i => Answer(answers, Shares(factors), i)));
        }

        return ([.. tempered], [.. plain]);
    }

    private static TrackPrediction Answer(VoteAnswers answers, double[] factors, int track) =>
        new(answers.Tracks[track], answers.Labels[track], 1, Probabilities(answers, factors, track), []);

    private static double CalibrationError(TrackPrediction[] predictions)
    {
        var counts = new CalibrationCounts();
        Array.ForEach(predictions, prediction => counts.Add(prediction.Probabilities, prediction.Label));
        return counts.Error;
    }

    private static double[] TrackWeights(VoteAnswers answers, int[] tracks, bool isBalanced)
    {
        var counts = tracks.CountBy(i => answers.Labels[i]).ToDictionary();
        double[] weights = [.. tracks.Select(i => isBalanced ? 1.0 / counts[answers.Labels[i]] : 1)];
        double sum = weights.Sum();
        return [.. weights.Select(weight => weight / sum)];
    }

    // Projected gradient steps, halved until the loss decreases; the problem is convex with only a few variables.
    private static double[] Factors(VoteAnswers answers, int[] tracks, double[] weights, int[] models)
    {
        double[] factors = [.. Enumerable.Range(0, answers.LogProbabilities.Count).Select(m => models.Contains(m) ? 1.0 / models.Length : 0)];
        double loss = MeanLoss(answers, tracks, weights, factors);
        double step = 1;
        for (int i = 0; i < 500 && step > 1e-9; i++)
        {
            double[] gradient = Gradient(answers, tracks, weights, factors);
            double[] next = [.. factors.Select((f, m) => models.Contains(m) ? Math.Clamp(f - (step * gradient[m]), 0, LargestFactor) : 0)];
            double nextLoss = MeanLoss(answers, tracks, weights, next);
            if (nextLoss < loss - 1e-12)
            {
                (factors, loss, step) = (next, nextLoss, step * 1.5);
            }
            else
            {
                step /= 2;
            }
        }

        return factors;
    }

    private static double MeanLoss(VoteAnswers answers, int[] tracks, double[] weights, double[] factors)
    {
        double sum = 0;
        foreach ((int k, int i) in tracks.Index())
        {
            sum -= weights[k] * Math.Log(Math.Max(Probabilities(answers, factors, i)[answers.Labels[i]], 1e-300));
        }

        return sum;
    }

    private static double[] Gradient(VoteAnswers answers, int[] tracks, double[] weights, double[] factors)
    {
        double[] gradient = new double[factors.Length];
        foreach ((int k, int i) in tracks.Index())
        {
            double[] shares = Probabilities(answers, factors, i);
            for (int m = 0; m < factors.Length; m++)
            {
                double[] logs = answers.LogProbabilities[m][i];
                gradient[m] += weights[k] * (shares.Zip(logs, (share, log) => share * log).Sum() - logs[answers.Labels[i]]);
            }
        }

        return gradient;
    }

    private static double[] Probabilities(VoteAnswers answers, double[] factors, int track)
    {
        double[] logits = new double[answers.Genres.Count];
        for (int m = 0; m < factors.Length; m++)
        {
            for (int genre = 0; genre < logits.Length; genre++)
            {
                logits[genre] += factors[m] * answers.LogProbabilities[m][track][genre];
            }
        }

        double largest = logits.Max();
        double[] shares = [.. logits.Select(logit => Math.Exp(logit - largest))];
        double sum = shares.Sum();
        return [.. shares.Select(share => share / sum)];
    }

    private static bool IsCorrect(VoteAnswers answers, double[] factors, int track) =>
        Ranking.IndexOfLargest(Probabilities(answers, factors, track)) == answers.Labels[track];

    private static double[] Shares(double[] factors)
    {
        double sum = factors.Sum();
        return [.. factors.Select(f => sum > 0 ? f / sum : 1.0 / factors.Length)];
    }

    private static double Quantile(IEnumerable<double> values, double share)
    {
        double[] sorted = [.. values.Order()];
        return sorted[(int)Math.Round(share * (sorted.Length - 1))];
    }
}
