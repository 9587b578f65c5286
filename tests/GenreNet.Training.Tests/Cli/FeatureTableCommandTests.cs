using System.Text.Json;
using GenreNet.Core.Audio;

namespace GenreNet.Training.Tests.Cli;

/// <summary>Summaries on their way from audio to a table, to a model, and back to audio.</summary>
public sealed class FeatureTableCommandTests : IClassFixture<FeatureTableCommandTests.Workplace>
{
    private readonly Workplace _place;

    public FeatureTableCommandTests(Workplace place) => _place = place;

    [Fact]
    public void Export_and_train_write_the_files_that_they_report()
    {
        Assert.Contains("table.csv: 40 rows from 40 tracks.", _place.Exported.Output, StringComparison.Ordinal);
        Assert.Contains("Trained summary", _place.Trained.Output, StringComparison.Ordinal);
        Assert.Contains("an unused column: tempo.", _place.Trained.Error, StringComparison.Ordinal);
        Assert.Equal((0, 0), (_place.Exported.ExitCode, _place.Trained.ExitCode));
    }

    [Fact]
    public void A_model_of_a_table_gives_the_same_result_for_the_audio()
    {
        JsonElement ofTable = Evaluation(_place.Table);
        JsonElement ofAudio = Evaluation(_place.Dataset);
        Assert.Equal(ofTable.GetProperty("track_confusion_matrix").GetRawText(), ofAudio.GetProperty("track_confusion_matrix").GetRawText());

        string clip = _place.Folder.File("clip.wav");
        WavWriter.Write(clip, Enumerable.Range(0, 11_025).Select(i => MathF.Sin(i / 10f) / 2).ToArray(), 22050);
        CliRun run = CliRun.Of("predict", clip, "--model", _place.Model, "--json");
        Assert.Equal(1, JsonDocument.Parse(run.Output).RootElement.GetProperty("timeline").GetArrayLength());
    }

    [Fact]
    public void Prepared_summaries_equal_those_of_the_table()
    {
        string cache = _place.Folder.File("table.npz");
        Assert.Contains("40 segments of 1x52 from 40 tracks of 10 genres", CliRun.Of("prepare", _place.Table, "--out", cache).Output, StringComparison.Ordinal);
        Assert.Contains("Dataset and settings are unchanged", CliRun.Of("prepare", _place.Table, "--out", cache).Output, StringComparison.Ordinal);
        string again = _place.Folder.File("again.csv");
        Assert.Equal(0, CliRun.Of("export", cache, "--out", again).ExitCode);
        Assert.Contains("40 segments of 1x52", CliRun.Of("prepare", again, "--out", cache).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Groups_are_passed_from_audio_through_table_and_cache_to_the_split()
    {
        string list = Path.Combine(_place.Dataset, "groups.csv");
        string[] tracks = [.. Directory.GetFiles(Path.Combine(_place.Dataset, "house")).Order(StringComparer.Ordinal).Take(2).Select(f => $"house/{Path.GetFileNameWithoutExtension(f)}")];
        File.WriteAllText(list, $"track,group\n{tracks[0]},x\n{tracks[1]},x\n");
        try
        {
            (string table, string cache, string other) = (_place.Folder.File("grouped.csv"), _place.Folder.File("grouped.npz"), _place.Folder.File("listed.npz"));
            Assert.Equal(0, CliRun.Of("export", _place.Dataset, "--out", table).ExitCode);
            Assert.EndsWith(",label,group", File.ReadLines(table).First(), StringComparison.Ordinal);
            Assert.Equal(0, CliRun.Of("prepare", table, "--out", cache).ExitCode);
            Assert.Equal(0, CliRun.Of("prepare", _place.Table, "--groups", list, "--out", other).ExitCode);
            foreach (string data in (string[])[table, cache, other])
            {
                CliRun run = CliRun.Of("train", data, "--epochs", "1", "--force", "--out", _place.Folder.File("grouped"));
                Assert.Contains("1 group of 2 tracks kept together", run.Output, StringComparison.Ordinal);
            }
        }
        finally
        {
            File.Delete(list);
        }
    }

    [Fact]
    public void Export_does_not_overwrite_a_file_that_is_not_a_feature_table()
    {
        string precious = _place.Folder.File("precious.csv");
        File.WriteAllText(precious, "path,genre\n");
        Refused(1, "is not a feature table, so it was not overwritten", "export", _place.Dataset, "--out", precious);
        Assert.Equal("path,genre\n", File.ReadAllText(precious));
    }

    [Fact]
    public void Evaluating_tracks_with_other_ids_reports_that_all_are_used_and_does_not_warn()
    {
        string renamed = _place.Folder.File("renamed.csv");
        File.WriteAllLines(renamed, File.ReadLines(_place.Table).Select((line, i) => i == 0 ? line : $"other{line}"));
        string error = CliRun.Of("evaluate", _place.Model, renamed).Error;
        Assert.Contains("): none has the id or the file name of a training or validation track of the model.", error, StringComparison.Ordinal);
        Assert.DoesNotContain("warning: Evaluating", error, StringComparison.Ordinal);
        Assert.DoesNotContain("Evaluating all tracks", CliRun.Of("evaluate", _place.Model, _place.Table).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Evaluating_tracks_with_other_ids_and_equal_file_names_warns()
    {
        string moved = _place.Folder.File("moved.csv");
        File.WriteAllLines(moved, File.ReadLines(_place.Table).Select((line, i) => i == 0 ? $"{line},track_id" : $"{line},elsewhere/{Path.GetFileNameWithoutExtension(line.Split(',')[0])}"));
        string error = CliRun.Of("evaluate", _place.Model, moved).Error;
        Assert.Contains("tracks have the file name of a training or validation track of the model, such as elsewhere/", error, StringComparison.Ordinal);
        string all = CliRun.Of("evaluate", _place.Model, _place.Table, "--subset", "all").Error;
        Assert.Contains("tracks were used to train or select the model, so the accuracy is too high.", all, StringComparison.Ordinal);
    }

    [Fact]
    public void Invalid_input_is_rejected_in_one_line()
    {
        Refused(1, "The network cnn does not support Summary features: use one of linear, dense, dense-regularized, summary.", "train", _place.Table, "--network", "cnn", "--out", _place.Folder.File("no"));
        Refused(1, "The network cnn does not support Summary features", "train", _place.Dataset, "--features", "summary", "--network", "cnn", "--out", _place.Folder.File("no"));
        Refused(1, "is a table of summary features", "train", _place.Table, "--features", "mfcc", "--out", _place.Folder.File("no"));
        Refused(1, "is a table of summary features", "prepare", _place.Table, "--segment-seconds", "3", "--out", _place.Folder.File("no.npz"));
        Refused(2, "--coefficients applies only to MFCCs", "prepare", _place.Dataset, "--features", "summary", "--coefficients", "20", "--out", _place.Folder.File("no.npz"));
        Refused(2, "'foo'", "prepare", _place.Dataset, "--features", "foo", "--out", _place.Folder.File("no.npz"));
        Refused(2, "--out is a folder or a .csv file, not 'x.npz'", "export", _place.Dataset, "--out", "x.npz");
        Refused(1, "already contains features", "export", _place.Table, "--segment-seconds", "3", "--out", _place.Folder.File("no.csv"));
        Refused(1, "The dataset", "export", _place.Folder.File("nowhere.csv"), "--out", _place.Folder.File("no.csv"));
        Refused(2, "--segment-seconds must be a number from", "export", _place.Dataset, "--segment-seconds", "-1", "--out", _place.Folder.File("no.csv"));
        Refused(1, "The feature options of the data differ", "evaluate", _place.MfccModel, _place.Table);
        string kept = _place.Folder.File("kept.npz");
        File.WriteAllText(kept, "not a cache");
        Refused(1, "was not overwritten", "prepare", _place.Table, "--out", kept);
        Assert.Empty(Directory.GetFileSystemEntries(_place.Folder.Path, "no*"));
    }

    private static void Refused(int exitCode, string problem, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal(exitCode, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("internal error", run.Error, StringComparison.Ordinal);
    }

    private JsonElement Evaluation(string data) =>
        JsonDocument.Parse(CliRun.Of("evaluate", _place.Model, data, "--json", "--subset", "all").Output).RootElement;

    /// <summary>A small synthetic dataset, its table, and a model of that.</summary>
    public sealed class Workplace : IDisposable
    {
        public Workplace()
        {
            CliRun.Of("synthesize", "--out", Dataset, "--tracks", "4", "--seconds", "6");
            Exported = CliRun.Of("export", Dataset, "--out", Table);
            Trained = CliRun.Of("train", Table, "--epochs", "3", "--out", Folder.File("run"));
        }

        internal CliRun Exported { get; }

        internal CliRun Trained { get; }

        internal TemporaryFolder Folder { get; } = new();

        internal string Dataset => Path.Combine(Folder.Path, "set");

        internal string Table => Path.Combine(Folder.Path, "table.csv");

        internal string Model => Path.Combine(Folder.Path, "run", "model.onnx");

        internal string MfccModel
        {
            get
            {
                string run = Path.Combine(Folder.Path, "mfcc");
                if (!Directory.Exists(run))
                {
                    CliRun.Of("train", Dataset, "--network", "dense", "--epochs", "1", "--out", run);
                }

                return Path.Combine(run, "model.onnx");
            }
        }

        public void Dispose() => Folder.Dispose();
    }
}
