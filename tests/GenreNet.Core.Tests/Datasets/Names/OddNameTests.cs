using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Datasets.Splits;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Names;

/// <summary>What is written under a name is read under the same name.</summary>
public sealed class OddNameTests : IDisposable
{
    private static readonly string[] Ids = [.. OddNames.All.Select(name => $"rock/{name}").Order(StringComparer.Ordinal)];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Quarantine_lists_keep_names()
    {
        new Quarantine(Ids.Select(id => new QuarantinedTrack(id, "two\nlines"))).Save(_folder.File("q.csv"));
        Assert.Equal(Ids, Quarantine.Load(_folder.File("q.csv")).Tracks.Select(t => t.Track));
        Assert.All(Quarantine.Load(_folder.File("q.csv")).Tracks, t => Assert.Equal("two lines", t.Reason));
    }

    [Fact]
    public void Lists_of_groups_keep_names()
    {
        TrackGroups.Of([Ids]).Save(_folder.File("g.csv"));
        Assert.Equal(Ids, Assert.Single(TrackGroups.Load(_folder.File("g.csv")).Groups));
    }

    [Fact]
    public void Splits_keep_names()
    {
        var split = new DataSplit { Kind = SplitKind.Lists, Train = Ids[..10], Validation = Ids[10..20], Test = Ids[20..] };
        SplitFile.Save(split, _folder.File("split.json"));
        DataSplit read = SplitFile.Load(_folder.File("split.json"));
        Assert.Equal(Ids, read.Train.Concat(read.Validation).Concat(read.Test));
    }

    [Fact]
    public void Caches_keep_names()
    {
        FeatureCache.Save(_folder.File("c.npz"), new PreparedFeatures(SplitData.Of([.. Ids, "blues/a"]), [], []));
        Assert.Equal(Ids, FeatureCache.Load(_folder.File("c.npz")).Features.Tracks.Select(t => t.Id).Where(id => id != "blues/a").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(".wav", null)]
    [InlineData(".wav", 3)]
    [InlineData("", null)]
    [InlineData("", 3)]
    public void Names_in_tables_keep_ids(string extension, int? segment)
    {
        string[] ids = [.. Ids, "rock/song.wav", "rock/song.flac", "rock/song.wav.mp3", "rock/song"];
        string[] names = [.. ids.Select(id => TableName.Write(id, "rock", extension.Length > 0 && Path.HasExtension(id) && id.Contains("song.", StringComparison.Ordinal) ? Path.GetExtension(id) : extension, segment))];
        Assert.Equal(ids, TableName.Read([.. names.Select(name => (name, "rock", string.Empty))]).Select(read => read.Track));
    }

    [Fact]
    public void An_exported_table_keeps_ids()
    {
        FeatureSet some = SplitData.Of([.. Ids, "blues/a"], segments: 1);
        float[] values = new float[some.Tracks.Count * FeatureOptions.Summaries.ValuesPerSegment];
        var summaries = new FeatureSet(new FeatureSetContent
        {
            Values = values,
            Labels = [.. some.Labels],
            TrackIds = [.. some.TrackIds],
            Genres = some.Genres,
            Options = FeatureOptions.Summaries,
            DatasetName = "music",
            DatasetFingerprint = "0",
        });
        FeatureTableExport.Write(summaries, _folder.File("t.csv"));
        Assert.Equal(Ids, FeatureTable.Load(_folder.File("t.csv")).Features.Tracks.Select(t => t.Id).Where(id => id != "blues/a").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_manifest_can_list_files_of_any_name()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names cannot be written here");
        Sound.WriteDataset(_folder.Path, 1, 0.1, "blues", "rock");
        foreach (string name in OddNames.All)
        {
            File.Copy(_folder.File("rock", "rock.00000.wav"), _folder.File("rock", $"{name}.wav"));
        }

        IEnumerable<string> lines = OddNames.All.Select(name => $"\"rock/{name.Replace("\"", "\"\"", StringComparison.Ordinal)}.wav\",rock");
        File.WriteAllText(_folder.File("m.csv"), $"path,genre\nblues/blues.00000.wav,blues\n{string.Join('\n', lines)}\n");
        var library = TrackLibrary.Open(_folder.File("m.csv"));
        Assert.Equal(Ids, library.Tracks.Select(t => t.Id).Where(id => id != "blues/blues.00000"));
        Assert.Equal(1 + Ids.Length, library.ReadAll().Count(track =>
        {
            using var reader = track.Open();
            return reader.SampleCount > 0;
        }));
    }

    [Fact]
    public void Accents_match_between_lists_and_data_in_any_encoding()
    {
        const string composed = "caf\u00E9/m\u00FAsica";
        const string decomposed = "cafe\u0301/mu\u0301sica";
        FeatureSet data = SplitData.Of([decomposed, "cafe\u0301/b", "cafe\u0301/c", "rock/1", "rock/2", "rock/3"]);
        var split = new DataSplit { Kind = SplitKind.Lists, Train = [composed, "rock/1"], Validation = ["caf\u00E9/b", "rock/2"], Test = ["caf\u00E9/c", "rock/3"] };
        SplitFile.Save(split, _folder.File("split.json"));
        Assert.Equal([decomposed, "rock/1"], SplitFile.LoadFor(_folder.File("split.json"), data).Train);

        File.WriteAllText(_folder.File("groups.csv"), $"track,group\n{composed},x\ncaf\u00E9/b,x\n");
        FeatureSet grouped = data.With(TrackGroups.Load(_folder.File("groups.csv")));
        Assert.Single(grouped.Tracks.Where(t => t.Id == decomposed || t.Id == "cafe\u0301/b").Select(t => t.Group).Distinct());

        File.WriteAllText(_folder.File("train.txt"), $"{composed}.wav\nrock/1\n");
        File.WriteAllText(_folder.File("valid.txt"), "caf\u00E9/b\nrock/2\n");
        File.WriteAllText(_folder.File("test.txt"), "caf\u00E9/c\nrock/3\n");
        Assert.Equal([decomposed, "rock/1"], SplitLists.Read(data, _folder.File("train.txt"), _folder.File("valid.txt"), _folder.File("test.txt")).Train);
    }

    [Fact]
    public void Groups_with_differently_encoded_accents_are_one_group()
    {
        const string composed = "Beyonc\u00E9";
        const string decomposed = "Beyonce\u0301";
        // In features, and so in caches that hold both.
        FeatureSet torn = SplitData.Of(["a/1", "a/2", "b/1"], groupOf: id => id switch { "a/1" => composed, "a/2" => decomposed, _ => id });
        Assert.Equal([composed, composed, "b/1"], torn.Tracks.Select(t => t.Group));
        FeatureSet alike = SplitData.Of(["a/1", "a/2", "b/1"], groupOf: id => id == "b/1" ? id : decomposed);
        Assert.Equal([decomposed, decomposed, "b/1"], alike.Tracks.Select(t => t.Group));

        // In manifests.
        Sound.WriteDataset(_folder.Path, 2, 0.1, "blues", "rock");
        File.WriteAllText(
            _folder.File("m.csv"),
            $"path,genre,group\nblues/blues.00000.wav,blues,{composed}\nblues/blues.00001.wav,blues,{decomposed}\nrock/rock.00000.wav,rock,x\n");
        Assert.Equal([$"group:{composed}", $"group:{composed}", "group:x"], TrackLibrary.Open(_folder.File("m.csv")).Tracks.Select(t => t.Group));

        // In lists.
        File.WriteAllText(_folder.File("g.csv"), $"track,group\na/1,{composed}\na/2,{decomposed}\nb/1,x\n");
        Assert.Equal(2, TrackGroups.Load(_folder.File("g.csv")).Groups[0].Count);
        Assert.Equal(["a/1", "a/2"], TrackGroups.Of(Array.Empty<Track>()).With([("a/1", composed), ("a/2", decomposed), ("b/1", "x")]).Groups.Single());
    }

    [Fact]
    public void A_list_of_groups_with_differently_encoded_accents_has_no_unknown_tracks()
    {
        File.WriteAllText(_folder.File("g.csv"), "track,group\ncaf\u00E9/1,x\n");
        Assert.Null(TrackGroups.Load(_folder.File("g.csv")).UnknownIn(["cafe\u0301/1"], "music"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.5)]
    public void An_exported_table_keeps_ids_if_folders_differ_from_their_genre(double? segmentSeconds)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the file system decides here");
        Sound.WriteDataset(_folder.Path, 1, 1, "rock", "Hip Hop ", "Hip Hop", "hip\nhop", "cafe\u0301", "caf\u00E9");
        Directory.CreateDirectory(_folder.File("Hip Hop", "hiphop"));
        File.Copy(_folder.File("rock", "rock.00000.wav"), _folder.File("Hip Hop", "hiphop", "1.0.wav"));
        var library = TrackLibrary.Open(_folder.Path);
        FeatureTableExport.Write(library, _folder.File("t.csv"), segmentSeconds);
        FeatureSet table = FeatureTable.Load(_folder.File("t.csv")).Features;
        Assert.Equal(library.Tracks.Select(t => (t.Id, t.Genre)), table.Tracks.Select(t => (t.Id, table.Genres[t.Label])));
        Assert.Equal(segmentSeconds is null ? table.TrackCount : 2 * table.TrackCount, table.SegmentCount);
    }

    [Fact]
    public void An_exported_table_keeps_the_ids_of_a_manifest_in_a_column_only_if_needed()
    {
        Sound.WriteDataset(_folder.File("set"), 2, 1, "blues", "rock");
        File.WriteAllText(_folder.File("m.csv"), "path,genre,track\nset/blues/blues.00000.wav,blues,one\nset/rock/rock.00000.wav,rock,x/two.1\n");
        foreach ((string path, bool hasColumn) in ((string, bool)[])[(_folder.File("m.csv"), true), (_folder.File("set"), false)])
        {
            var library = TrackLibrary.Open(path);
            FeatureTableExport.Write(library, _folder.File("t.csv"));
            Assert.Equal(library.Tracks.Select(t => t.Id), FeatureTable.Load(_folder.File("t.csv")).Features.Tracks.Select(t => t.Id));
            Assert.Equal(hasColumn, File.ReadLines(_folder.File("t.csv")).First().EndsWith(",track_id", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_dataset_of_one_genre_names_the_spellings_that_were_merged()
    {
        Sound.WriteDataset(_folder.Path, 1, 0.1, "C", "C#", "C++");
        string message = Assert.Throws<DatasetException>(() => TrackLibrary.Open(_folder.Path)).Message;
        Assert.Contains("C, C#, C++ are spellings of one genre", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Long_names_are_shortened_in_messages_and_invalid_UTF8_is_reported()
    {
        File.WriteAllText(_folder.File("m.csv"), $"path,{new string('x', 3_000_000)}\na.wav,b\n");
        Assert.InRange(Assert.Throws<DatasetException>(() => TrackLibrary.Open(_folder.File("m.csv"))).Message.Length, 50, 1000);
        File.WriteAllBytes(_folder.File("l.txt"), [.. "caf"u8, 0xE9, .. "/1.wav"u8]);
        string message = Assert.Throws<DatasetException>(() => SplitLists.RequireReadable(_folder.File("l.txt"))).Message;
        Assert.Contains("is not valid UTF-8: save it as UTF-8 text", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Accents_match_between_folders_manifests_and_quarantine_in_any_encoding()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the file system decides here");
        Sound.WriteDataset(_folder.Path, 2, 0.1, "rock", "caf\u00E9", "cafe\u0301");
        var library = TrackLibrary.Open(_folder.Path);
        Assert.Equal(2, library.Genres.Count);
        Assert.Contains("are spellings of one genre", Assert.Single(library.Warnings), StringComparison.Ordinal);
        Assert.Equal(6, library.Tracks.Count);

        Directory.Delete(Path.Combine(_folder.Path, "caf\u00E9"), recursive: true);
        library = TrackLibrary.Open(_folder.Path).Without(new Quarantine([new("caf\u00E9/caf\u00E9.00000", "x")]));
        Assert.Equal(3, library.Tracks.Count);
        File.WriteAllText(_folder.File("m.csv"), "path,genre\ncaf\u00E9/caf\u00E9.00000.wav,a\nrock/rock.00000.wav,rock\n");
        Assert.Equal("cafe\u0301/cafe\u0301.00000.wav", TrackLibrary.Open(_folder.File("m.csv")).Tracks[0].RelativePath);
        File.AppendAllText(_folder.File("m.csv"), "cafe\u0301/cafe\u0301.00000.wav,a\n");
        Assert.Contains("repeats", Assert.Throws<DatasetException>(() => TrackLibrary.Open(_folder.File("m.csv"))).Message, StringComparison.Ordinal);
    }
}
