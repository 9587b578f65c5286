namespace GenreNet.Core.Datasets;

/// <summary>Derives track ids from paths: the extension is removed, unless two tracks would then have the same id.</summary>
internal static class TrackIds
{
    /// <summary>Chooses an id for each path. Paths without a conflict get an id that does not depend on the other paths.</summary>
    /// <param name="paths">Distinct paths, with forward slashes.</param>
    /// <param name="taken">Ids that other tracks have already.</param>
    /// <returns>Distinct ids; none is in <paramref name="taken"/> unless it is a complete path.</returns>
    public static string[] Of(IReadOnlyList<string> paths, IEnumerable<string> taken)
    {
        string[] ids = [.. paths.Select(path => path[..^Path.GetExtension(path).Length])];
        string[] others = [.. taken];
        bool hasChanged = true;
        while (hasChanged)
        {
            // If song.wav and song.flac keep their extensions, song.wav.mp3 must keep its own as well.
            var uses = ids.Concat(others).CountBy(id => id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
            int[] shared = [.. Enumerable.Range(0, ids.Length).Where(i => uses[ids[i]] > 1 && ids[i] != paths[i])];
            Array.ForEach(shared, i => ids[i] = paths[i]);
            hasChanged = shared.Length > 0;
        }

        return ids;
    }
}
