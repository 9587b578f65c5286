using System.Text.Json;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Server.Monitoring;
using GenreNet.Training.Tests.Cli;
using Microsoft.Data.Sqlite;

namespace GenreNet.Training.Tests.Backbones;

/// <summary>Classifiers on pretrained networks, from audio to evaluation, on the command line.</summary>
[Slow]
public sealed class BackboneCommandTests(InstalledBackbones installed) : IClassFixture<InstalledBackbones>
{
    [Fact]
    public void Training_writes_the_combined_model_and_the_classifier_alone()
    {
        string clip = Path.Combine(installed.Music, "folk", "00.wav");
        CliRun predict = CliRun.Of("predict", clip, "--model", installed.Model, "--json");
        Assert.True(predict.ExitCode == 0, predict.Error);
        Assert.Contains(JsonDocument.Parse(predict.Output).RootElement.GetProperty("genre").GetString(), (string[])["folk", "techno"]);
        Assert.Contains("Fitted tiny+linear", installed.TrainOutput, StringComparison.Ordinal);

        using var model = GenreClassifier.Load(installed.Model);
        Assert.Equal("tiny", Assert.Single(model.Card.Backbones!).Name);
        Assert.NotNull(model.Card.Content);
        Assert.NotNull(model.Card.Test);
        Assert.Equal(FeatureKind.EfficientAtMel, model.Card.Features.Kind);
        using var head = GenreClassifier.Load(Path.Combine(installed.Run, "head.onnx"));
        Assert.Equal((FeatureKind.Embedding, 96), (head.Card.Features.Kind, head.Card.Features.CoefficientCount));
    }

    [Fact]
    public void Audio_and_prepared_embeddings_give_the_same_evaluation()
    {
        CliRun audio = CliRun.Of("evaluate", installed.Model, installed.Music, "--subset", "all", "--json");
        CliRun embeddings = CliRun.Of(
            "evaluate", installed.Model, Path.Combine(installed.Run, "features.npz"), "--subset", "all", "--json");
        Assert.True(audio.ExitCode == 0, audio.Error);
        Assert.True(embeddings.ExitCode == 0, embeddings.Error);
        (JsonElement fromAudio, JsonElement fromEmbeddings) =
            (JsonDocument.Parse(audio.Output).RootElement, JsonDocument.Parse(embeddings.Output).RootElement);
        Assert.Equal(2 * InstalledBackbones.Tracks, fromAudio.GetProperty("tracks").GetInt32());
        Assert.Equal(6 * InstalledBackbones.Tracks, fromAudio.GetProperty("segments").GetInt32());
        foreach (string figure in (string[])["track_accuracy", "segment_accuracy", "tracks", "segments"])
        {
            Assert.Equal(fromAudio.GetProperty(figure).GetDouble(), fromEmbeddings.GetProperty(figure).GetDouble());
        }

        // By default, what the model was not fitted on.
        CliRun held = CliRun.Of("evaluate", installed.Model, installed.Music, "--json");
        Assert.InRange(JsonDocument.Parse(held.Output).RootElement.GetProperty("tracks").GetInt32(), 2, InstalledBackbones.Tracks);
    }

    [Fact]
    public void Calibration_changes_the_model_and_its_head_alike()
    {
        string music = installed.Write("other", 12, first: 50);
        string cache = installed.File("other.npz");
        Assert.Equal(0, CliRun.Of("prepare", music, "--backbone", "tiny", "--segment-seconds", "1", "--out", cache).ExitCode);
        (string byAudio, string byEmbeddings) = (installed.File("audio", "new.onnx"), installed.File("embeddings", "model.onnx"));
        Directory.CreateDirectory(Path.GetDirectoryName(byAudio)!);
        Directory.CreateDirectory(Path.GetDirectoryName(byEmbeddings)!);
        CliRun audio = CliRun.Of("calibrate", installed.Model, music, "--out", byAudio);
        CliRun embeddings = CliRun.Of("calibrate", installed.Model, cache, "--out", byEmbeddings);
        Assert.True(audio.ExitCode == 0, audio.Error);
        Assert.True(embeddings.ExitCode == 0, embeddings.Error);
        Assert.Contains("new.onnx and ", audio.Output, StringComparison.Ordinal);
        string[] written = [byAudio, installed.File("audio", "new-head.onnx"), byEmbeddings, installed.File("embeddings", "head.onnx")];
        double[] temperatures = [.. written.Select(TemperatureOf)];
        Assert.All(temperatures, temperature => Assert.Equal(temperatures[0], temperature, 1e-3 * temperatures[0]));
        Assert.NotEqual(TemperatureOf(installed.Model), temperatures[0]);

        // Both files answer embeddings and audio, as before.
        Assert.Equal(0, CliRun.Of("evaluate", byAudio, cache).ExitCode);
        Assert.Equal(0, CliRun.Of("evaluate", byEmbeddings, music).ExitCode);
        File.Copy(installed.Model, installed.File("embeddings", "model.onnx"), overwrite: true);
        Assert.Contains("is not the classifier of embeddings of", CliRun.Of(
            "evaluate", byEmbeddings, cache).Error, StringComparison.Ordinal);
        File.Delete(installed.File("audio", "new-head.onnx"));
        CliRun missing = CliRun.Of("evaluate", byAudio, cache);
        Assert.Equal(1, missing.ExitCode);
        Assert.Contains("new-head.onnx, is missing. Give the audio instead", missing.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_crossval_and_explore_accept_embeddings()
    {
        string features = Path.Combine(installed.Run, "features.npz");
        string dense = installed.File("dense");
        CliRun other = CliRun.Of("train", features, "--network", "dense", "--epochs", "3", "--threads", "1", "--out", dense);
        Assert.True(other.ExitCode == 0, other.Error);
        CliRun predict = CliRun.Of(
            "predict", Path.Combine(installed.Music, "techno", "01.wav"), "--model", Path.Combine(dense, "model.onnx"));
        Assert.True(predict.ExitCode == 0, predict.Error);
        CliRun compare = CliRun.Of("compare", installed.Run, dense);
        Assert.True(compare.ExitCode == 0, compare.Error);
        Assert.Equal(0, CliRun.Of("report", dense).ExitCode);

        CliRun folds = CliRun.Of(
            "crossval", installed.Music, "--backbone", "tiny", "--segment-seconds", "1", "--folds", "5", "--threads", "1", "--out", installed.File("folds"));
        Assert.True(folds.ExitCode == 0, folds.Error);
        CliRun explore = CliRun.Of("explore", features, "--out", installed.File("page.html"), "--pictures", installed.File("pictures"));
        Assert.True(explore.ExitCode == 0, explore.Error);
        Assert.Contains("embeddings", File.ReadAllText(installed.File("page.html")), StringComparison.Ordinal);
        Assert.Contains(Directory.GetFiles(installed.File("pictures")), file => file.EndsWith("projection.svg", StringComparison.Ordinal));
    }

    [Fact]
    public void Dense_networks_are_tuned_on_embeddings()
    {
        CliRun tune = CliRun.Of(
            "tune", Path.Combine(installed.Run, "features.npz"), "--network", "dense", "--trials", "2",
            "--epochs", "2", "--threads", "1", "--out", installed.File("search"));
        Assert.True(tune.ExitCode == 0, tune.Error);
        string command = tune.Output.Split('\n').Single(line => line.StartsWith("genrenet train ", StringComparison.Ordinal)).Trim();
        Assert.Equal(0, CliRun.Of(command.Split(' ')[1..]).ExitCode);
        Assert.True(File.Exists(installed.File("search", "best", "head.onnx")));
    }

    [Fact]
    public void Two_clips_per_genre_are_enough_for_training_but_one_is_rejected()
    {
        CliRun train = CliRun.Of(
            "train", installed.Write("few", 2, first: 20), "--backbone", "tiny+small",
            "--segment-seconds", "1", "--threads", "1", "--out", installed.File("few-run"));
        Assert.True(train.ExitCode == 0, train.Error);
        Assert.Contains("all tracks for training: 4 tracks for training", train.Output, StringComparison.Ordinal);
        Assert.Matches(@"leaves one track out at a time, \d of 4 training tracks (was|were) classified correctly: .* \(95 % CI \d+-\d+ %\)", train.Output);
        using var model = GenreClassifier.Load(installed.File("few-run", "model.onnx"));
        Assert.Equal(["tiny", "small"], model.Card.Backbones!.Select(backbone => backbone.Name));
        Assert.Null(model.Card.Test);
        Assert.Equal(4, Assert.Single(model.Card.Evaluations!).Tracks);
        CliRun predict = CliRun.Of(
            "predict", Path.Combine(installed.Music, "folk", "00.wav"), "--model", installed.File("few-run", "model.onnx"));
        Assert.True(predict.ExitCode == 0, predict.Error);

        // More numbers than a table of them can show.
        CliRun explore = CliRun.Of("explore", installed.File("few-run", "features.npz"), "--out", installed.File("few.html"));
        Assert.True(explore.ExitCode == 0, explore.Error);
        Assert.Contains("First two principal components", File.ReadAllText(installed.File("few.html")), StringComparison.Ordinal);

        CliRun one = CliRun.Of(
            "train", installed.Write("one", 1, first: 20), "--backbone", "tiny", "--segment-seconds", "1", "--out", installed.File("one-run"));
        Assert.Equal(1, one.ExitCode);
        Assert.Contains("at least two per genre): add tracks", one.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Drift_shows_genres_and_accuracy_but_does_not_compare_sound()
    {
        using (var connection = new SqliteConnection(
            new SqliteConnectionStringBuilder { DataSource = installed.File("log", "predictions-1.sqlite"), Pooling = false }.ToString()))
        {
            connection.Open();
            PredictionLogTable.Create(connection);
            LoggedPrediction row = new(DateTimeOffset.UnixEpoch, "model", "folk", 0.6, "folk", 30, []);
            PredictionLogTable.Insert(connection, Enumerable.Repeat(row, 30).Append(row with { Genre = "techno" }));
        }

        CliRun drift = CliRun.Of("drift", installed.File("log", "."), "--model", installed.Model);
        Assert.True(drift.ExitCode == 0, drift.Error);
        Assert.Contains("30 of 31 clips with a known genre classified correctly", drift.Output, StringComparison.Ordinal);
        Assert.Contains("The MFCCs of the clips are not compared", drift.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("mean MFCCs", drift.Output, StringComparison.Ordinal);
        CliRun json = CliRun.Of("drift", installed.File("log", "."), "--model", installed.Model, "--json");
        Assert.False(JsonDocument.Parse(json.Output).RootElement.GetProperty("compares_sound").GetBoolean());
    }

    [Theory]
    [InlineData(1, "The backbone mn04 is not installed: run 'genrenet models get mn04'", "--backbone", "mn04")]
    [InlineData(1, "There is no backbone 'vgg': use one or more of", "--backbone", "vgg")]
    [InlineData(1, "contains a network twice", "--backbone", "tiny+TINY")]
    [InlineData(2, "--backbone determines the features, so --features has no effect", "--backbone", "tiny", "--features", "Summary")]
    [InlineData(2, "--backbone determines the features, so --coefficients has no effect", "--backbone", "tiny", "--coefficients", "5")]
    [InlineData(1, "cnn does not support Embedding features", "--backbone", "tiny", "--network", "cnn")]
    public void Invalid_backbones_are_rejected_before_audio_is_read(int exitCode, string message, params string[] options)
    {
        CliRun train = CliRun.Of([.. (string[])["train", installed.Music, "--out", installed.File("refused")], .. options]);
        Assert.Equal(exitCode, train.ExitCode);
        Assert.Contains(message, train.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Embeddings_of_other_weights_are_rejected()
    {
        string home = installed.File("other-home");
        installed.Install(home, "tiny", 0.1, seed: 6);
        string features = Path.Combine(installed.Run, "features.npz");
        Environment.SetEnvironmentVariable(NoInstalledModels.Variable, home);
        try
        {
            CliRun train = CliRun.Of("train", features, "--out", installed.File("refused"));
            Assert.Equal(1, train.ExitCode);
            Assert.Contains("other weights of tiny than those installed: prepare the features again", train.Error, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable(NoInstalledModels.Variable, installed.Home);
        }
    }

    [Fact]
    public void Evaluation_of_audio_stores_predictions_instead_of_features()
    {
        using var classifier = GenreClassifier.Load(installed.Model);
        FeatureOptions answers = Training.Evaluation.ModelAnswers.OptionsOf(classifier.Card);
        Assert.Equal(2, answers.ValuesPerSegment);
        FeatureClip clip = Training.Evaluation.ModelAnswers.PipelineOf(classifier)
            .Extract(Core.Audio.AudioFile.Open(Path.Combine(installed.Music, "folk", "00.wav"), TestContext.Current.CancellationToken));
        float[] expected = classifier.ClassifyFeatures(classifier.ExtractFeatures(Path.Combine(installed.Music, "folk", "00.wav")).Values);
        Assert.Equal(3, clip.SegmentCount);
        Assert.Equal(expected.Length, clip.Values.Length);
        Assert.All(expected.Zip(clip.Values.ToArray()), pair => Assert.Equal(pair.First, pair.Second, 1e-5));
    }

    private static double TemperatureOf(string model)
    {
        using var classifier = GenreClassifier.Load(model);
        return classifier.Card.Calibration!.Temperature;
    }
}
