using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests;

/// <summary>What the README shows of features compiles and does what it says.</summary>
public class ReadmeTests
{
    [Fact]
    public void The_readmes_lines_are_these()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
        string here = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "GenreNet.Core.Tests", "ReadmeTests.cs"));
        string[] shown = readme[readme.IndexOf("## Features in your own program", StringComparison.Ordinal)..].Split("```")[1].Split('\n')[1..];
        Assert.All(shown, line => Assert.Contains(line.Split("    //")[0].Replace("\"song.wav\"", "song", StringComparison.Ordinal), here, StringComparison.Ordinal));
    }

    [Fact]
    public void The_readmes_lines_give_the_rows_that_they_promise()
    {
        using var folder = new TemporaryFolder();
        string song = folder.File("song.wav");
        WavWriter.Write(song, Sound.Noise(44100), 44100);

        var extractor = new FeatureExtractor(new MfccOptions { CoefficientCount = 20 }, new ChromaOptions(), new RmsOptions());
        AudioBuffer clip = AudioBuffer.Load(song, sampleRate: 22050);
        float[] rows = extractor.Extract(clip.Samples.Span);

        Assert.Equal((1 + (22050 / 512)) * (20 + 12 + 1), rows.Length);
    }
}
