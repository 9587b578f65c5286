using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;
using GenreNet.Training.Fitting;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Fitting.Augmentation;

public class AugmentedSegmentsTests
{
    private static readonly FeatureSet Data = Numbered();

    private static int Size => Data.Options.ValuesPerSegment;

    [Fact]
    public void Every_segment_is_returned_once_and_unchanged_without_augmentation()
    {
        Batch[] batches = Draw(new AugmentationOptions());
        Assert.Equal([4, 4, 4], batches.Select(b => b.Labels.shape[0]));
        Assert.Equal(Enumerable.Range(0, 12), batches.SelectMany(Starts).Order().Select(start => (int)(start / Size)));
        Assert.All(batches, b => Assert.Null(b.MixedLabels));
    }

    [Fact]
    public void A_crop_continues_only_in_the_next_segment_of_the_same_track()
    {
        var random = new SeededRandom(0);
        Batch[] batches = [.. Enumerable.Range(0, 20).SelectMany(i => Draw(new AugmentationOptions { RandomCrop = true }, (ulong)i))];
        bool hasMoved = false;
        foreach (Batch batch in batches)
        {
            float[] values = batch.Features.data<float>().ToArray();
            for (int i = 0; i < values.Length; i += Size)
            {
                // Values count on over the whole dataset, so what follows the first must follow it still.
                Assert.Equal(values[i] + Size - 1, values[i + Size - 1]);
                int first = (int)(values[i] / Size);
                int last = (int)(values[i + Size - 1] / Size);
                Assert.Equal(Data.TrackIds[first], Data.TrackIds[last]);
                hasMoved |= first != last;
            }
        }

        Assert.True(hasMoved);
    }

    [Fact]
    public void Masks_contain_the_training_mean_and_respect_their_maximum_width()
    {
        var mean = new float[13];
        Array.Fill(mean, -7);
        var augmentation = new FeatureAugmentation(Data.Options, new AugmentationOptions { TimeMask = 0.25, CoefficientMask = 0.4 }, mean);
        HashSet<int> frames = [];
        HashSet<int> coefficients = [];
        for (ulong seed = 0; seed < 300; seed++)
        {
            float[] segment = Enumerable.Repeat(1f, Size).ToArray();
            augmentation.Apply(segment, new SeededRandom(seed));
            frames.Add(Enumerable.Range(0, Data.FrameCount).Count(f => segment.AsSpan(f * 13, 13).IndexOfAnyExcept(-7) < 0));
            coefficients.Add(Enumerable.Range(0, 13).Count(c => segment.Where((_, i) => i % 13 == c).All(v => v == -7)));
        }

        Assert.Equal((0, 11), (frames.Min(), frames.Max()));
        Assert.Equal((0, 5), (coefficients.Min(), coefficients.Max()));
    }

    [Fact]
    public void Mixup_mixes_features_and_labels_with_the_same_share()
    {
        foreach (Batch batch in Draw(new AugmentationOptions { Mixup = 0.5 }))
        {
            Assert.InRange(batch.Share, 0, 1);
            float[] values = batch.Features.data<float>().ToArray();
            long[] labels = batch.Labels.data<long>().ToArray();
            long[] mixed = batch.MixedLabels!.data<long>().ToArray();
            Assert.Equal(labels.Order(), mixed.Order());
            for (int i = 0; i < labels.Length; i++)
            {
                Assert.Contains(Pairs(labels[i], mixed[i]), pair =>
                    Math.Abs(values[i * Size] - ((batch.Share * pair.First) + ((1 - batch.Share) * pair.Second))) < 0.01);
            }
        }
    }

    [Fact]
    public void Equal_seeds_give_equal_batches()
    {
        AugmentationOptions options = AugmentationOptions.Moderate with { Mixup = 0.2 };
        float[] first = [.. Draw(options, 3).SelectMany(b => b.Features.data<float>().ToArray())];
        Assert.Equal(first, Draw(options, 3).SelectMany(b => b.Features.data<float>().ToArray()));
        Assert.NotEqual(first, Draw(options, 4).SelectMany(b => b.Features.data<float>().ToArray()));
    }

    [Theory]
    [InlineData(0.05, 0.23)] // variance of Beta(a, a): 1 / (4 (2a + 1))
    [InlineData(1, 0.0833)]
    [InlineData(4, 0.0278)]
    public void Samples_have_the_moments_of_the_beta_distribution(double alpha, double variance)
    {
        var random = new SeededRandom(9);
        double[] shares = [.. Enumerable.Range(0, 20_000).Select(_ => BetaDistribution.Next(random, alpha))];
        Assert.All(shares, share => Assert.InRange(share, 0, 1));
        Assert.Equal(0.5, shares.Average(), 0.012);
        Assert.Equal(variance, shares.Average(share => Math.Pow(share - 0.5, 2)), 0.006);
    }

    [Fact]
    public void Settings_out_of_range_are_rejected()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new AugmentationOptions { TimeMask = 1 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new AugmentationOptions { Mixup = -1 }.Validate());
        Assert.Throws<ArgumentOutOfRangeException>(() => new AugmentationOptions { LevelDecibels = double.NaN }.Validate());
        AugmentationOptions.Moderate.Validate();
    }

    private static Batch[] Draw(AugmentationOptions options, ulong seed = 1)
    {
        int[] training = [.. Enumerable.Range(0, 12)];
        var settings = new TrainingOptions { Augmentation = options };
        return [.. new AugmentedSegments(Data, training, new TrainingSegments(Data, training, settings), settings).Shuffled(4, new SeededRandom(seed))];
    }

    private static IEnumerable<float> Starts(Batch batch) => batch.Features.data<float>().ToArray().Where((_, i) => i % Size == 0);

    private static IEnumerable<(float First, float Second)> Pairs(long first, long second) =>
        from a in Enumerable.Range(0, 12) where Data.Labels[a] == first from b in Enumerable.Range(0, 12) where Data.Labels[b] == second select ((float)a * Size, (float)b * Size);

    // Each value is its place, which single precision holds exactly.
    private static FeatureSet Numbered()
    {
        FeatureSet data = TestFeatures.Make(tracksPerGenre: 2, segmentsPerTrack: 2);
        return new FeatureSet(new FeatureSetContent
        {
            Values = (float[])[.. Enumerable.Range(0, data.ToArray().Length).Select(i => (float)i)],
            Labels = [.. data.Labels],
            TrackIds = [.. data.TrackIds],
            Genres = data.Genres,
            Options = data.Options,
            DatasetName = "numbered",
            DatasetFingerprint = data.DatasetFingerprint,
        });
    }
}
