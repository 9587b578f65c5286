using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Splits;

public sealed class SplitListsTests : IDisposable
{
    private static readonly FeatureSet Data = SplitData.Of([.. Enumerable.Range(0, 16).Select(i => i % 2 == 0 ? $"blues/blues.{i:D5}" : $"rock/rock.{i:D5}")]);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Lines_name_tracks_with_and_without_extension_and_folders()
    {
        DataSplit split = Read(
            "\uFEFFblues/blues.00000.wav\r\nrock/rock.00001.au\r\n\r\n# a comment\r\n  blues/blues.00002  \r\n",
            "genres/blues/blues.00004.wav\n./rock/rock.00003.wav\n",
            "rock.00005.wav\nData\\genres_original\\blues\\blues.00006.wav");
        Assert.Equal(["blues/blues.00000", "blues/blues.00002", "rock/rock.00001"], split.Train);
        Assert.Equal(["blues/blues.00004", "rock/rock.00003"], split.Validation);
        Assert.Equal(["blues/blues.00006", "rock/rock.00005"], split.Test);
        Assert.Equal((SplitKind.Lists, null, "train.txt, valid.txt, test.txt"), (split.Kind, split.Seed, split.Source));
        Assert.Contains("9 of 16 tracks are in no part of the split and left out, for example blues/blues.00008", Assert.Single(split.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Unmatched_lines_are_counted_and_the_first_is_named()
    {
        DataSplit split = Read("blues/blues.00000\nrock/rock.00001", "blues/blues.00002\nrock/rock.00003", "# x\njazz/jazz.00054.wav\nblues/blues.00004\nrock/rock.00005\nrock/rock.99999");
        Assert.Contains("2 of the 4 lines of test.txt match no track of music, for example line 2, jazz/jazz.00054.wav.", split.Warnings[0], StringComparison.Ordinal);
    }

    [Fact]
    public void A_track_on_two_lists_is_named_with_both_lines()
    {
        string message = FailureOf("blues/blues.00000\nrock/rock.00001", "blues/blues.00002\nrock/rock.00003", "\ngenres/blues/blues.00000.wav");
        Assert.Contains($"The track blues/blues.00000 is on two lists (line 1 of {_folder.File("train.txt")} and line 2 of {_folder.File("test.txt")})", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_repeated_track_on_one_list_is_one_track() =>
        Assert.Equal(2, Read("blues/blues.00000\nrock/rock.00001.wav\nblues/blues.00000.wav", "blues/blues.00002", "rock/rock.00003").Train.Count);

    [Fact]
    public void An_ambiguous_line_is_rejected()
    {
        FeatureSet data = SplitData.Of(["a/live/song", "b/live/song", "a/other", "b/other", "a/x.wav", "a/x.mp3"]);
        Assert.Contains("matches both a/live/song and b/live/song", FailureOf(data, "song.wav", "a/other", "b/other"), StringComparison.Ordinal);
        Assert.Contains("matches both a/x.wav and a/x.mp3", FailureOf(data, "a/x", "a/other", "b/other"), StringComparison.Ordinal);
        Assert.Contains("train part", FailureOf(data, "a/x.mp3", "a/other", "b/other"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing\n")]
    [InlineData("pop/pop.00001.wav\n")]
    public void A_list_without_tracks_of_the_data_is_rejected(string test)
    {
        string message = FailureOf("blues/blues.00000\nrock/rock.00001", "blues/blues.00002\nrock/rock.00003", test);
        Assert.StartsWith($"{_folder.File("test.txt")} lists no tracks of music", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_list_and_one_that_is_not_text_are_rejected()
    {
        string path = _folder.File("train.txt");
        File.WriteAllBytes(path, [0x62, 0x80, 0xFF, 0x00]);
        Assert.Contains(path, Assert.Throws<DatasetException>(() => SplitLists.RequireReadable(path)).Message, StringComparison.Ordinal);
        Assert.Contains("nowhere.txt", Assert.Throws<DatasetException>(() => SplitLists.RequireReadable(_folder.File("nowhere.txt"))).Message, StringComparison.Ordinal);
        Assert.Throws<DatasetException>(() => SplitLists.RequireReadable(_folder.Path));
    }

    [Fact]
    public void With_two_lists_validation_tracks_are_drawn_from_the_first()
    {
        FeatureSet data = SplitData.Of(1, id => id[..^1], 40, 40);
        string[] Ids(int from, int to) => [.. data.Tracks.Select(t => t.Id).Where(id => int.Parse(id[3..], System.Globalization.CultureInfo.InvariantCulture) is int i && i >= from && i < to)];
        File.WriteAllLines(_folder.File("train.txt"), Ids(0, 30));
        File.WriteAllLines(_folder.File("valid.txt"), Ids(30, 40));
        DataSplit Draw(ulong seed) => SplitLists.Read(data, _folder.File("train.txt"), _folder.File("valid.txt"), 1 / 3.0, seed);
        DataSplit split = Draw(5);
        Assert.Equal(Ids(30, 40).Order(StringComparer.Ordinal), split.Test);
        Assert.Equal(Ids(0, 30).Order(StringComparer.Ordinal), split.Train.Concat(split.Validation).Order(StringComparer.Ordinal));
        Assert.Equal((10, 10), (split.Validation.Count(t => t.StartsWith("g0", StringComparison.Ordinal)), split.Validation.Count(t => t.StartsWith("g1", StringComparison.Ordinal))));
        Assert.Empty(split.Train.Select(t => t[..^1]).Intersect(split.Validation.Select(t => t[..^1])));
        Assert.Equal("lists of tracks: train.txt, valid.txt, validation tracks drawn from the training list, seed 5", split.Describe());
        Assert.Equal(split.ToJson(), Draw(5).ToJson());
        Assert.NotEqual(split.Validation, Draw(6).Validation);
    }

    [Fact]
    public void Two_lists_require_two_training_groups_per_genre()
    {
        File.WriteAllText(_folder.File("train.txt"), "blues/blues.00000\nrock/rock.00001\nrock/rock.00003");
        File.WriteAllText(_folder.File("test.txt"), "blues/blues.00002\nrock/rock.00005");
        var problem = Assert.Throws<DatasetException>(() => SplitLists.Read(Data, _folder.File("train.txt"), _folder.File("test.txt"), 0.2, 1));
        Assert.Contains("The genre blues has 1 usable track, but a split into 2 parts needs at least 2", problem.Message, StringComparison.Ordinal);
    }

    private DataSplit Read(string train, string validation, string test) => Read(Data, train, validation, test);

    private DataSplit Read(FeatureSet data, string train, string validation, string test)
    {
        (string Name, string Text)[] lists = [("train.txt", train), ("valid.txt", validation), ("test.txt", test)];
        foreach ((string name, string text) in lists)
        {
            File.WriteAllText(_folder.File(name), text);
        }

        return SplitLists.Read(data, _folder.File("train.txt"), _folder.File("valid.txt"), _folder.File("test.txt"));
    }

    private string FailureOf(string train, string validation, string test) => FailureOf(Data, train, validation, test);

    private string FailureOf(FeatureSet data, string train, string validation, string test) =>
        Assert.Throws<DatasetException>(() => Read(data, train, validation, test)).Message;
}
