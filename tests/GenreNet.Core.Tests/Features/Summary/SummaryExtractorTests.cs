using System.Globalization;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features.Summary;

public class SummaryExtractorTests
{
    public static TheoryData<string> WholeClips { get; } =
        [.. from genre in (string[])["classical", "jazz", "rock"] from number in Enumerable.Range(0, 5) select $"{genre}.{number:D5}"];

    // The table has seven digits. A mean near zero is the difference of frames up to a hundred times larger, hence the second term.
    [Theory]
    [MemberData(nameof(WholeClips))]
    public void The_summary_of_a_clip_equals_its_row_in_the_GTZAN_table(string track)
    {
        Dictionary<string, string> row = Row(TestData.Shared("data/features_30_sec.csv"), $"{track}.wav");
        var audio = AudioBuffer.Load(TestData.Shared($"data/gtzan-3/{track[..^6]}/{track}.flac"));
        float[] summary = new SummaryExtractor(SummaryOptions.Gtzan).Extract(audio.Samples.Span);
        for (int i = 0; i < summary.Length; i++)
        {
            double expected = double.Parse(row[SummaryExtractor.ColumnNames[i]], CultureInfo.InvariantCulture);
            Assert.Equal(expected, summary[i], (1e-6 * Math.Abs(expected)) + (SummaryExtractor.ColumnNames[i].StartsWith("mfcc", StringComparison.Ordinal) ? 3e-6 : 0));
        }
    }

    [Fact]
    public void Column_names_match_the_values()
    {
        Assert.Equal(52, SummaryExtractor.ColumnNames.Count);
        Assert.Equal(["chroma_stft_mean", "chroma_stft_var", "rms_mean"], SummaryExtractor.ColumnNames.Take(3));
        Assert.Equal("mfcc20_var", SummaryExtractor.ColumnNames[^1]);
    }

    [Fact]
    public void Silence_has_zero_variance()
    {
        float[] summary = new SummaryExtractor(SummaryOptions.Gtzan).Extract(new float[30000]);
        Assert.All(Enumerable.Range(0, 26), i => Assert.Equal(0, summary[(2 * i) + 1], 1e-6));
    }

    [Fact]
    public void A_stream_has_the_summary_of_the_complete_clip()
    {
        float[] samples = Sound.Noise(300_000);
        var extractor = new SummaryExtractor(SummaryOptions.Gtzan);
        Assert.Equal(extractor.Extract(samples), extractor.Extract(() => new AudioBuffer(samples, 22050).OpenReader()));
    }

    private static Dictionary<string, string> Row(string table, string file)
    {
        string[] names = File.ReadLines(table).First().Split(',');
        string[] values = File.ReadLines(table).First(line => line.StartsWith(file + ",", StringComparison.Ordinal)).Split(',');
        return names.Zip(values).ToDictionary(p => p.First, p => p.Second);
    }
}
