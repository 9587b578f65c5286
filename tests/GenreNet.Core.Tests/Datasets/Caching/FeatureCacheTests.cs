using GenreNet.Core.Audio;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numpy;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Caching;

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
        CacheSummary prepared = Prepare();
        using var file = NpzReader.Open(Cache);
        Assert.Equal(["features", "labels", "genres", "tracks", "groups", "parts", "contents", "options"], file.Names);
        Assert.Equal([8, 130, 13], file.Read("features").Shape.ToArray());
        Assert.Equal(NpyType.Float32, file.Read("features").Type);
        Assert.Equal([0L, 0, 0, 0, 1, 1, 1, 1], file.Read("labels").ToInt64());
        Assert.Equal(["blues", "rock"], file.Read("genres").AsText().ToArray());
        Assert.Equal("rock/rock.00001", file.Read("tracks").AsText()[7]);
        Assert.Contains("\"segment_seconds\":3", file.Read("options").AsText()[0], StringComparison.Ordinal);
        Assert.False(prepared.IsReused);
    }

    [Fact]
    public void Features_that_exceed_the_memory_limit_are_mapped_from_a_file_that_leaves_nothing_behind()
    {
        Sound.WriteDataset(Dataset, 3, 7, "blues", "rock");
        Prepare();
        FeatureSet inMemory = FeatureCache.Load(Cache).Features;
        FeatureSet mapped = FeatureCache.Load(Cache, memoryLimit: 1).Features;
        Assert.Equal(inMemory.ToArray(), mapped.ToArray());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal([Cache], Directory.GetFiles(_folder.Path));
        }
    }

    [Fact]
    public void A_cache_whose_features_are_damaged_is_refused_although_its_other_arrays_are_whole()
    {
        Sound.WriteDataset(Dataset, 2, 7, "blues", "rock");
        Prepare();
        byte[] bytes = File.ReadAllBytes(Cache);
        bytes[bytes.Length / 2] ^= 1;
        File.WriteAllBytes(Cache, bytes);
        Assert.Contains("damaged", Assert.Throws<DatasetException>(() => FeatureCache.Load(Cache)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_returns_the_prepared_features()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        Prepare();
        FeatureSet prepared = FeatureExtraction.Run(TrackLibrary.Open(Dataset), FeatureOptions.Default).Features;
        FeatureSet loaded = FeatureCache.Load(Cache).Features;
        Assert.Equal(prepared.ToArray(), loaded.ToArray());
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
    public void Damaged_and_short_tracks_are_skipped_and_named()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        WavWriter.Write(Path.Combine(Dataset, "rock", "short.wav"), Sound.Sine(440, 1), 22050);
        File.WriteAllBytes(Path.Combine(Dataset, "rock", "zero.wav"), []);
        CacheSummary prepared = Prepare();
        Assert.Equal(["rock/short", "rock/zero"], prepared.Skipped.Select(s => s.Id));
        Assert.Equal(4, prepared.TrackCount);
        Assert.All(prepared.Skipped, s => Assert.DoesNotContain(_folder.Path, s.Reason, StringComparison.Ordinal));
        Assert.Equal(prepared.Skipped, FeatureCache.Load(Cache).Skipped);
    }

    [Fact]
    public void A_genre_without_a_usable_track_is_rejected()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        Sound.WriteDataset(Dataset, 2, 0.5, "noise");
        Assert.Contains("noise", Assert.Throws<DatasetException>(() => Prepare()).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(Cache));
    }

    [Fact]
    public void A_file_of_another_kind_is_not_overwritten()
    {
        Sound.WriteDataset(Dataset, 1, 3.5, "blues", "rock");
        File.WriteAllText(Cache, "precious");
        Assert.Throws<GenreNetException>(() => Prepare());
        Assert.Equal("precious", File.ReadAllText(Cache));
        Assert.Throws<DatasetException>(() => FeatureCache.Load(Cache));
        Assert.Throws<DatasetException>(() => FeatureCache.Load(Cache + ".nowhere"));
    }

    [Fact]
    public void A_cancelled_run_is_resumed_and_gives_the_same_cache()
    {
        Sound.WriteDataset(Dataset, 8, 3.5, "blues", "rock");
        using var source = new CancellationTokenSource();
        var library = TrackLibrary.Open(Dataset);
        Assert.ThrowsAny<OperationCanceledException>(
            () => FeatureCache.Prepare(library, FeatureOptions.Default, Cache, new Cancelling(source, after: 3), source.Token));
        Assert.Equal([Cache + ".partial"], Directory.GetFiles(_folder.Path));

        Assert.InRange(Prepare().ExtractedCount, 1, 13);
        byte[] resumed = File.ReadAllBytes(Cache);
        File.Delete(Cache);
        Assert.Equal(16, Prepare().ExtractedCount);
        Assert.Equal(resumed, File.ReadAllBytes(Cache));
        Assert.Equal([Cache], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Cancelling_before_the_first_track_leaves_no_files()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        using var source = new CancellationTokenSource();
        Assert.ThrowsAny<OperationCanceledException>(
            () => FeatureCache.Prepare(TrackLibrary.Open(Dataset), FeatureOptions.Default, Cache, new Cancelling(source, after: 0), source.Token));
        Assert.Empty(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void Only_new_files_are_extracted_and_the_cache_equals_a_complete_extraction()
    {
        Sound.WriteDataset(Dataset, 4, 3.5, "blues", "rock");
        Prepare();
        WavWriter.Write(Path.Combine(Dataset, "blues", "a new one.wav"), Sound.Sine(99, 4), 22050);
        File.Delete(Path.Combine(Dataset, "rock", "rock.00002.wav"));
        File.Move(Path.Combine(Dataset, "rock", "rock.00003.wav"), Path.Combine(Dataset, "rock", "renamed.wav"));
        CacheSummary summary = Prepare();
        Assert.Equal((1, 8, false), (summary.ExtractedCount, summary.TrackCount, summary.IsReused));
        byte[] grown = File.ReadAllBytes(Cache);
        File.Delete(Cache);
        Assert.Equal(8, Prepare().ExtractedCount);
        Assert.Equal(grown, File.ReadAllBytes(Cache));
    }

    [Fact]
    public void Copies_of_a_file_are_extracted_once_and_all_are_used()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        File.Copy(Path.Combine(Dataset, "rock", "rock.00000.wav"), Path.Combine(Dataset, "rock", "copy.wav"));
        Assert.Equal(5, Prepare().TrackCount);
        FeatureSet features = FeatureCache.Load(Cache).Features;
        Assert.Equal(features.Gather(features.SegmentsOf(["rock/rock.00000"])), features.Gather(features.SegmentsOf(["rock/copy"])));
    }

    [Fact]
    public void Incomplete_records_of_a_killed_run_are_discarded()
    {
        Sound.WriteDataset(Dataset, 3, 3.5, "blues", "rock");
        Prepare();
        byte[] whole = File.ReadAllBytes(Cache);
        File.Delete(Cache);
        using (FeatureJournal journal = FeatureJournal.TryOpen(Cache + ".partial", CacheDescription.KeyOf(FeatureOptions.Default))!)
        {
            FeatureExtraction.Fill(journal, TrackLibrary.Open(Dataset), new CacheSettings(FeatureOptions.Default, null), new FeaturePipeline(FeatureOptions.Default), null, TestContext.Current.CancellationToken);
        }

        using (FileStream partial = File.OpenWrite(Cache + ".partial"))
        {
            partial.SetLength(partial.Length - 1000);
        }

        File.WriteAllText(Cache + ".genrenet-123-0123456789abcdef0123456789abcdef.tmp", "half of a cache");
        Assert.Equal(1, Prepare().ExtractedCount);
        Assert.Equal(whole, File.ReadAllBytes(Cache));
        Assert.Equal([Cache], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task A_second_run_waits_for_the_first_and_uses_its_features()
    {
        Sound.WriteDataset(Dataset, 3, 3.5, "blues", "rock");
        var library = TrackLibrary.Open(Dataset);
        FeatureJournal first = FeatureJournal.TryOpen(Cache + ".partial", CacheDescription.KeyOf(FeatureOptions.Default))!;
        using var waits = new ManualResetEventSlim();
        var second = Task.Run(() => FeatureCache.Prepare(library, FeatureOptions.Default, Cache, new Signalling(waits)), TestContext.Current.CancellationToken);
        Assert.True(waits.Wait(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));
        JournalContent.Save(first, FeatureExtraction.Fill(first, library, new CacheSettings(FeatureOptions.Default, null), new FeaturePipeline(FeatureOptions.Default), null, default), Cache, default);
        first.Delete();
        Assert.True((await second).IsReused);
        Assert.Equal([Cache], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void A_deleted_file_is_skipped_and_extracted_by_the_next_run()
    {
        Sound.WriteDataset(Dataset, 3, 3.5, "blues", "rock");
        var library = TrackLibrary.Open(Dataset);
        string file = Path.Combine(Dataset, "rock", "rock.00001.wav");
        byte[] content = File.ReadAllBytes(file);
        File.Delete(file);
        SkippedTrack skipped = Assert.Single(FeatureCache.Prepare(library, FeatureOptions.Default, Cache).Skipped);
        Assert.Equal("rock/rock.00001", skipped.Id);
        Assert.DoesNotContain(_folder.Path, skipped.Reason, StringComparison.Ordinal);

        File.WriteAllBytes(file, content);
        CacheSummary mended = Prepare();
        Assert.Equal((1, 6, false), (mended.ExtractedCount, mended.TrackCount, mended.IsReused));
        Assert.True(Prepare().IsReused);
    }

    [Fact]
    public void Changed_groups_and_warnings_rewrite_the_cache_without_extraction()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        var library = TrackLibrary.Open(Dataset);
        string list = Path.Combine(_folder.Path, "groups.csv");
        File.WriteAllText(list, "track,group\nblues/blues.00000,x\nblues/blues.00001,x\nblues/nowhere,x\n");
        FeatureCache.Prepare(library, FeatureOptions.Default, Cache);
        CacheSummary grouped = FeatureCache.Prepare(library.With(TrackGroups.Load(list)), FeatureOptions.Default, Cache);
        Assert.Equal((0, false), (grouped.ExtractedCount, grouped.IsReused));
        Assert.Contains("nowhere", Assert.Single(grouped.Warnings), StringComparison.Ordinal);
        Assert.Equal(3, FeatureCache.Load(Cache).Features.Tracks.Select(t => t.Group).Distinct().Count());
        Assert.Empty(FeatureCache.Prepare(library, FeatureOptions.Default, Cache).Warnings);
    }

    [Fact]
    public void A_cache_with_damaged_features_is_created_again()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        Prepare();
        byte[] whole = File.ReadAllBytes(Cache);
        byte[] damaged = [.. whole];
        damaged[1000] ^= 1;
        File.WriteAllBytes(Cache, damaged);
        Assert.Throws<DatasetException>(() => FeatureCache.Load(Cache));
        Assert.False(Prepare().IsReused);
        Assert.Equal(whole, File.ReadAllBytes(Cache));
    }

    [Fact]
    public void Groups_and_parts_are_stored_with_the_features()
    {
        Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");
        FeatureSet features = FeatureExtraction.Run(TrackLibrary.Open(Dataset), FeatureOptions.Default).Features;
        string[] groups = [.. features.TrackIds.Select(id => id.EndsWith('0') ? "first" : "second")];
        SplitPart?[] parts = [.. features.TrackIds.Select(id => id.EndsWith('0') ? SplitPart.Test : (SplitPart?)null)];
        var grouped = new FeatureSet(new FeatureSetContent
        {
            Values = (float[])[.. features.ToArray()],
            Labels = [.. features.Labels],
            TrackIds = [.. features.TrackIds],
            Genres = features.Genres,
            Options = features.Options,
            DatasetName = "d",
            DatasetFingerprint = "f",
            Groups = groups,
            Parts = parts,
        });
        FeatureCache.Save(Cache, new PreparedFeatures(grouped, [], []));
        Assert.Equal(grouped.Tracks, FeatureCache.Load(Cache).Features.Tracks);
    }

    [Fact]
    public void Variants_are_only_in_the_train_part_and_more_variants_extend_the_cache()
    {
        Sound.WriteDataset(Dataset, 3, 3.5, "blues", "rock");
        var copies = new AugmentedVariants(2, 7, WaveformAugmentationOptions.Moderate);
        var library = TrackLibrary.Open(Dataset);
        Prepare();
        FeatureSet plain = FeatureCache.Load(Cache).Features;
        CacheSummary summary = FeatureCache.Prepare(library, FeatureOptions.Default, copies with { Count = 1 }, Cache);
        Assert.Equal((6, 12L), (summary.TrackCount, summary.SegmentCount));
        FeatureCache.Prepare(library, FeatureOptions.Default, copies, Cache);
        byte[] grown = File.ReadAllBytes(Cache);
        File.Delete(Cache);
        FeatureCache.Prepare(library, FeatureOptions.Default, copies, Cache);
        Assert.Equal(grown, File.ReadAllBytes(Cache));
        Assert.True(FeatureCache.Prepare(library, FeatureOptions.Default, copies, Cache).IsReused);

        FeatureSet features = FeatureCache.Load(Cache).Features;
        Assert.Equal(copies, features.Augmentation);
        Assert.Equal(plain.ToArray(), features.Gather(features.SegmentsOf(features.Tracks.Select(t => t.Id))));
        DataSplit split = TrackSplit.Stratified(features, 0.3, 0.3, 1);
        Assert.Equal([0, 1, 2, 0, 1, 2], split.SegmentsOf(features, SplitPart.Train).Select(s => features.Variants[s]));
        Assert.Equal(4, split.SegmentsOf(features, SplitPart.Validation).Concat(split.SegmentsOf(features, SplitPart.Test)).Count(s => features.Variants[s] == 0));
        Assert.Equal(6, features.ToArray().Chunk(features.Options.ValuesPerSegment).Select(s => s[5]).Distinct().Count() / 3);
    }

    private CacheSummary Prepare(FeatureOptions? options = null) =>
        FeatureCache.Prepare(TrackLibrary.Open(Dataset), options ?? FeatureOptions.Default, Cache);

    private sealed class Cancelling(CancellationTokenSource source, int after) : IProgress<ExtractionProgress>
    {
        public void Report(ExtractionProgress value)
        {
            if (value.Done >= after)
            {
                source.Cancel();
            }
        }
    }

    private sealed class Signalling(ManualResetEventSlim waits) : IProgress<ExtractionProgress>
    {
        public void Report(ExtractionProgress value)
        {
            if (value.IsWaiting)
            {
                waits.Set();
            }
        }
    }
}
