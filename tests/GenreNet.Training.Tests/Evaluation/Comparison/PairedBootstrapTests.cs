using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation.Comparison;

public class PairedBootstrapTests
{
    [Fact]
    public void The_interval_approaches_the_normal_distribution()
    {
        // 60 tracks only for the first, 40 only for the second, of 400: 0.05, with a variance of (0.25 - 0.05²) / 400.
        int[] differences = [.. Enumerable.Range(0, 400).Select(i => i < 60 ? 1 : i < 100 ? -1 : 0)];
        DifferenceInterval interval = PairedBootstrap.Of(differences, 1);
        double half = 1.96 * Math.Sqrt((0.25 - 0.0025) / 400);
        Assert.Equal(0.05 - half, interval.Low, 0.004);
        Assert.Equal(0.05 + half, interval.High, 0.004);
    }

    [Fact]
    public void The_interval_repeats_with_the_seed_and_mirrors_with_swapped_models()
    {
        int[] differences = [1, 0, 0, -1, 1, 1, 0, 0, 0, 0];
        DifferenceInterval interval = PairedBootstrap.Of(differences, 7);
        Assert.Equal(interval, PairedBootstrap.Of(differences, 7));
        DifferenceInterval swapped = PairedBootstrap.Of([.. differences.Select(d => -d)], 7);
        Assert.Equal((-interval.High, -interval.Low), (swapped.Low, swapped.High));
    }

    [Fact]
    public void Equal_models_have_an_empty_interval_and_an_empty_list_is_rejected()
    {
        Assert.Equal(new DifferenceInterval(0, 0), PairedBootstrap.Of(new int[20], 1));
        Assert.Throws<ArgumentException>(() => PairedBootstrap.Of([], 1));
    }
}
