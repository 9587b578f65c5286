using System.Text.Json;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Training.Tests.Cli;

/// <summary>Which model the commands use: an installed one, one by name, or the embedded one.</summary>
public sealed class InstalledModelTests : IDisposable
{
    private const string Hint = "The small embedded model was used. Run 'genrenet models get mn04 musicnn' to install a more accurate model.";

    private readonly TemporaryFolder _folder = new();
    private readonly string? _home = Environment.GetEnvironmentVariable(NoInstalledModels.Variable);
    private readonly string _clip;

    public InstalledModelTests()
    {
        _clip = _folder.File("clip.wav");
        using FileStream wav = File.Create(_clip);
        WavWriter.Write(wav, SyntheticDataset.Render("techno", 777, 6).Samples.Span, NonMusic.SampleRate);
    }

    public void Dispose()
    {
        Environment.SetEnvironmentVariable(NoInstalledModels.Variable, _home);
        _folder.Dispose();
    }

    [Fact]
    public void An_installed_model_is_used_and_announced()
    {
        AccuracyFigures test = new() { SegmentAccuracy = 0.8, TrackAccuracy = 0.85, Segments = 1000, Tracks = 100 };
        Install("gtzan-mn04", new TestModel { Edit = card => card with { Test = test } });
        CliRun text = CliRun.Of("predict", _clip);
        Assert.Equal(0, text.ExitCode);
        Assert.Contains("jazz", text.Output, StringComparison.Ordinal);
        Assert.Equal("Using the installed model gtzan-mn04 (test, 3 genres, accuracy 85.0 % on 100 test tracks, 95 % CI 77\u201391 %).", text.Error.Trim());
        CliRun json = CliRun.Of("predict", _clip, "--json");
        Assert.Equal(string.Empty, json.Error);
        Assert.Equal("gtzan-mn04", JsonDocument.Parse(json.Output).RootElement.GetProperty("model").GetString());
        // The best of several is chosen.
        Install("gtzan-musicnn", new TestModel());
        Assert.Contains("gtzan-musicnn", CliRun.Of("predict", _clip).Error, StringComparison.Ordinal);
        Assert.Contains("gtzan-mn04", CliRun.Of("predict", _clip, "--model", "gtzan-mn04", "--json").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("audioset-mn10", "The model 'audioset-mn10' is not installed. Run 'genrenet models get audioset-mn10'")]
    [InlineData("GTZAN-mn04", "is not installed. Run 'genrenet models get")]
    [InlineData("nonsense", "There is no file or installed model 'nonsense'. Give an .onnx file, the folder of a run, or one of default")]
    public void A_name_that_is_not_installed_is_rejected_with_the_remedy(string name, string words)
    {
        CliRun run = CliRun.Of("predict", _clip, "--model", name);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains(words, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_damaged_installed_model_is_reported_with_the_command_that_reinstalls_it()
    {
        Install("gtzan-mn04", new TestModel());
        File.WriteAllText(InstalledModels.Find("gtzan-mn04")!, "half a file");
        CliRun run = CliRun.Of("predict", _clip, "--model", "gtzan-mn04");
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("The installed model gtzan-mn04 is damaged", run.Error, StringComparison.Ordinal);
        Assert.Contains("Run 'genrenet models get gtzan-mn04' to install it again", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_embedded_model_is_used_by_default_and_by_name()
    {
        CliRun alone = CliRun.Of("predict", _clip);
        Assert.Equal(Hint, alone.Error.TrimEnd().Split('\n')[^1].TrimEnd());
        CliRun json = CliRun.Of("predict", _clip, "--json");
        Assert.DoesNotContain("genrenet models", json.Output + json.Error, StringComparison.Ordinal);
        Assert.Equal("default", JsonDocument.Parse(json.Output).RootElement.GetProperty("model").GetString());

        Install("gtzan-mn04", new TestModel());
        CliRun named = CliRun.Of("predict", _clip, "--model", "default");
        Assert.Equal(alone.Output, named.Output);
        Assert.DoesNotContain("genrenet models", named.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_is_not_installed_is_reported_in_one_line_with_the_remedy()
    {
        foreach (string[] arguments in (string[][])[["predict", _clip, "--model", "audioset"], ["card", "audioset"], ["evaluate", "audioset", _clip]])
        {
            CliRun run = CliRun.Of(arguments);
            Assert.Equal(1, run.ExitCode);
            Assert.Equal("genrenet: The model 'audioset' is not installed: run 'genrenet models get mn04', or specify an .onnx file.", run.Error.Trim());
        }
    }

    [Fact]
    public void A_damaged_default_model_is_reported_with_the_reason_for_its_use()
    {
        Install("gtzan-mn04", new TestModel());
        File.WriteAllText(_folder.File("home", "models", "gtzan-mn04.onnx"), "no model");
        CliRun run = CliRun.Of("predict", _clip);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is the default because it is installed", run.Error, StringComparison.Ordinal);
        Assert.Equal(0, CliRun.Of("predict", _clip, "--model", "default").ExitCode);
    }

    [Fact]
    public void Doctor_lists_the_installed_models()
    {
        Assert.Contains("none in", CliRun.Of("doctor").Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Install("audioset", new TestModel());
        Install("gtzan-mn04", new TestModel());
        CliRun run = CliRun.Of("doctor", "--json");
        JsonElement[] checks = [.. JsonDocument.Parse(run.Output).RootElement.GetProperty("checks").EnumerateArray()];
        Assert.StartsWith("audioset, gtzan-mn04 in ", Detail("Installed models"), StringComparison.Ordinal);
        Assert.Contains("'pretrained' is gtzan-mn04", Detail("Installed models"), StringComparison.Ordinal);
        Assert.Contains("gtzan-mn04.onnx: test, 3 genres", Detail("Model"), StringComparison.Ordinal);

        string Detail(string name) => checks.Single(check => check.GetProperty("name").GetString() == name).GetProperty("detail").GetString()!;
    }

    [Fact]
    public void A_relative_models_folder_is_rejected_and_reported_by_doctor()
    {
        Environment.SetEnvironmentVariable(NoInstalledModels.Variable, "models");
        CliRun run = CliRun.Of("predict", _clip);
        Assert.Equal(1, run.ExitCode);
        Assert.Equal("genrenet: GENRENET_HOME is 'models', which is a relative path: set it to an absolute path.", run.Error.Trim());
        Assert.Equal(0, CliRun.Of("predict", _clip, "--model", "default").ExitCode);
        CliRun doctor = CliRun.Of("doctor");
        Assert.Equal(0, doctor.ExitCode);
        Assert.Contains("Installed models: GENRENET_HOME is 'models', which is a relative path: set it to an absolute path.", doctor.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_clip_without_music_is_marked()
    {
        Install("gtzan-mn04", new TestModel().WithContent(music: 0.04, speech: 0.93));
        CliRun text = CliRun.Of("predict", _clip);
        Assert.EndsWith(" (no music found: speech 93 %)", text.Output.TrimEnd(), StringComparison.Ordinal);
        Assert.Contains($"warning: {_clip}: no music found (speech 93 %).", text.Error, StringComparison.Ordinal);
        JsonElement answer = JsonDocument.Parse(CliRun.Of("predict", _clip, "--json").Output).RootElement;
        Assert.False(answer.GetProperty("is_music").GetBoolean());
        Assert.True(answer.GetProperty("out_of_distribution").GetBoolean());
        Assert.Equal("speech", answer.GetProperty("content")[0].GetProperty("label").GetString());
        Assert.False(answer.GetProperty("content")[0].GetProperty("is_music").GetBoolean());
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(CliRun.Of("predict", _clip, "--json", "--model", "default").Output).RootElement.GetProperty("is_music").ValueKind);
    }

    [Fact]
    public void A_multi_label_model_marks_uncalibrated_genres_and_cannot_be_evaluated_as_single_label()
    {
        Install("audioset", TestModel.MultiLabel(0.9f, 0.2f, 0.7f).WithContent(0.9, 0.1) with
        {
            Edit = card => card with
            {
                Pooling = SegmentPooling.LogMean,
                Backbones = [new BackboneFacts { Name = "mn04", License = "MIT", Source = "https://example.org", Sha256 = new string('a', 64) }],
            },
        });
        CliRun text = CliRun.Of("predict", _clip, "--model", "audioset");
        Assert.Contains("jazz 90.0 %, techno 70.0 % (uncalibrated), rock 20.0 %", text.Output, StringComparison.Ordinal);
        JsonElement answer = JsonDocument.Parse(CliRun.Of("predict", _clip, "--json", "--model", "audioset").Output).RootElement;
        Assert.True(answer.GetProperty("multi_label").GetBoolean());
        Assert.Equal([true, false, true], answer.GetProperty("ranking").EnumerateArray().Select(genre => genre.GetProperty("calibrated").GetBoolean()));

        string card = CliRun.Of("card", "audioset").Output;
        Assert.All(
            (string[])["multi-label", "jazz, rock: fitted on made-up clips", "log probabilities", "music, speech; music: music", "mn04, MIT", "SHA-256 of weights"],
            words => Assert.Contains(words, card, StringComparison.Ordinal));

        CliRun run = CliRun.Of("evaluate", "audioset", _clip);
        Assert.Equal(1, run.ExitCode);
        Assert.Contains("is multi-label: each of its 3 genres has an independent probability", run.Error, StringComparison.Ordinal);
    }

    private void Install(string name, TestModel model)
    {
        Environment.SetEnvironmentVariable(NoInstalledModels.Variable, _folder.File("home"));
        File.WriteAllBytes(_folder.File("home", "models", $"{name}.onnx"), model.ToFile());
    }
}
