using System.Text.Json;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Tests.Cli;

/// <summary><c>predict</c> with the default model on what has no genre.</summary>
public sealed class PredictCommandTests
{
    [Theory]
    [InlineData("silence", "silent", "is silent (below -80 dBFS)", true, false, false)]
    [InlineData("tone", "(unlike the training music)", "differs from all music", false, false, true)]
    [InlineData("moment", "(short)", "is only 0.01 s long", false, true, false)]
    public void Predict_marks_unreliable_predictions(string clip, string shown, string warning, bool isSilent, bool isShort, bool isUnlike)
    {
        using var folder = new TemporaryFolder();
        float[] samples = clip switch
        {
            "silence" => new float[10 * NonMusic.SampleRate],
            "tone" => NonMusic.Render("sine 440 Hz"),
            _ => SyntheticDataset.Render("swing", 777, 0.01).Samples.ToArray(),
        };
        string file = folder.File($"{clip}.wav");
        using (FileStream wav = File.Create(file))
        {
            WavWriter.Write(wav, samples, NonMusic.SampleRate);
        }

        CliRun text = CliRun.Of("predict", file, "--timeline");
        Assert.Equal(0, text.ExitCode);
        Assert.Contains(shown, text.Output.Split('\n')[0], StringComparison.Ordinal);
        Assert.Contains($"warning: {file} {warning}", text.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("100", text.Output.Split(": ")[1], StringComparison.Ordinal);
        JsonElement answer = JsonDocument.Parse(CliRun.Of("predict", file, "--json").Output).RootElement;
        Assert.Equal(
            (isSilent, isShort, isUnlike),
            (answer.GetProperty("silent").GetBoolean(), answer.GetProperty("short").GetBoolean(), answer.GetProperty("out_of_distribution").GetBoolean()));
        Assert.Contains(warning, answer.GetProperty("warnings")[0].GetString(), StringComparison.Ordinal);
        Assert.True(answer.GetProperty("confidence").GetDouble() < 0.5);
        Assert.Equal(isSilent, answer.GetProperty("timeline")[0].GetProperty("silent").GetBoolean());
        Assert.Equal(isSilent ? 0 : 10, answer.GetProperty("ranking").GetArrayLength());
    }
}
