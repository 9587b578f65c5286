using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Training.Tests.Cli;

/// <summary>The input features of pretrained networks on the command line.</summary>
public sealed class PretrainedFeaturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PretrainedFeaturesTests()
    {
        foreach (string style in (string[])["folk", "house"])
        {
            WavWriter.Write(_folder.File("music", style, "0.wav"), SyntheticDataset.Render(style, seed: 1, seconds: 11).Samples, 22_050);
        }
    }

    private string Music => _folder.File("music");

    private string Cache => _folder.File("out.npz");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("EfficientAtMel", "2 segments of 1000x128")]
    [InlineData("musicnnmel", "6 segments of 187x96")]
    public void Pretrained_features_are_prepared_and_the_cache_is_reused(string kind, string segments)
    {
        CliRun first = CliRun.Of("prepare", Music, "--features", kind, "--out", Cache);
        Assert.Equal(0, first.ExitCode);
        Assert.Contains(segments, first.Output, StringComparison.Ordinal);
        FeatureOptions options = FeatureCache.Load(Cache).Features.Options;
        Assert.Equal(options.Kind == FeatureKind.MusicnnMel ? FeatureOptions.MusicnnMels : FeatureOptions.EfficientAtMels, options);
        Assert.Contains("Dataset and settings are unchanged", CliRun.Of("prepare", Music, "--features", kind, "--out", Cache).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_is_trained_on_pretrained_features_and_predicts()
    {
        foreach (string style in (string[])["folk", "house"])
        {
            for (ulong track = 1; track < 4; track++)
            {
                AudioBuffer clip = SyntheticDataset.Render(style, track, seconds: 4);
                WavWriter.Write(_folder.File("music", style, $"{track}.wav"), clip.Samples, 22_050);
            }
        }

        string run = _folder.File("run");
        CliRun train = CliRun.Of("train", Music, "--features", "MusicnnMel", "--network", "cnn-small", "--epochs", "1", "--out", run);
        Assert.True(train.ExitCode == 0, train.Error);
        CliRun predict = CliRun.Of("predict", _folder.File("music", "folk", "0.wav"), "--model", Path.Combine(run, "model.onnx"));
        Assert.True(predict.ExitCode == 0, predict.Error);
        Assert.Matches("folk|house", predict.Output);
    }

    [Theory]
    [InlineData("--coefficients", "always have the mel bands of their networks")]
    [InlineData("--mel-bands", "applies only to log-mel features")]
    public void Settings_of_pretrained_features_are_fixed(string option, string problem)
    {
        CliRun run = CliRun.Of("prepare", Music, "--features", "EfficientAtMel", option, "20", "--out", Cache);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Segments_can_be_shorter()
    {
        CliRun run = CliRun.Of("prepare", Music, "--features", "EfficientAtMel", "--segment-seconds", "3", "--out", Cache);
        Assert.Contains("6 segments of 300x128", run.Output, StringComparison.Ordinal);
    }
}
