using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests;

/// <summary>The C# samples of the guides compile.</summary>
public class GuideTests
{
    private const string Opening = "```csharp";

    // Those that Microsoft.NET.Sdk.Web adds to Microsoft.NET.Sdk.
    private const string WebUsings = """
        global using System.Net.Http.Json;
        global using Microsoft.AspNetCore.Builder; global using Microsoft.AspNetCore.Hosting; global using Microsoft.AspNetCore.Http;
        global using Microsoft.AspNetCore.Routing; global using Microsoft.Extensions.Configuration;
        global using Microsoft.Extensions.DependencyInjection; global using Microsoft.Extensions.Hosting; global using Microsoft.Extensions.Logging;
        """;

    [Theory]
    [InlineData("docs/csharp.md")]
    [InlineData("docs/features.md")]
    [InlineData("docs/migration.md")]
    [InlineData("docs/mlnet.md")]
    [InlineData("docs/notebooks.md")]
    [InlineData("src/GenreNet.Interactive/README.md")]
    [InlineData("src/GenreNet.ML/README.md")]
    public void The_samples_of_a_page_compile(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, page));
        Assert.Contains(lines, line => line == Opening);
        string[] problems = [.. Problems(page, lines)];
        Assert.True(problems.Length == 0, string.Join('\n', problems));
    }

    [Theory]
    [InlineData("README.md")]
    [InlineData("src/GenreNet.Core/README.md")]
    [InlineData("src/GenreNet.Inference/README.md")]
    [InlineData("src/GenreNet.NAudio/README.md")]
    public void Each_sample_of_a_readme_is_a_program_of_its_own(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(RepositoryRoot.Path, page));
        Assert.Contains(lines, line => line == Opening);
        string[] problems = [.. Blocks(lines).SelectMany(block => SampleCompiler.Problems(page, lines, [block], SampleCompiler.ImplicitUsings))];
        Assert.True(problems.Length == 0, string.Join('\n', problems));
    }

    [Fact]
    public void A_sample_that_does_not_compile_is_reported_with_page_line_block_and_message()
    {
        string[] page = ["# Page", Opening, "Console.WriteLine(1);", "```", "text", Opening, "using System.Text;", string.Empty, "Console.WriteLine(One);", "```"];
        string problem = Assert.Single(Problems("docs/page.md", page));
        Assert.StartsWith("docs/page.md, line 9, block 2: error CS0103: ", problem, StringComparison.Ordinal);
    }

    [Fact]
    public void The_features_of_the_guide_have_the_documented_number_of_values()
    {
        using var folder = new TemporaryFolder();
        string song = folder.File("song.wav");
        WavWriter.Write(song, Fixture.Music(), 22050);

        var extractor = new FeatureExtractor(new MfccOptions { CoefficientCount = 20 }, new ChromaOptions(), new RmsOptions());
        AudioBuffer clip = AudioBuffer.Load(song, sampleRate: 22050);
        float[] rows = extractor.Extract(clip.Samples.Span);

        Assert.Equal((1 + (clip.Samples.Length / 512)) * (20 + 12 + 1), rows.Length);
    }

    /// <summary>Compiles a page as one program: its blocks follow one another, so that later ones can use what earlier ones declare.</summary>
    /// <returns>The errors and warnings, each with page, line and block.</returns>
    private static IEnumerable<string> Problems(string page, string[] lines) =>
        SampleCompiler.Problems(page, lines, [.. Blocks(lines)], SampleCompiler.ImplicitUsings + WebUsings);

    /// <summary>Finds the blocks of C#: the index of the first line of code, and that of the line after the last.</summary>
    private static IEnumerable<(int First, int Last)> Blocks(string[] lines)
    {
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i] == Opening)
            {
                int last = Array.IndexOf(lines, "```", i);
                yield return (i + 1, last);
                i = last;
            }
        }
    }
}
