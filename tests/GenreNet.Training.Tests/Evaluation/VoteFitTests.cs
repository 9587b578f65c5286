using GenreNet.Core;
using GenreNet.Core.Numerics;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation;

public class VoteFitTests
{
    private static readonly string[] Genres = ["blues", "disco", "rock"];

    [Fact]
    public void An_uninformative_model_has_no_weight()
    {
        VoteFit fit = VoteFit.Of(Answers(120, 1.5, 0), isBalanced: false);
        Assert.InRange(fit.Weights[0], 0.9, 1);
        Assert.InRange(fit.Weights[1], fit.Low[1], fit.High[1]);
        Assert.Equal(1, fit.Weights.Sum(), 1e-9);
        Assert.True(fit.Loss <= fit.LossOfParts[0] + 1e-9);
        Assert.True(fit.LossOfParts[1] > 1.05, "a model that guesses has the log loss of guessing, ln 3");
    }

    [Fact]
    public void Equally_good_models_share_the_weight_and_their_vote_is_better()
    {
        VoteFit fit = VoteFit.Of(Answers(240, 1.5, 1.5), isBalanced: false);
        Assert.InRange(fit.Weights[0], 0.35, 0.65);
        Assert.True(fit.Low[0] < fit.Weights[0] && fit.Weights[0] < fit.High[0]);
        Assert.True(fit.Loss < fit.LossOfParts.Min() - 0.02);
        Assert.True(fit.Correct > fit.CorrectOfParts.Max());
        Assert.Equal(240, fit.Tracks);
    }

    [Fact]
    public void The_fit_matches_a_grid_search_of_weights_and_temperatures()
    {
        VoteAnswers answers = Answers(90, 1.2, 0.8);
        VoteFit fit = VoteFit.Of(answers, isBalanced: true);
        double smallest = double.PositiveInfinity;
        for (double first = 0; first <= 3; first += 0.1)
        {
            for (double second = 0; second <= 3; second += 0.1)
            {
                smallest = Math.Min(smallest, BalancedLoss(answers, first, second));
            }
        }

        Assert.True(fit.Loss <= smallest + 1e-6, $"{fit.Loss} is above {smallest}");
        Assert.Equal(fit.Loss, BalancedLoss(answers, fit.Weights[0] / fit.Temperature, fit.Weights[1] / fit.Temperature), 1e-6);
    }

    [Fact]
    public void Accuracy_is_out_of_fold_and_the_temperature_calibrates()
    {
        // The logits are three times too large: without a temperature, the vote is far too sure.
        VoteAnswers modest = Answers(600, 1, 1);
        VoteAnswers sure = modest with
        {
            LogProbabilities = [.. modest.LogProbabilities.Select(model => model.Select(row =>
            {
                double sum = row.Sum(log => Math.Exp(3 * log));
                return (double[])[.. row.Select(log => (3 * log) - Math.Log(sum))];
            }).ToArray())],
        };
        VoteFit fit = VoteFit.Of(sure, isBalanced: false);
        Assert.Equal(sure.Tracks.Order(), fit.Answers.Select(answer => answer.Track).Order());
        Assert.True(fit.ErrorAfter < 0.05 && fit.ErrorBefore > 2 * fit.ErrorAfter, $"{fit.ErrorBefore} {fit.ErrorAfter}");
        Assert.InRange(fit.Macro, 0.01, 0.99);
        Assert.Equal((double)fit.Correct / 600, fit.Macro, 1e-9);

        // Of labels drawn at random, weights that had seen the track would be right too often: by as many as they can fit.
        VoteAnswers noise = Answers(30, 0, 0);
        VoteFit chance = VoteFit.Of(noise, isBalanced: false);
        Assert.All(chance.Answers, answer => Assert.Equal(1, answer.Probabilities.Sum(), 1e-9));
        Assert.NotEqual(chance.Loss, chance.Answers.Average(answer => -Math.Log(answer.Probabilities[answer.Label])), 1e-3);
    }

    [Fact]
    public void Reports_are_matched_by_track_and_other_data_is_rejected()
    {
        using var folder = new TemporaryFolder();
        string first = Save(folder.Path, "a.json", [("t1", "blues"), ("t2", "disco"), ("t3", "rock"), ("t4", "rock"), ("t5", "blues"), ("t6", "disco"), ("t7", "disco")]);
        string second = Save(folder.Path, "b.json", [("t6", "disco"), ("t5", "blues"), ("t1", "blues"), ("t2", "disco"), ("t3", "rock"), ("t4", "rock"), ("t9", "rock")]);
        VoteAnswers answers = VoteAnswers.Load([first, second]);
        Assert.Equal([0, 1, 2, 2, 0, 1], answers.Labels);
        Assert.Equal(Math.Log(0.7), answers.LogProbabilities[1][5][1], 1e-9);
        string other = Save(folder.Path, "c.json", [("t1", "disco"), ("t2", "disco"), ("t3", "rock"), ("t4", "rock"), ("t5", "blues"), ("t6", "disco")]);
        Refused("t1 is disco", first, other);
        string few = Save(folder.Path, "d.json", [("t1", "blues")]);
        Refused("too few tracks in common to fit weights (1; at least 6 are needed)", first, few);
        File.WriteAllText(few, "{}");
        Refused("d.json cannot be used", first, few);
    }

    private static void Refused(string words, params string[] paths) =>
        Assert.Contains(words, Assert.Throws<GenreNetException>(() => VoteAnswers.Load(paths)).Message, StringComparison.Ordinal);

    // A report of two folds, all answers of which give 0.7 to the right genre.
    private static string Save(string folder, string name, (string Track, string Genre)[] tracks)
    {
        EvaluationResult result(IEnumerable<(string Track, string Genre)> some)
        {
            var segments = new ConfusionMatrix(3);
            var all = new ConfusionMatrix(3);
            TrackPrediction[] predictions = [.. some.Select(t =>
            {
                int label = Array.IndexOf(Genres, t.Genre);
                segments.Add(label, label);
                all.Add(label, label);
                return new TrackPrediction(t.Track, label, 1, [.. Genres.Select(g => g == t.Genre ? 0.7 : 0.15)], [1, 0, 0]);
            })];
            return new EvaluationResult(Genres, segments, all) { Predictions = predictions };
        }

        string path = Path.Combine(folder, name);
        File.WriteAllText(path, CrossValidationReport.From("dense", 1, [result(tracks.Take(tracks.Length / 2)), result(tracks.Skip(tracks.Length / 2))]).ToJson());
        return path;
    }

    // Logits that point to the right genre by a strength, with noise of their own.
    private static VoteAnswers Answers(int tracks, params double[] strengths)
    {
        var random = new SeededRandom(7);
        int[] labels = [.. Enumerable.Range(0, tracks).Select(i => i % 3)];
        return new VoteAnswers(Genres, [.. labels.Select((_, i) => $"track {i}")], labels, [.. strengths.Select(strength => labels.Select(label =>
        {
            double[] logits = [.. Enumerable.Range(0, 3).Select(g => random.NextGaussian() + (g == label ? strength : 0))];
            double sum = logits.Sum(Math.Exp);
            return (double[])[.. logits.Select(logit => logit - Math.Log(sum))];
        }).ToArray())]);
    }

    private static double BalancedLoss(VoteAnswers answers, params double[] factors) => answers.Labels.Index().GroupBy(t => t.Item).Average(genre => genre.Average(t =>
    {
        double[] logits = [.. Enumerable.Range(0, 3).Select(g => factors.Index().Sum(f => f.Item * answers.LogProbabilities[f.Index][t.Index][g]))];
        return Math.Log(logits.Sum(Math.Exp)) - logits[t.Item];
    }));
}
