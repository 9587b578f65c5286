namespace GenreNet.Core.Datasets;

/// <summary>Draws validation tracks from the training tracks, for splits that do not define a validation part.</summary>
internal static class ValidationDraw
{
    /// <summary>Draws the validation tracks without dividing groups, with the same fraction for every genre.</summary>
    /// <param name="data">The data.</param>
    /// <param name="learnt">Ids of the tracks to draw from.</param>
    /// <param name="share">Fraction of the tracks to use for validation, between 0 and 1, exclusive.</param>
    /// <param name="seed">Random seed; equal seeds give equal results for equal tracks.</param>
    /// <returns>The remaining training tracks and the validation tracks, each sorted ordinally.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The fraction is out of range.</exception>
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
