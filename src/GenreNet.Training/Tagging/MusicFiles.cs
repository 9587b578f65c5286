using GenreNet.Core;
using GenreNet.Core.Audio;

namespace GenreNet.Training.Tagging;

/// <summary>Lists the music files that a user names: files, and folders with their subfolders.</summary>
internal static class MusicFiles
{
    private static readonly EnumerationOptions Search = new()
    {
        RecurseSubdirectories = true,
        AttributesToSkip = FileAttributes.Hidden | FileAttributes.ReparsePoint | FileAttributes.System,
    };

    /// <summary>Returns the files, each once.</summary>
    /// <param name="paths">Files and folders. A file that does not exist is returned as it is, so that its error can be reported.</param>
    /// <param name="excludedFolder">A folder whose files are left out, or null.</param>
    /// <returns>The files in the order of the arguments; those of a folder in ordinal order of their paths.</returns>
    /// <exception cref="GenreNetException">A folder contains no music file.</exception>
    public static IReadOnlyList<string> Find(IEnumerable<string> paths, string? excludedFolder = null)
    {
        string? excluded = excludedFolder is null ? null : Path.TrimEndingDirectorySeparator(Path.GetFullPath(excludedFolder)) + Path.DirectorySeparatorChar;
        return
        [
            .. paths.SelectMany(Files).DistinctBy(Path.GetFullPath, StringComparer.Ordinal)
                .Where(file => excluded is null || !Path.GetFullPath(file).StartsWith(excluded, StringComparison.Ordinal)),
        ];
    }

    private static IEnumerable<string> Files(string path)
    {
        if (!Directory.Exists(path))
        {
            return [path];
        }

        string[] files = [.. Directory.EnumerateFiles(path, "*", Search).Where(AudioFile.HasAudioExtension).Order(StringComparer.Ordinal)];
        return files.Length > 0 ? files : throw new GenreNetException($"The folder {path} contains no audio files. Give another folder.");
    }
}
