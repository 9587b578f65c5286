using System.Xml.Linq;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Training.Reports;
using GenreNet.Training.Tests.Cli;
using GenreNet.Training.Tests.Support;

namespace GenreNet.Training.Tests.Reports.Exploring;

/// <summary>The command <c>explore</c> and its page, on a small dataset with odd tracks among the sound ones.</summary>
public sealed class ExplorePageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ExplorePageTests()
    {
        foreach (string style in (string[])["folk", "house"])
        {
            for (int i = 0; i < 3; i++)
            {
                WavWriter.Write(Path.Combine(Music, style, $"{i}.wav"), SyntheticDataset.Render(style, (ulong)i, 4).Samples, SyntheticDataset.SampleRate);
            }
        }
    }

    private string Music => Path.Combine(_folder.Path, "music");

    private string Html => Path.Combine(_folder.Path, "page.html");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_of_a_dataset_loads_nothing_from_the_network()
    {
        CliRun run = CliRun.Of("explore", Music, "--out", Html, "--clips", "--pictures", Path.Combine(_folder.Path, "pictures"));
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Wrote the page for 6 tracks", run.Output, StringComparison.Ordinal);
        XElement body = Body();
        string[] captions = [.. body.Descendants("figcaption").Select(c => c.Value)];
        Assert.All(
            (string[])["Tracks per genre", "Tracks by duration", "First two principal components", "Deviation from the mean of all tracks, in standard deviations"], title => Assert.Contains(title, captions));
        Assert.All((string[])["Waveform", "Spectrogram (dB)", "Mel spectrogram (dB)", "MFCCs"], title => Assert.Equal(2, captions.Count(c => c == title)));
        Assert.Equal(2, body.Descendants("audio").Count());
        Assert.All(body.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src"), a => Assert.StartsWith("data:", a.Value, StringComparison.Ordinal));
        // The first of the two drawings, for narrow screens.
        Assert.Equal(6, body.Descendants("svg").First(s => ((string)s.Attribute("aria-label")!).StartsWith("First two", StringComparison.Ordinal)).Descendants("title").Count());
        Assert.Contains("folk-mfcc.svg", Directory.GetFiles(Path.Combine(_folder.Path, "pictures")).Select(Path.GetFileName));
    }

    [Fact]
    public void The_page_is_reproducible_and_another_seed_shows_other_tracks()
    {
        Assert.Equal(Explore(), Explore());
        string[] pages = [.. Enumerable.Range(0, 6).Select(seed => Explore("--seed", $"{seed}"))];
        Assert.Contains("drawn with seed 3", pages[3], StringComparison.Ordinal);
        Assert.True(pages.Select(p => p[p.IndexOf(">Examples</h2>", StringComparison.Ordinal)..].Length).Distinct().Count() > 1);
        Assert.Equal(pages[1], Explore("--seed", "1"));
    }

    [Fact]
    public void Unusable_tracks_are_skipped_and_named()
    {
        WavWriter.Write(Path.Combine(Music, "folk", "silent.wav"), new float[22050], 22050);
        WavWriter.Write(Path.Combine(Music, "folk", "short.wav"), new float[] { 0.5f }, 22050);
        File.WriteAllBytes(Path.Combine(Music, "house", "empty.wav"), []);
        File.WriteAllBytes(Path.Combine(Music, "house", "nan.wav"), FloatWav(float.NaN));
        File.WriteAllBytes(Path.Combine(Music, "house", "loud.wav"), FloatWav(1e30f));
        CliRun run = CliRun.Of("explore", Music, "--out", Html);
        Assert.Equal(0, run.ExitCode);
        Assert.All((string[])["house/empty", "house/nan", "house/loud"], id => Assert.Contains($"Skipped {id}: ", run.Error, StringComparison.Ordinal));
        string page = File.ReadAllText(Html);
        Assert.Contains("<td>house/nan</td>", page, StringComparison.Ordinal);
        XElement body = Body();
        body.Descendants("image").Remove();
        Assert.DoesNotContain("NaN", string.Concat(body.Descendants("svg")), StringComparison.Ordinal);
        Assert.Contains("<b>8</b><span>tracks</span>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_of_silence_has_a_page()
    {
        string silence = Path.Combine(_folder.Path, "silence");
        foreach (string genre in (string[])["quiet", "still"])
        {
            WavWriter.Write(Path.Combine(silence, genre, "a.wav"), new float[22050], 22050);
            WavWriter.Write(Path.Combine(silence, genre, "b.wav"), new float[22050], 22050);
        }

        Assert.Equal((0, ""), (CliRun.Of("explore", silence, "--out", Html) is var run ? (run.ExitCode, run.Error) : default));
        XElement body = Body();
        body.Descendants("image").Remove();
        Assert.DoesNotContain("NaN", body.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_dataset_with_one_genre_or_without_audio_is_rejected()
    {
        Directory.Delete(Path.Combine(Music, "house"), recursive: true);
        CliRun one = CliRun.Of("explore", Music, "--out", Html);
        Assert.Equal(1, one.ExitCode);
        Assert.Contains("contains only the genre folk", one.Error, StringComparison.Ordinal);

        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty", "a"));
        Directory.CreateDirectory(Path.Combine(_folder.Path, "empty", "b"));
        File.WriteAllBytes(Path.Combine(_folder.Path, "empty", "a", "1.wav"), []);
        File.WriteAllBytes(Path.Combine(_folder.Path, "empty", "b", "1.wav"), []);
        CliRun none = CliRun.Of("explore", Path.Combine(_folder.Path, "empty"), "--out", Html);
        Assert.Equal(1, none.ExitCode);
        Assert.Contains("No track of empty can be decoded", none.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Html));
    }

    [Fact]
    public void Prepared_features_are_explored_without_audio()
    {
        string cache = Path.Combine(_folder.Path, "features.npz");
        FeatureCache.Save(cache, new PreparedFeatures(TestFeatures.Make(), [], []));
        CliRun run = CliRun.Of("explore", cache, "--out", Html, "--clips");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("--clips has no effect", run.Error, StringComparison.Ordinal);
        XElement body = Body();
        Assert.Equal(3, body.Descendants("image").Count());
        Assert.Contains("features only", body.Value, StringComparison.Ordinal);
        Assert.DoesNotContain("of audio", string.Concat(body.Descendants("span").Select(s => s.Value)), StringComparison.Ordinal);
    }

    [Fact]
    public void Distances_of_genres_are_in_standard_deviations_of_the_tracks()
    {
        Exploration data = Made((0, 1), (0, 3), (1, 5), (1, 7));
        // Mean 4, deviation sqrt(5); the genres lie at 2 and 6.
        Assert.Equal([-2 / Math.Sqrt(5), 2 / Math.Sqrt(5)], GenreMeans.Distances(data).Select(row => row[0]));
        Assert.Equal(new Moments(2, 1), GenreMeans.ByGenre(data)[0][0]);
        Assert.Equal(0, GenreMeans.Distances(Made((0, 1), (1, 1)))[1][0]);
    }

    private static Exploration Made(params (int Genre, double Mean)[] tracks) => new()
    {
        Dataset = "made",
        Fingerprint = "00",
        Genres = ["a", "b"],
        Tracks = [.. tracks.Select((t, i) => new ExploredTrack($"{i}", t.Genre, [t.Mean], [1], Segments: 1))],
        Features = ["MFCC 1"],
        FeatureName = "MFCCs",
        Examples = [],
        ExampleNote = string.Empty,
        Skipped = [],
        Notes = [],
    };

    // A WAV file of one float sample, repeated.
    private static byte[] FloatWav(float sample)
    {
        using var file = new MemoryStream();
        using var writer = new BinaryWriter(file);
        writer.Write("RIFF"u8);
        writer.Write(36 + 16000);
        writer.Write("WAVEfmt "u8);
        writer.Write(16);
        writer.Write((short)3);
        writer.Write((short)1);
        writer.Write(22050);
        writer.Write(22050 * 4);
        writer.Write((short)4);
        writer.Write((short)32);
        writer.Write("data"u8);
        writer.Write(16000);
        for (int i = 0; i < 4000; i++)
        {
            writer.Write(sample);
        }

        return file.ToArray();
    }

    private string Explore(params string[] more)
    {
        Assert.Equal(0, CliRun.Of(["explore", Music, "--out", Html, .. more]).ExitCode);
        return File.ReadAllText(Html);
    }

    private XElement Body()
    {
        string page = File.ReadAllText(Html);
        return XElement.Parse(page[page.IndexOf("<body>", StringComparison.Ordinal)..(page.IndexOf("</body>", StringComparison.Ordinal) + "</body>".Length)]);
    }
}
