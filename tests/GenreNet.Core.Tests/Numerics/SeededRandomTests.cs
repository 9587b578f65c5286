using GenreNet.Core.Numerics;

namespace GenreNet.Core.Tests.Numerics;

public class SeededRandomTests
{
    [Fact]
    public void Equal_seeds_give_equal_results_and_others_differ()
    {
        ulong[] a = Draw(new SeededRandom(7));
        Assert.Equal(a, Draw(new SeededRandom(7)));
        Assert.NotEqual(a, Draw(new SeededRandom(8)));
    }

    [Fact]
    public void A_fork_depends_only_on_the_seed_and_its_number()
    {
        var random = new SeededRandom(7);
        ulong[] early = Draw(random.Fork(3));
        Draw(random);
        Assert.Equal(early, Draw(random.Fork(3)));
        Assert.NotEqual(early, Draw(random.Fork(4)));
    }

    [Fact]
    public void Numbers_are_uniformly_distributed()
    {
        var random = new SeededRandom(1);
        int[] counts = new int[6];
        for (int i = 0; i < 60_000; i++)
        {
            counts[random.Next(6)]++;
        }

        Assert.All(counts, count => Assert.InRange(count, 9_500, 10_500)); // five deviations of 91
    }

    [Fact]
    public void Normal_numbers_have_their_mean_and_deviation()
    {
        var random = new SeededRandom(1);
        double[] values = [.. Enumerable.Range(0, 100_000).Select(_ => random.NextGaussian())];
        Assert.Equal(0, values.Average(), 0.02);
        Assert.Equal(1, values.Average(v => v * v), 0.02);
    }

    [Fact]
    public void Shuffling_keeps_the_items()
    {
        int[] items = [.. Enumerable.Range(0, 100)];
        new SeededRandom(1).Shuffle<int>(items);
        Assert.NotEqual(Enumerable.Range(0, 100), items);
        Assert.Equal(Enumerable.Range(0, 100), items.Order());
    }

    private static ulong[] Draw(SeededRandom random) => [.. Enumerable.Range(0, 10).Select(_ => random.NextUInt64())];
}
