using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numpy;

namespace GenreNet.Training.Tests.Cli;

/// <summary>Features of several kinds, overlapping segments and the aligned tail on the command line.</summary>
public sealed class JoinedFeaturesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public JoinedFeaturesTests()
    {
        foreach (string style in (string[])["folk", "house"])
        {
            for (ulong track = 0; track < 4; track++)
            {
                WavWriter.Write(_folder.File("music", style, $"{track}.wav"), SyntheticDataset.Render(style, track, seconds: 5).Samples, 22_050);
            }
        }
    }

    private string Music => _folder.File("music");

    private string Cache => _folder.File("out.npz");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Joined_features_are_prepared_with_a_hop_and_an_aligned_tail()
    {
        CliRun run = Prepare("--features", "musicnnmel+Summary", "--segment-seconds", "3", "--hop-seconds", "0.75", "--tail", "align");
        Assert.True(run.ExitCode == 0, run.Error);
        FeatureOptions expected = FeatureOptions.Join(3, FeatureOptions.MusicnnMels, FeatureOptions.Summaries with { SegmentSeconds = 3 });
        // 5 s: at 0, 0.75, 1.5 and, aligned, at 2 s.
        Assert.Equal(expected with { HopSeconds = 0.75, Tail = TailPolicy.Align }, FeatureCache.Load(Cache).Features.Options);
        Assert.Equal(32, FeatureCache.Load(Cache).Features.SegmentCount);
    }

    [Fact]
    public void Features_without_a_fixed_length_use_the_complete_segment()
    {
        CliRun run = Prepare("--features", "EfficientAtMel+Mfcc+LogMel", "--coefficients", "5", "--mel-bands", "8");
        Assert.True(run.ExitCode == 0, run.Error);
        FeatureOptions options = FeatureCache.Load(Cache).Features.Options;
        Assert.Equal([3, 3, 3], options.Views!.Select(view => view.SegmentSeconds));
        Assert.Equal((300 * 128) + (130 * (5 + 8)), options.CoefficientCount);
    }

    [Theory]
    [InlineData("not 'foo'", "--features", "foo+Summary")]
    [InlineData("not 'Joined'", "--features", "Joined")]
    [InlineData("contains a kind twice", "--features", "Summary+summary")]
    [InlineData("--coefficients applies only to MFCCs", "--features", "LogMel+Summary", "--coefficients", "5")]
    [InlineData("at most the segment length (3 s), not 3.5", "--features", "Mfcc+Summary", "--hop-seconds", "3.5")]
    [InlineData("--hop-seconds must be a number from 0.01 to 600, not 'often'", "--features", "Mfcc", "--hop-seconds", "often")]
    [InlineData("--segment-seconds must be a number", "--features", "Mfcc+Summary", "--segment-seconds", "0")]
    [InlineData("at most the segment length (2.976 s), not 3", "--features", "MusicnnMel", "--hop-seconds", "3")]
    public void Inconsistent_options_are_rejected(string problem, params string[] options)
    {
        CliRun run = Prepare(options);
        Assert.Equal(2, run.ExitCode);
        Assert.Contains(problem, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_network_trained_on_joined_features_predicts_and_the_features_can_be_explored()
    {
        Assert.Equal(0, Prepare("--features", "MusicnnMel+Summary", "--segment-seconds", "3", "--hop-seconds", "1").ExitCode);
        string run = _folder.File("run");
        CliRun train = CliRun.Of("train", Cache, "--epochs", "2", "--out", run, "--augment");
        Assert.True(train.ExitCode == 0, train.Error);
        CliRun predict = CliRun.Of("predict", _folder.File("music", "folk", "0.wav"), "--model", Path.Combine(run, "model.onnx"));
        Assert.True(predict.ExitCode == 0, predict.Error);
        Assert.Matches("folk|house", predict.Output);
        CliRun frames = CliRun.Of("train", Cache, "--network", "cnn", "--epochs", "2", "--out", _folder.File("no"));
        Assert.Contains("cnn does not support Joined features", frames.Error, StringComparison.Ordinal);
        CliRun explore = CliRun.Of("explore", Cache, "--out", _folder.File("page.html"));
        Assert.True(explore.ExitCode == 0, explore.Error);
        Assert.Contains("combine MusicnnMel and Summary; this page shows Summary", File.ReadAllText(_folder.File("page.html")), StringComparison.Ordinal);
    }

    [Fact]
    public void Mel_bands_of_pretrained_networks_are_extracted_at_their_own_rates()
    {
        string clip = _folder.File("music", "folk", "0.wav");
        CliRun run = CliRun.Of("extract", clip, "--out", _folder.File("out"), "--features", "mfcc,efficientat_mel,mfcc_delta,musicnn_mel");
        Assert.True(run.ExitCode == 0, run.Error);
        Assert.Contains("efficientat_mel (128, 500) at 32000 Hz; ", run.Error + run.Output, StringComparison.Ordinal);
        using var file = NpzReader.Open(_folder.File("out", "0.npz"));
        Assert.Equal([96, 313], file.Read("musicnn_mel").Shape.ToArray());
        Assert.Equal([13, 216], file.Read("mfcc_delta").Shape.ToArray());
        FeatureOptions options = FeatureOptions.EfficientAtMels with { SegmentSeconds = 5 };
        float[] expected = new FeaturePipeline(options).Extract(AudioFile.Open(clip, TestContext.Current.CancellationToken)).Values.ToArray();
        float[] actual = file.Read("efficientat_mel").AsSpan<float>().ToArray();
        Assert.Equal(expected[128 * 7], actual[7]);
    }

    private CliRun Prepare(params string[] options) => CliRun.Of([.. (string[])["prepare", Music, "--out", Cache], .. options]);
}
