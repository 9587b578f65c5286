using System.Text.Json.Nodes;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Cli.Inputs;

/// <summary>The commands that take audio files, with folders, patterns and playlists.</summary>
public sealed class AudioInputCommandTests(AudioInputCommandTests.Workplace place) : IClassFixture<AudioInputCommandTests.Workplace>
{
    [Fact]
    public void Predict_prints_a_row_per_file_and_a_summary()
    {
        CliRun run = CliRun.Of("predict", place.Music, "--model", place.Run);
        Assert.Equal(0, run.ExitCode);
        string[] rows = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(9, rows.Length);
        Assert.Matches("^file +genre +conf. +next", rows[0]);
        Assert.All(rows[1..], row => Assert.Matches(@"\.wav +(dub|waltz) +\d+\.\d % +(dub|waltz) ", row));
        Assert.Matches(@"8 files: (dub|waltz) \d", run.Error);
    }

    [Fact]
    public void Predict_answers_the_other_entries_of_a_playlist_and_exits_with_1()
    {
        string list = place.Folder.File("list.m3u8");
        File.WriteAllText(list, $"{place.Songs[0]}\nhttps://example.org/x.mp3\n{place.Songs[1]}\nnowhere.wav\n");
        CliRun run = CliRun.Of("predict", list, "--model", place.Run, "--json");
        Assert.Equal(1, run.ExitCode);
        Assert.Equal(place.Songs[..2], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => (string?)JsonNode.Parse(line)!["file"]));
        Assert.Equal(2, run.Error.Split('\n').Count(line => line.StartsWith($"genrenet: {list}, line ", StringComparison.Ordinal)));
    }

    [Fact]
    public void Extract_keeps_the_subfolders_of_a_folder()
    {
        string target = place.Folder.File("features");
        CliRun run = CliRun.Of("extract", place.Music, "--out", target);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(
            place.Songs.Select(song => Path.ChangeExtension(Path.GetRelativePath(place.Music, song), ".npz")).Order(StringComparer.Ordinal),
            Directory.GetFiles(target, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(target, file)).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Evaluate_takes_the_files_of_a_pattern_and_of_a_playlist()
    {
        int Tracks(CliRun run) => (int)JsonNode.Parse(run.Output)!["tracks"]!;
        CliRun all = CliRun.Of("evaluate", place.Run, place.Music, "--subset", "all", "--json");
        CliRun pattern = CliRun.Of("evaluate", place.Run, Path.Combine(place.Music, "*", "*.wav"), "--subset", "all", "--json");
        Assert.Equal((0, Tracks(all)), (pattern.ExitCode, Tracks(pattern)));
        Assert.Equal(JsonNode.Parse(all.Output)!["track_accuracy"]!.ToString(), JsonNode.Parse(pattern.Output)!["track_accuracy"]!.ToString());

        string list = place.Folder.File("evaluated.m3u");
        File.WriteAllLines(list, [place.Songs[0], place.Songs[^1], "nowhere.wav"]);
        CliRun playlist = CliRun.Of("evaluate", place.Run, list, "--subset", "all", "--json");
        Assert.Equal((1, 2), (playlist.ExitCode, Tracks(playlist)));
        Assert.Contains("line 3: there is no file", playlist.Error, StringComparison.Ordinal);
        // Held-out tracks are recognised by the same ids as those of the folder.
        Assert.DoesNotContain("Evaluating all tracks", CliRun.Of("evaluate", place.Run, Path.Combine(place.Music, "*", "*.wav")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_training_on_an_incomplete_playlist_is_refused()
    {
        string list = place.Folder.File("training.m3u");
        File.WriteAllLines(list, [.. place.Songs, "nowhere.wav", "nowhere.mp3"]);
        CliRun run = CliRun.Of("prepare", list, "--out", place.Folder.File("listed.npz"));
        Assert.Equal((1, false), (run.ExitCode, File.Exists(place.Folder.File("listed.npz"))));
        Assert.Contains("line 9: there is no file", run.Error, StringComparison.Ordinal);
        Assert.Contains("1 more of the entries", run.Error, StringComparison.Ordinal);
        Assert.Contains("names only some files", CliRun.Of("check", list).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Client_reports_the_accuracy_for_a_folder_of_genres()
    {
        string music = place.Folder.File("served");
        foreach (string file in (string[])["rock/album/hiphop 1.wav", "rock/two.wav", "hiphop/three.wav"])
        {
            File.WriteAllText(place.Folder.File(["served", .. file.Split('/')]), "x");
        }

        using FakeService service = FakeService.Of(new FakeService.Reply(200, """{"genre":"rock","confidence":0.75}"""));
        CliRun run = CliRun.Of("client", music, place.Folder.File("nowhere.wav"), "--url", service.Url.AbsoluteUri);
        Assert.Equal(1, run.ExitCode);
        Assert.Matches(@"hiphop 1\.wav +rock +rock +75\.0 % +correct", run.Output);
        Assert.Matches(@"three\.wav +hiphop +rock +75\.0 % +incorrect", run.Output);
        Assert.Contains("2 of 3 files classified correctly", run.Output, StringComparison.Ordinal);
        Assert.Contains($"There is no file or folder {place.Folder.File("nowhere.wav")}.", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_of_a_run_is_accepted_wherever_a_model_is()
    {
        string notes = place.Folder.File("notes.json");
        File.WriteAllText(notes, """{"description":"For a test.","intended_use":["Tests."],"limits":["Not music."],"data":"Made up."}""");
        CliRun[] runs =
        [
            CliRun.Of("predict", place.Songs[0], "--model", place.Run),
            CliRun.Of("card", place.Run),
            CliRun.Of("doctor", "--model", place.Run),
            CliRun.Of("report", Path.Combine(place.Run, "model.onnx")),
            CliRun.Of("card", place.Run, "--notes", notes, "--out", place.Folder.File("noted")),
            CliRun.Of("predict", place.Songs[0], "--model", place.Folder.File("noted")),
            CliRun.Of("combine", place.Run, place.Run, "--out", place.Folder.File("vote.onnx")),
        ];
        Assert.All(runs, run => Assert.True(run.ExitCode == 0, run.Output + run.Error));
        Assert.Contains("is given twice", CliRun.Of("compare", place.Run, Path.Combine(place.Run, "model.onnx")).Error, StringComparison.Ordinal);
        CliRun none = CliRun.Of("predict", place.Songs[0], "--model", place.Music);
        Assert.Equal((1, $"genrenet: {place.Music} is a folder that contains no model.onnx: specify an .onnx file, or the folder of a completed 'genrenet train' run.\n"), (none.ExitCode, none.Error.ReplaceLineEndings("\n")));
    }

    /// <summary>Eight tracks of two styles, and a run that was trained on them.</summary>
    public sealed class Workplace : IDisposable
    {
        public Workplace()
        {
            string all = Folder.File("all");
            Assert.Equal(0, CliRun.Of("synthesize", "--out", all, "--tracks", "4", "--seconds", "6", "--seed", "5").ExitCode);
            foreach (string style in (string[])["dub", "waltz"])
            {
                Directory.CreateDirectory(Music);
                Directory.Move(Path.Combine(all, style), Path.Combine(Music, style));
            }

            Songs = [.. Directory.GetFiles(Music, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            CliRun run = CliRun.Of("train", Music, "--network", "linear", "--out", Run);
            Assert.True(run.ExitCode == 0, run.Error);
        }

        public string[] Songs { get; }

        internal TemporaryFolder Folder { get; } = new();

        internal string Music => Path.Combine(Folder.Path, "music");

        internal string Run => Path.Combine(Folder.Path, "run");

        public void Dispose() => Folder.Dispose();
    }
}
