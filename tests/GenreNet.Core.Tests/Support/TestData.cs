using GenreNet.Core.Numpy;

namespace GenreNet.Core.Tests.Support;

/// <summary>Where the test data lies.</summary>
internal static class TestData
{
    /// <summary>librosa's results for synthetic signals, and the signals.</summary>
    public static string Golden => Path.Combine(AppContext.BaseDirectory, "Golden");

    public static string Wav(string name) => Path.Combine(Golden, "wav", $"{name}.wav");

    public static float[] GoldenFloats(string name, string key)
    {
        using var file = NpzReader.Open(Path.Combine(Golden, $"{name}.npz"));
        return file.Read(key).AsSpan<float>().ToArray();
    }

    /// <summary>Real music, which is never part of the repository: tests that need it are skipped where it is absent.</summary>
    public static string Shared(string relativePath) => SharedData.Path(relativePath);
}
