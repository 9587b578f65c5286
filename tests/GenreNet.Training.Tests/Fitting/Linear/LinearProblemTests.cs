using GenreNet.Core.Numerics;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Fitting.Linear;

public class LinearProblemTests
{
    private const double Tight = 1e-10;

    [Theory]
    [InlineData(LinearMethod.Logistic)]
    [InlineData(LinearMethod.Ridge)]
    public void The_gradient_matches_finite_differences(LinearMethod method)
    {
        LinearItemSet items = Blobs(genres: 3, perGenre: 5, size: 4, distance: 1, seed: 1);
        var loss = new LinearLoss(items, method, l2: 0.2);
        var random = new SeededRandom(2);
        double[] point = [.. Enumerable.Range(0, loss.PointLength).Select(_ => random.NextGaussian())];
        double[] gradient = new double[point.Length];
        double[] unused = new double[point.Length];
        loss.Evaluate(point, gradient);
        for (int i = 0; i < point.Length; i++)
        {
            const double step = 1e-6;
            double value = point[i];
            point[i] = value + step;
            double above = loss.Evaluate(point, unused);
            point[i] = value - step;
            double below = loss.Evaluate(point, unused);
            point[i] = value;
            Assert.Equal((above - below) / (2 * step), gradient[i], 1e-8);
        }
    }

    [Fact]
    public void Weights_of_two_points_match_the_closed_form()
    {
        // With rows -1 and 1 the weights are -w and w; the derivative of log(1 + exp(-2w)) + L2 w^2 is zero where L2 w (1 + exp(2w)) = 1.
        const double w = 1;
        double l2 = 1 / (w * (1 + Math.Exp(2 * w)));
        var items = LinearItemSet.Balanced([-1, 1], [0, 1], [1, 1], genreCount: 2);
        LinearClassifier logistic = new LinearProblem(items, LinearMethod.Logistic).Fit(l2, Tight, CancellationToken.None);
        Assert.Equal(-w, logistic.Weights[0], 1e-8);
        Assert.Equal(w, logistic.Weights[1], 1e-8);
        Assert.All(logistic.Intercepts, intercept => Assert.Equal(0, intercept, 1e-8));

        // Of (w - 1)^2 / 2 + L2 w^2 / 2 the minimum is 1 / (1 + L2); the scores are those times the sharpness of 3.
        LinearClassifier ridge = new LinearProblem(items, LinearMethod.Ridge).Fit(0.5, Tight, CancellationToken.None);
        Assert.Equal(3 / 1.5, ridge.Weights[1], 1e-8);
    }

    [Fact]
    public void Scores_do_not_depend_on_shift_and_scale_of_columns()
    {
        LinearItemSet items = Blobs(genres: 3, perGenre: 8, size: 3, distance: 2, seed: 3);
        double[] moved = [.. items.Values.Select((value, i) => ((i % 3) + 1) * 100 * value + 7)];
        LinearClassifier first = new LinearProblem(items, LinearMethod.Logistic).Fit(0.01, Tight, CancellationToken.None);
        LinearClassifier second = new LinearProblem(items with { Values = moved }, LinearMethod.Logistic).Fit(0.01, Tight, CancellationToken.None);
        Assert.All(first.Scores(items.Row(5)).Zip(second.Scores(moved.AsSpan(15, 3))), pair => Assert.Equal(pair.First, pair.Second, 1e-6));
    }

    [Fact]
    public void Duplicated_rows_with_half_the_weight_give_the_same_fit()
    {
        LinearItemSet items = Blobs(genres: 3, perGenre: 6, size: 5, distance: 1, seed: 4);
        var doubled = new LinearItemSet(
            [.. items.Values, .. items.Values], items.Size, [.. items.Labels, .. items.Labels], [.. items.Weights.Concat(items.Weights).Select(weight => weight / 2)], 3);
        LinearClassifier once = new LinearProblem(items, LinearMethod.Logistic).Fit(0.05, Tight, CancellationToken.None);
        LinearClassifier twice = new LinearProblem(doubled, LinearMethod.Logistic).Fit(0.05, Tight, CancellationToken.None);
        Assert.All(once.Weights.Zip(twice.Weights), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
    }

    [Fact]
    public void Genres_have_equal_weight_for_any_number_of_items()
    {
        // Three items of one genre at -1 against one of the other at 1: without balance the intercepts would differ.
        var items = LinearItemSet.Balanced([-1, -1, -1, 1], [0, 0, 0, 1], [1, 1, 1, 1], genreCount: 2);
        LinearClassifier classifier = new LinearProblem(items, LinearMethod.Logistic).Fit(0.1, Tight, CancellationToken.None);
        Assert.Equal([1 / 6.0, 1 / 6.0, 1 / 6.0, 1 / 2.0], items.Weights);
        Assert.All(classifier.Scores([0.0]), score => Assert.Equal(0, score, 1e-8));
    }

    [Fact]
    public void Weights_of_separable_items_are_finite_and_grow_with_smaller_L2()
    {
        LinearItemSet items = Blobs(genres: 2, perGenre: 10, size: 2, distance: 20, seed: 5);
        var problem = new LinearProblem(items, LinearMethod.Logistic);
        double Norm(double l2) => problem.Fit(l2, 1e-9, CancellationToken.None).Weights.Sum(w => w * w);
        double[] norms = [Norm(1), Norm(0.01), Norm(0.0001)];
        Assert.All(norms, norm => Assert.True(double.IsFinite(norm)));
        Assert.True(norms[0] < norms[1] && norms[1] < norms[2]);
    }

    [Fact]
    public void A_warm_start_reaches_the_same_minimum_and_equal_fits_are_identical()
    {
        LinearItemSet items = Blobs(genres: 4, perGenre: 10, size: 9, distance: 1, seed: 6);
        var problem = new LinearProblem(items, LinearMethod.Logistic);
        LinearClassifier start = problem.Fit(0.1, 1e-5, CancellationToken.None);
        LinearClassifier warm = problem.Fit(0.03, Tight, CancellationToken.None, start);
        LinearClassifier cold = problem.Fit(0.03, Tight, CancellationToken.None);
        Assert.All(warm.Weights.Zip(cold.Weights), pair => Assert.Equal(pair.First, pair.Second, 1e-7));
        Assert.Equal(cold.Weights, new LinearProblem(items, LinearMethod.Logistic).Fit(0.03, Tight, CancellationToken.None).Weights);
    }

    [Fact]
    public void A_constant_column_is_ignored()
    {
        var items = LinearItemSet.Balanced([5, -1, 5, 1], [0, 1], [1, 1], genreCount: 2);
        LinearClassifier classifier = new LinearProblem(items, LinearMethod.Logistic).Fit(0.1, Tight, CancellationToken.None);
        Assert.Equal(0, classifier.Weights[0], 1e-9);
        Assert.All(classifier.Scores([5, 1]), score => Assert.True(double.IsFinite(score)));
    }

    private static LinearItemSet Blobs(int genres, int perGenre, int size, double distance, ulong seed)
    {
        var random = new SeededRandom(seed);
        int[] labels = [.. Enumerable.Range(0, genres * perGenre).Select(i => i % genres)];
        double[] values = [.. labels.SelectMany(label => Enumerable.Range(0, size).Select(column => random.NextGaussian() + (column % genres == label ? distance : 0)))];
        return LinearItemSet.Balanced(values, labels, [.. labels.Select(_ => 1.0)], genres);
    }
}
