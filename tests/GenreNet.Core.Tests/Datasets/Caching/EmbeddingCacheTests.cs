using GenreNet.Core.Audio;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Caching;

/// <summary>Caches of joined features, embeddings and overlapping segments.</summary>
public sealed class EmbeddingCacheTests : IDisposable
{
    private static readonly FeatureOptions Joined = FeatureOptions.Join(
        1, FeatureOptions.MusicnnMels with { SegmentSeconds = 0.9 }, FeatureOptions.Summaries with { SegmentSeconds = 1 }) with
    {
        HopSeconds = 0.5,
        Tail = TailPolicy.Align,
    };

    private static readonly FeatureOptions Embeddings = FeatureOptions.Encoded(Joined, new FeatureEncoder { Name = "mean", Sha256 = "ab", Size = 2 });

    private readonly TemporaryFolder _folder = new();

    public EmbeddingCacheTests() => Sound.WriteDataset(Dataset, 2, 2.3, "blues", "rock");

    private string Dataset => Path.Combine(_folder.Path, "data");

    private string Cache => Path.Combine(_folder.Path, "cache.npz");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Overlapping_segments_of_joined_features_are_cached()
    {
        // 2.3 s: segments at 0, 0.5, 1 and, aligned, at 1.3 s.
        CacheSummary summary = FeatureCache.Prepare(TrackLibrary.Open(Dataset), Joined, Cache, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(16, summary.SegmentCount);
        FeatureSet features = FeatureCache.Load(Cache).Features;
        Assert.Equal(Joined, features.Options);
        Assert.Equal(TimeSpan.FromSeconds(1.3), Joined.SegmentStart(3, TimeSpan.FromSeconds(2.3)));
        AudioBuffer clip = AudioBuffer.Load(Path.Combine(Dataset, "blues", "blues.00000.wav"), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(SegmentReference.Rows(Joined, clip).SelectMany(row => row), features.Gather(features.SegmentsOf([features.TrackIds[0]])));
        Assert.True(FeatureCache.Prepare(TrackLibrary.Open(Dataset), Joined, Cache, cancellationToken: TestContext.Current.CancellationToken).IsReused);
        Assert.False(FeatureCache.Prepare(
            TrackLibrary.Open(Dataset), Joined with { HopSeconds = null }, Cache, cancellationToken: TestContext.Current.CancellationToken).IsReused);
    }

    [Fact]
    public void Embeddings_are_computed_once()
    {
        int calls = 0;
        var pipeline = new FeaturePipeline(Embeddings, (features, embedding) =>
        {
            Interlocked.Increment(ref calls);
            embedding[0] = features[0];
            embedding[1] = features[^1];
        });
        Prepare(pipeline);
        Assert.Equal(16, calls);
        float[] joined = [.. FeatureExtraction.Run(TrackLibrary.Open(Dataset), Joined, cancellationToken: TestContext.Current.CancellationToken).Features.Segment(5)];
        Assert.Equal([joined[0], joined[^1]], FeatureCache.Load(Cache).Features.Segment(5).ToArray());
        Assert.True(Prepare(pipeline).IsReused);
        // What is cached needs no encoder.
        Assert.True(Prepare(new FeaturePipeline(Embeddings)).IsReused);
        Assert.Equal(16, calls);
        Assert.Equal(2, FeatureExtraction.Run(TrackLibrary.Open(Dataset), pipeline, cancellationToken: TestContext.Current.CancellationToken).Features.CoefficientCount);
    }

    [Fact]
    public void Embeddings_of_another_encoder_are_computed_again()
    {
        Prepare(new FeaturePipeline(Embeddings, (_, embedding) => embedding.Fill(1)));
        FeatureOptions other = Embeddings with { Encoder = Embeddings.Encoder! with { Sha256 = "cd" } };
        Assert.NotEqual(CacheDescription.KeyOf(Embeddings), CacheDescription.KeyOf(other));
        CacheSummary summary = Prepare(new FeaturePipeline(other, (_, embedding) => embedding.Fill(2)));
        Assert.Equal(4, summary.ExtractedCount);
        Assert.All(FeatureCache.Load(Cache).Features.ToArray(), value => Assert.Equal(2, value));
    }

    [Fact]
    public void Without_the_encoder_nothing_is_extracted()
    {
        Assert.Contains("mean, which is not loaded", Assert.Throws<GenreNetException>(() => Prepare(new FeaturePipeline(Embeddings))).Message, StringComparison.Ordinal);
        var external = new FeaturePipeline(FeatureOptions.External("vggish", 128));
        Assert.Contains("by another program", Assert.Throws<GenreNetException>(() => Prepare(external)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Cache));
    }

    [Fact]
    public void Embeddings_of_another_program_can_be_cached()
    {
        FeatureOptions options = FeatureOptions.External("vggish", 2);
        var features = new FeatureSet(new FeatureSetContent
        {
            Values = (float[])[1, 2, 3, 4],
            Labels = [0, 1],
            TrackIds = ["a", "b"],
            Genres = ["blues", "rock"],
            Options = options,
            DatasetName = "mine",
            DatasetFingerprint = "0",
        });
        FeatureCache.Save(Cache, new PreparedFeatures(features, [], []), TestContext.Current.CancellationToken);
        Assert.Equal(options, FeatureCache.Load(Cache).Features.Options);
        Assert.Equal([3, 4], FeatureCache.Load(Cache).Features.Segment(1).ToArray());
    }

    [Fact]
    public void A_clip_has_the_same_features_with_and_without_variants()
    {
        FeatureCache.Prepare(TrackLibrary.Open(Dataset), Joined, Cache, cancellationToken: TestContext.Current.CancellationToken);
        float[] plain = [.. FeatureCache.Load(Cache).Features.ToArray()];
        string copied = Path.Combine(_folder.Path, "copies.npz");
        var copies = new AugmentedVariants(1, Seed: 7, new WaveformAugmentationOptions { GainDecibels = 6 });
        FeatureCache.Prepare(TrackLibrary.Open(Dataset), Joined, copies, copied, cancellationToken: TestContext.Current.CancellationToken);
        FeatureSet both = FeatureCache.Load(copied).Features;
        Assert.Equal(plain, both.Gather(both.SegmentsOf(both.Tracks.Select(t => t.Id))));
        Assert.Equal(32, both.SegmentCount);
    }

    private CacheSummary Prepare(FeaturePipeline pipeline) =>
        FeatureCache.Prepare(TrackLibrary.Open(Dataset), pipeline, augmentation: null, Cache, cancellationToken: TestContext.Current.CancellationToken);
}
