namespace GenreNet.Core.Datasets;

/// <summary>Ids of tracks from their paths: without the extension, unless two tracks would have the same id.</summary>
internal static class TrackIds
{
    /// <summary>Chooses an id for each path. The ids of paths that share nothing do not depend on the others.</summary>
    /// <param name="paths">Different paths, with forward slashes.</param>
    /// <param name="taken">Ids that other tracks have already.</param>
    /// <returns>Different ids, none of them taken unless it is a complete path.</returns>
    public static string[] Of(IReadOnlyList<string> paths, IEnumerable<string> taken)
    {
        string[] ids = [.. paths.Select(path => path[..^Path.GetExtension(path).Length])];
        string[] others = [.. taken];
        bool hasChanged = true;
        while (hasChanged)
        {
            // song.wav and song.flac keep their extensions; then song.wav.mp3 must keep its own as well.
            var uses = ids.Concat(others).CountBy(id => id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            int[] shared = [.. Enumerable.Range(0, ids.Length).Where(i => uses[ids[i]] > 1 && ids[i] != paths[i])];
            Array.ForEach(shared, i => ids[i] = paths[i]);
            hasChanged = shared.Length > 0;
        }

        return ids;
    }
}
