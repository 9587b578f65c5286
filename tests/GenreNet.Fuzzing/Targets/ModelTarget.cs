using GenreNet.Core;
using GenreNet.Inference;

namespace GenreNet.Fuzzing.Targets;

/// <summary>The model reader: a file that loads has to classify as well.</summary>
internal static class ModelTarget
{
    private static readonly float[] Tone = [.. Enumerable.Range(0, 3000).Select(i => MathF.Sin(0.1f * i) / 2)];

    public static FuzzTarget Create() => new("model", Read, Seeds, problem => problem is ModelFormatException);

    private static void Read(byte[] file)
    {
        using var classifier = GenreClassifier.Load(new MemoryStream(file), "fuzz.onnx");
        classifier.Classify(Tone.AsMemory(), 1000);
    }

    /// <summary>The folder of the repository.</summary>
    public static string Root()
    {
        string root = AppContext.BaseDirectory;
        while (!File.Exists(Path.Combine(root, "GenreNet.sln")))
        {
            root = Path.GetDirectoryName(root) ?? throw new FileNotFoundException("GenreNet.sln was not found above the program: run it within the repository.");
        }

        return root;
    }

    private static IEnumerable<(string Name, byte[] Content)> Seeds()
    {
        string root = Root();
        yield return ("styles", File.ReadAllBytes(Path.Combine(root, "tests", "GenreNet.Inference.Tests", "Fixtures", "styles.onnx")));
        yield return ("gtzan", File.ReadAllBytes(Path.Combine(root, "src", "GenreNet.Inference", "Models", "Default", "gtzan.onnx")));
    }
}
