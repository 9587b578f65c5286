using System.Text;
using GenreNet.Core.Datasets;

namespace GenreNet.Inference.Tests.Support;

/// <summary>A small trained model and sounds for it.</summary>
internal static class Fixture
{
    /// <summary>The cnn-small network, fitted on the synthetic styles: <c>genrenet synthesize --out dataset --tracks 20</c>, <c>genrenet train dataset --network cnn-small</c>.</summary>
    public static string Model => Path.Combine(AppContext.BaseDirectory, "Fixtures", "styles.onnx");

    public static GenreClassifier Load() => GenreClassifier.Load(Model);

    /// <summary>Ten seconds that are not in the training data of the model.</summary>
    public static ReadOnlyMemory<float> Music(string style = "techno", double seconds = 10) => SyntheticDataset.Render(style, 777, seconds).Samples;

    /// <summary>Real music where there is some beside the repository; the test is skipped elsewhere.</summary>
    public static string Shared(string name) => SharedData.Path("data", name);

    /// <summary>The model file with one text in it replaced by another of the same length.</summary>
    public static byte[] Patched(string from, string to)
    {
        byte[] file = File.ReadAllBytes(Model);
        byte[] pattern = Encoding.UTF8.GetBytes(from);
        int at = file.AsSpan().IndexOf(pattern);
        Assert.True(at >= 0 && from.Length == to.Length);
        Encoding.UTF8.GetBytes(to).CopyTo(file, at);
        return file;
    }
}
