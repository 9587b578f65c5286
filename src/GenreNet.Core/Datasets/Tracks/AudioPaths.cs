using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets;

/// <summary>Finds the genre folders among the paths of a dataset.</summary>
/// <remarks>
/// Layouts found in practice: <c>genres/GENRE/x.wav</c>, <c>Data/genres_original/GENRE/x.wav</c>, <c>GENRE/x.wav</c>, with tables and
/// stray files next to them. Folders that only wrap another one are skipped; everything below a genre folder, at any depth, has that genre.
/// </remarks>
internal static class AudioPaths
{
    /// <summary>
    /// Returns whether a path appears to be audio: not hidden, and with an audio extension. The content is checked later.
    /// </summary>
    public static bool IsAudio(string relativePath) =>
        AudioFile.HasAudioExtension(relativePath) && !relativePath.Split('/').Any(part => part.StartsWith('.'));

    /// <summary>Returns the folder that contains the genre folders: empty, or ending in a slash.</summary>
    /// <param name="paths">Relative paths of audio files.</param>
    public static string FindRoot(IReadOnlyList<string> paths)
    {
        string root = "";
        while (true)
        {
            string[] inside = [.. paths.Where(p => p.StartsWith(root, StringComparison.Ordinal)).Select(p => p[root.Length..])];
            string[] folders = [.. inside.Where(p => p.Contains('/')).Select(p => p[..(p.IndexOf('/') + 1)]).Distinct(StringComparer.Ordinal)];
            bool wrapsOne = folders.Length == 1 && inside.All(p => p.StartsWith(folders[0], StringComparison.Ordinal));
            bool holdsFolders = wrapsOne && inside.Any(p => p.AsSpan(folders[0].Length).Contains('/'));
            if (!holdsFolders)
            {
                return root;
            }

            root += folders[0];
        }
    }
}
