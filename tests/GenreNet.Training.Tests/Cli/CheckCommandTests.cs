using System.Text.Json;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Tests.Cli;

/// <summary>The command <c>check</c> on a dataset with an empty file, a replica and a quieter copy.</summary>
public sealed class CheckCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public CheckCommandTests()
    {
        foreach (string style in (string[])["folk", "house"])
        {
            for (int i = 0; i < 3; i++)
            {
                Write(style, $"{i}", SyntheticDataset.Render(style, (ulong)i, 7).Samples.Span);
            }
        }

        float[] copy = [.. SyntheticDataset.Render("folk", 0, 7).Samples.ToArray().Select(s => s * 0.25f)];
        Write("folk", "quieter", copy);
        File.Copy(Path.Combine(Dataset, "house", "0.wav"), Path.Combine(Dataset, "folk", "replica.wav"));
        File.WriteAllBytes(Path.Combine(Dataset, "house", "empty.wav"), []);
    }

    private string Dataset => Path.Combine(_folder.Path, "set");

    private string List => Path.Combine(Dataset, "quarantine.csv");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Check_prints_the_faults_and_the_path_of_the_quarantine_list()
    {
        CliRun run = CliRun.Of("check", Dataset);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("set: 9 tracks of 2 genres, 56.0 s of audio; 1 unusable, 0 with other faults, 2 groups of duplicates.", run.Output, StringComparison.Ordinal);
        Assert.Contains($"run 'check' with --groups {Path.Combine(Dataset, "groups.csv")}", run.Output, StringComparison.Ordinal);
        Assert.Contains("house/empty.wav is empty", run.Output, StringComparison.Ordinal);
        Assert.Contains("folk/replica, house/0", run.Output, StringComparison.Ordinal);
        Assert.Contains($"Added 1 track to the quarantine list {List}.", run.Output, StringComparison.Ordinal);
        Assert.Contains("No audio was deleted", run.Output, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Dataset, "house", "empty.wav")));
    }

    [Fact]
    public void Json_is_the_only_output()
    {
        CliRun run = CliRun.Of("check", Dataset, "--json");
        JsonElement json = JsonDocument.Parse(run.Output).RootElement;
        Assert.Equal(9, json.GetProperty("tracks").GetArrayLength());
        Assert.Equal("house/empty", json.GetProperty("unusable")[0].GetProperty("track").GetString());
        Assert.Equal("Empty", json.GetProperty("tracks")[8].GetProperty("faults")[0].GetProperty("kind").GetString());
        Assert.Equal("folk/quieter", json.GetProperty("near_duplicates")[0].GetProperty("second").GetString());
        Assert.Equal(2, json.GetProperty("groups").GetArrayLength());
        Assert.Equal(List, json.GetProperty("quarantine_file").GetString());
        Assert.Contains("Added 1 track to the quarantine list", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Report_and_groups_are_written()
    {
        string report = _folder.File("report.html");
        string groups = _folder.File("groups.csv");
        CliRun run = CliRun.Of("check", Dataset, "--out", report, "--groups", groups);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains($"Wrote 2 groups of duplicates to {groups}. Use it in 'prepare' or 'train' with --groups {groups}.", run.Output, StringComparison.Ordinal);
        string first = File.ReadAllText(report);
        Assert.StartsWith("<!DOCTYPE html>", first, StringComparison.Ordinal);
        Assert.DoesNotContain(_folder.Path, first, StringComparison.Ordinal);
        Assert.Equal([["folk/0", "folk/quieter"], ["folk/replica", "house/0"]], TrackGroups.Load(groups).Groups);
        CliRun.Of("check", Dataset, "--out", report);
        Assert.Equal(first, File.ReadAllText(report));
    }

    [Fact]
    public void A_second_check_adds_no_track_and_keeps_manual_entries()
    {
        new Quarantine([new QuarantinedTrack("folk/2", "I do not like it.")]).Save(List);
        CliRun.Of("check", Dataset);
        CliRun second = CliRun.Of("check", Dataset);
        Assert.Contains("has 2 tracks; no track was added", second.Output, StringComparison.Ordinal);
        Assert.Equal("I do not like it.", Quarantine.Load(List).Tracks[0].Reason);
    }

    [Fact]
    public void Prepare_and_train_exclude_the_tracks_on_the_list()
    {
        string cache = _folder.File("features.npz");
        Assert.Contains("from 8 tracks", CliRun.Of("prepare", Dataset, "--out", cache).Output, StringComparison.Ordinal);
        new Quarantine([new QuarantinedTrack("folk/quieter", "x"), new QuarantinedTrack("house/empty", "x")]).Save(List);
        CliRun run = CliRun.Of("prepare", Dataset, "--out", cache);
        Assert.Contains("from 7 tracks", run.Output, StringComparison.Ordinal);
        Assert.Contains("2 of 9 tracks are quarantined and left out: folk/quieter, house/empty.", run.Error, StringComparison.Ordinal);
        Assert.Contains("Dataset and settings are unchanged", CliRun.Of("prepare", Dataset, "--out", cache).Output, StringComparison.Ordinal);

        string elsewhere = _folder.File("list.csv");
        new Quarantine([new QuarantinedTrack("folk/replica", "x")]).Save(elsewhere);
        CliRun trained = CliRun.Of("train", Dataset, "--quarantine", elsewhere, "--out", _folder.File("run"), "--network", "dense", "--epochs", "1");
        Assert.Equal(0, trained.ExitCode);
        Assert.Contains("1 of 9 tracks is quarantined and left out: folk/replica.", trained.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("folk/replica", File.ReadAllText(_folder.File("run", "split.json")), StringComparison.Ordinal);
        Assert.Equal(1, CliRun.Of("train", cache, "--quarantine", elsewhere, "--out", _folder.File("other")).ExitCode);
    }

    [Fact]
    public void An_invalid_list_is_reported_in_one_line()
    {
        File.WriteAllText(List, "no list at all");
        Assert.All((string[][])[["check", Dataset], ["prepare", Dataset, "--out", _folder.File("x.npz")]], arguments =>
        {
            CliRun run = CliRun.Of(arguments);
            Assert.Equal((1, ""), (run.ExitCode, run.Output));
            Assert.Contains($"{List} is not a quarantine list", Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        });
        Assert.Equal("no list at all", File.ReadAllText(List));
    }

    [Fact]
    public void A_list_that_cannot_be_written_is_reported_with_the_remedy()
    {
        // A folder of that name stands in the way on every system, whoever runs the test.
        Directory.CreateDirectory(List);
        CliRun run = CliRun.Of("check", Dataset);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("--quarantine FILE", run.Error, StringComparison.Ordinal);
        string elsewhere = _folder.File("elsewhere.csv");
        Assert.Equal(0, CliRun.Of("check", Dataset, "--quarantine", elsewhere).ExitCode);
        Assert.Equal("house/empty", Assert.Single(Quarantine.Load(elsewhere).Tracks).Track);
    }

    [Fact]
    public void An_interruption_exits_with_130_and_leaves_no_files()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        CliRun run = CliRun.Of(source.Token, "check", Dataset, "--out", _folder.File("report.html"));
        Assert.Equal((130, ""), (run.ExitCode, run.Output));
        Assert.Empty(Directory.GetFiles(_folder.Path));
        Assert.False(File.Exists(List));
    }

    [Theory]
    [InlineData(1, "check", "nowhere")]
    [InlineData(2, "check")]
    [InlineData(2, "check", "x", "--frobnicate")]
    public void Wrong_usage_is_reported_in_one_line_with_an_exit_code(int exitCode, params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((exitCode, ""), (run.ExitCode, run.Output));
        Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    private void Write(string genre, string name, ReadOnlySpan<float> samples) =>
        WavWriter.Write(Path.Combine(Dataset, genre, $"{name}.wav"), samples.ToArray(), SyntheticDataset.SampleRate);
}
