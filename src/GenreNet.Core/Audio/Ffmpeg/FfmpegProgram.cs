namespace GenreNet.Core.Audio;

/// <summary>Finds ffmpeg.</summary>
internal static class FfmpegProgram
{
    /// <summary>Searches the folders of a PATH variable, and no others: a program in the current folder is never run.</summary>
    /// <returns>The full path of the program, or null if it is not found.</returns>
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
