using System.Text.RegularExpressions;
using GenreNet.Core.Audio;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests;

/// <summary>The C# sample of README.md compiles and runs: it equals the marked lines below.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void The_readme_has_one_csharp_sample_and_it_equals_the_tested_lines()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
        string here = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "GenreNet.Inference.Tests", "ReadmeTests.cs"));
        Match sample = Assert.Single(Sample().Matches(readme));

        // This file is in a namespace below that of the classifier and needs no using directive for it.
        string[] tested = [$"using {typeof(GenreClassifier).Namespace};", .. Lines(Marked().Match(here).Groups[1].Value)];
        Assert.Equal(tested, Lines(sample.Groups[1].Value));
    }

    [Fact]
    public async Task The_readme_sample_runs()
    {
        string before = Directory.GetCurrentDirectory();
        using var folder = new TemporaryFolder();
        try
        {
            WavWriter.Write(folder.File("song.wav"), Fixture.Music(), 22050);
            Directory.SetCurrentDirectory(folder.Path);
            await RunAsync();
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
        }
    }

    private static async Task RunAsync()
    {
        // <readme>
        using var classifier = GenreClassifier.LoadDefault();
        GenrePrediction song = await classifier.ClassifyAsync("song.wav");
        Console.WriteLine($"{song.Genre} ({song.Confidence:P0})");

        // </readme>
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Sample();

    [GeneratedRegex("// <readme>\n(.*?)// </readme>", RegexOptions.Singleline)]
    private static partial Regex Marked();
}
