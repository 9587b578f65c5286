namespace GenreNet.Tests.Support;

/// <summary>Real music and other data next to the repository, which are never part of it: tests that need them are skipped where they are absent.</summary>
internal static class SharedData
{
    /// <summary>Whether ffmpeg is on PATH: clips in FLAC need it.</summary>
    private static bool HasFfmpeg { get; } = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(System.IO.Path.PathSeparator)
        .Any(folder => File.Exists(System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg")));

    /// <summary>Returns the full path of a file or folder; skips the test where it is absent, or where decoding it needs a tool that is not installed.</summary>
    /// <param name="parts">Its path below the folder of shared data.</param>
    public static string Path(params string[] parts)
    {
        string path = System.IO.Path.Combine([RepositoryRoot.Path, "..", "shared", .. parts]);
        Assert.SkipUnless(System.IO.Path.Exists(path), $"The data is not available ({string.Join('/', parts)})");
        bool isFlac = Directory.Exists(path)
            ? Directory.EnumerateFiles(path, "*.flac", SearchOption.AllDirectories).Any()
            : path.EndsWith(".flac", StringComparison.Ordinal);
        Assert.SkipWhen(isFlac && !HasFfmpeg, $"ffmpeg is not installed ({string.Join('/', parts)} is FLAC)");
        return path;
    }
}
