namespace GenreNet.Core.Audio;

/// <summary>Finds ffmpeg.</summary>
internal static class FfmpegProgram
{
    /// <summary>Looks through the folders of a PATH, and nowhere else: a program in the current folder is never run.</summary>
    /// <returns>The full path of the program, or null.</returns>
    public static string? Find(string? folders)
    {
        string file = OperatingSystem.IsWindows() ? "ffmpeg.exe" : "ffmpeg";
        return (folders ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(Path.IsPathFullyQualified)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);
    }
}
