using System.Text.RegularExpressions;
using GenreNet.Core.Audio;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests;

/// <summary>The program in the README compiles, runs, and is the one below.</summary>
public partial class ReadmeTests
{
    [Fact]
    public void The_readmes_program_is_this_one()
    {
        string readme = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "README.md"));
        string here = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "tests", "GenreNet.Inference.Tests", "ReadmeTests.cs"));
        Assert.Equal(Lines(Program().Match(readme).Groups[1].Value), Lines(Marked().Match(here).Groups[1].Value));
    }

    [Fact]
    public async Task The_readmes_program_runs()
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
        using var classifier = GenreClassifier.LoadDefault();           // or Load("my-model.onnx")
        GenrePrediction song = await classifier.ClassifyAsync("song.wav");
        Console.WriteLine($"{song.Genre} ({song.Confidence:P0})");
        foreach (TimelineSegment segment in song.Timeline)
        {
            Console.WriteLine($"{segment.Start:mm\\:ss} {segment.Genre} ({segment.Probability:P0})");
        }

        // </readme>
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();

    [GeneratedRegex("// <readme>\n(.*?)// </readme>", RegexOptions.Singleline)]
    private static partial Regex Marked();
}
