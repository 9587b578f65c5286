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
        string readme = File.ReadAllText(Path.Combine(Root(), "README.md"));
        string here = File.ReadAllText(Path.Combine(Root(), "tests", "GenreNet.Inference.Tests", "ReadmeTests.cs"));
        Assert.Equal(Lines(Program().Match(readme).Groups[1].Value), Lines(Marked().Match(here).Groups[1].Value));
    }

    [Fact]
    public void The_readmes_program_runs()
    {
        string before = Directory.GetCurrentDirectory();
        string folder = Directory.CreateTempSubdirectory("genrenet-readme-").FullName;
        try
        {
            File.Copy(Fixture.Model, Path.Combine(folder, "model.onnx"));
            WavWriter.Write(Path.Combine(folder, "song.wav"), Fixture.Music(), 22050);
            Directory.SetCurrentDirectory(folder);
            Run();
        }
        finally
        {
            Directory.SetCurrentDirectory(before);
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Run()
    {
        // <readme>
        using var classifier = GenreClassifier.Load("model.onnx");
        GenrePrediction prediction = classifier.Classify("song.wav");
        Console.WriteLine($"{prediction.Genre} ({prediction.Confidence:P0})");
        foreach (TimelineSegment segment in prediction.Timeline)
        {
            Console.WriteLine($"{segment.Start:mm\\:ss} {segment.Genre} ({segment.Probability:P0})");
        }

        // </readme>
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static string Root()
    {
        string folder = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(folder, "GenreNet.sln")))
        {
            folder = Path.GetDirectoryName(folder)!;
        }

        return folder;
    }

    [GeneratedRegex("```csharp\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Program();

    [GeneratedRegex("// <readme>\n(.*?)// </readme>", RegexOptions.Singleline)]
    private static partial Regex Marked();
}
