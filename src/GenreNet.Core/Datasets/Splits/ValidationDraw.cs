namespace GenreNet.Core.Datasets;

/// <summary>Draws the tracks that choose the best epoch from those to learn from, where nobody has said which they are.</summary>
internal static class ValidationDraw
{
    /// <summary>Draws them: whole groups, every genre in the same share.</summary>
    /// <param name="data">The data.</param>
    /// <param name="learnt">Ids of the tracks to draw from.</param>
    /// <param name="share">Share of them for validation, between 0 and 1.</param>
    /// <param name="seed">Equal seeds draw the same of the same tracks.</param>
    /// <returns>The tracks that are left to learn from and those that were drawn, each sorted ordinally.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The share is out of range.</exception>
    /// <exception cref="DatasetException">A genre has too few tracks or groups for two parts.</exception>
    public static (string[] Train, string[] Validation) Draw(FeatureSet data, IReadOnlyCollection<string> learnt, double share, ulong seed)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(share);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(share, 1);
        var ids = learnt.ToHashSet(StringComparer.Ordinal);
        LabelledTrack[] tracks = [.. data.Tracks.Where(t => ids.Contains(t.Id))];
        IReadOnlyDictionary<string, int> parts = GroupedTracks.Assign(tracks, data.Genres, [1 - share, share], seed).Parts;
        return (Of(0), Of(1));

        string[] Of(int part) => [.. parts.Where(p => p.Value == part).Select(p => p.Key).Order(StringComparer.Ordinal)];
    }
}
