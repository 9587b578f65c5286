namespace GenreNet.Core.Audio;

/// <summary>Finds ffmpeg.</summary>
internal static class FfmpegProgram
{
    /// <summary>The environment variable with the full path of ffmpeg.</summary>
    public const string PathVariable = "GENRENET_FFMPEG";

    /// <summary>
    /// Returns the path in <see cref="PathVariable"/> if it is set; otherwise searches the folders of PATH, and no others: a program in the
    /// current folder is never run.
    /// </summary>
    /// <param name="environment">Returns the value of an environment variable, or null.</param>
    /// <returns>The full path of the program, or null if it is not found. A path from the variable may not exist.</returns>
    public static string? Find(Func<string, string?> environment)
    {
        if (environment(PathVariable) is { Length: > 0 } configured)
        {
            return Path.GetFullPath(configured);
        }

        string file = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        return (environment("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}
