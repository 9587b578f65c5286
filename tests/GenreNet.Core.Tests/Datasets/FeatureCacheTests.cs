using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Datasets.Caching;
using GenreNet.Core.Errors;
using GenreNet.Core.Features;
using GenreNet.Core.Numpy;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets;

public sealed class FeatureCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Dataset => Path.Combine(_folder.Path, "set");

    private string Cache => Path.Combine(_folder.Path, "features.npz");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Prepare_writes_the_documented_arrays()
    {
        Sound.WriteDataset(Dataset, 2, 7, "blues", "rock");
        PreparedFeatures prepared = Prepare();
        using var file = NpzReader.Open(Cache);
        Assert.Equal(["features", "labels", "genres", "tracks", "options"], file.Names);
        Assert.Equal([8, 130, 13], file.Read("features").Shape.ToArray());
        Assert.Equal(NpyType.Float32, file.Read("features").Type);
        Assert.Equal([0L, 0, 0, 0, 1, 1, 1, 1], file.Read("labels").ToInt64());
        Assert.Equal(["blues", "rock"], file.Read("genres").AsText().ToArray());
        Assert.Equal("rock/rock.00001", file.Read("tracks").AsText()[7]);
        Assert.Contains("\"segment_seconds\":3", file.Read("options").AsText()[0], StringComparison.Ordinal);
        Assert.False(prepared.IsReused);
    }

    [Fact]
    public void Load_gives_back_what_was_prepared()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        FeatureSet prepared = Prepare().Features;
        FeatureSet loaded = FeatureCache.Load(Cache).Features;
        Assert.Equal(prepared.Values, loaded.Values);
        Assert.Equal(prepared.TrackIds, loaded.TrackIds);
        Assert.Equal(prepared.Options, loaded.Options);
        Assert.Equal(prepared.DatasetFingerprint, loaded.DatasetFingerprint);
    }

    [Fact]
    public void A_cache_is_reused_until_dataset_or_options_change()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        Prepare();
        byte[] first = File.ReadAllBytes(Cache);
        Assert.True(Prepare().IsReused);
        Assert.False(Prepare(FeatureOptions.Default with { Tail = TailPolicy.Pad }).IsReused);
        Assert.False(Prepare().IsReused);
        Assert.Equal(first, File.ReadAllBytes(Cache));
        WavWriter.Write(Path.Combine(Dataset, "blues", "new.wav"), Sound.Sine(99, 4), 22050);
        Assert.False(Prepare().IsReused);
    }

    [Fact]
    public void Damaged_and_short_tracks_are_skipped_by_name()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        WavWriter.Write(Path.Combine(Dataset, "rock", "short.wav"), Sound.Sine(440, 1), 22050);
        File.WriteAllBytes(Path.Combine(Dataset, "rock", "zero.wav"), []);
        PreparedFeatures prepared = Prepare();
        Assert.Equal(["rock/short", "rock/zero"], prepared.Skipped.Select(s => s.Id));
        Assert.Equal(4, prepared.Features.TrackCount);
        Assert.All(prepared.Skipped, s => Assert.DoesNotContain(_folder.Path, s.Reason, StringComparison.Ordinal));
        Assert.Equal(prepared.Skipped, FeatureCache.Load(Cache).Skipped);
    }

    [Fact]
    public void A_genre_without_a_usable_track_is_refused()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        Sound.WriteDataset(Dataset, 2, 0.5, "noise");
        Assert.Contains("noise", Assert.Throws<DatasetException>(() => Prepare()).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Cache));
    }

    [Fact]
    public void A_file_of_another_kind_is_left_alone()
    {
        Sound.WriteDataset(Dataset, 1, 3.5, "blues", "rock");
        File.WriteAllText(Cache, "precious");
        Assert.Throws<GenreNetException>(() => Prepare());
        Assert.Equal("precious", File.ReadAllText(Cache));
        Assert.Throws<DatasetException>(() => FeatureCache.Load(Cache));
        Assert.Throws<DatasetException>(() => FeatureCache.Load(Cache + ".nowhere"));
    }

    [Fact]
    public void Cancelling_leaves_nothing_behind()
    {
        Sound.WriteDataset(Dataset, 4, 3.5, "blues", "rock");
        using var source = new CancellationTokenSource();
        var library = TrackLibrary.Open(Dataset);
        Assert.ThrowsAny<OperationCanceledException>(
            () => FeatureCache.Prepare(library, FeatureOptions.Default, Cache, new Cancelling(source), source.Token));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    private PreparedFeatures Prepare(FeatureOptions? options = null) =>
        FeatureCache.Prepare(TrackLibrary.Open(Dataset), options ?? FeatureOptions.Default, Cache);

    private sealed class Cancelling(CancellationTokenSource source) : IProgress<ExtractionProgress>
    {
        public void Report(ExtractionProgress value) => source.Cancel();
    }
}
