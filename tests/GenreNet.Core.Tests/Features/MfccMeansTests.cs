using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Features;

public class MfccMeansTests
{
    private static readonly ReadOnlyMemory<float> Music = SyntheticDataset.Render("techno", 7, 9).Samples;

    [Fact]
    public void The_mean_is_over_all_frames_of_all_segments()
    {
        var means = new MfccMeans(new FeatureOptions { Mfcc = new MfccOptions { CoefficientCount = 2 } });
        means.Add([1, 10, 3, 20]);
        means.Add([5, 60]);
        Assert.Equal(2, means.Count);
        Assert.Equal([3f, 30f], means.Compute());
    }

    [Fact]
    public void Without_segments_the_means_are_zero() => Assert.Equal(new float[13], new MfccMeans(FeatureOptions.Default).Compute());

    [Fact]
    public void Bands_are_transformed_as_mfccs_are()
    {
        // The same 64 bands as MFCCs: the mean of the transforms is the transform of the mean.
        FeatureOptions bands = FeatureOptions.LogMels;
        float[] direct = Means(FeatureOptions.Default with { Mfcc = new MfccOptions { MelCount = 64 } });
        float[] transformed = Means(bands);
        Assert.Equal(13, transformed.Length);
        // Log-mel features say decibels below their loudest cell, which is a shift of the first coefficient alone.
        for (int i = 1; i < 13; i++)
        {
            Assert.Equal(direct[i], transformed[i], 0.02);
        }
    }

    [Fact]
    public void Summaries_hold_the_means_themselves()
    {
        FeatureOptions summaries = FeatureOptions.Summaries;
        float[] row = new FeaturePipeline(summaries).Extract(Clip()).Values.ToArray();
        Assert.Equal([.. Enumerable.Range(0, 13).Select(i => row[12 + (2 * i)])], Means(summaries));
    }

    [Fact]
    public void The_first_view_of_joined_features_is_used()
    {
        FeatureOptions mels = FeatureOptions.MusicnnMels with { SegmentSeconds = 1 };
        FeatureOptions summaries = FeatureOptions.Summaries with { SegmentSeconds = 1 };
        float[] alone = Means(mels);
        Assert.Equal(alone, Means(FeatureOptions.Join(1, mels, summaries)));
        Assert.Equal(Means(summaries), Means(FeatureOptions.Join(1, summaries, mels)));
        Assert.Equal(13, alone.Length);
    }

    [Fact]
    public void Embeddings_have_no_MFCC_means()
    {
        var means = new MfccMeans(FeatureOptions.External("vggish", 4));
        means.Add([1, 2, 3, 4]);
        Assert.Empty(means.Compute());
    }

    private static Core.Audio.AudioReader Clip() => new Core.Audio.AudioBuffer(Music, 22050).OpenReader();

    private static float[] Means(FeatureOptions options)
    {
        var means = new MfccMeans(options);
        means.Add(new FeaturePipeline(options).Extract(Clip()).Values.ToArray());
        return means.Compute();
    }
}
