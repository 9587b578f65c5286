using GenreNet.Core.Numerics;

namespace GenreNet.Core.Datasets;

/// <summary>Distributes tracks over parts without dividing groups.</summary>
internal static class GroupedTracks
{
    private const double UnevenFactor = 2;
    private const int UnevenTracks = 2;

    /// <summary>Returns whether every track is the only one in its group.</summary>
    public static bool AreAllAlone(IReadOnlyList<LabelledTrack> tracks) =>
        tracks.Select(t => t.Group).Distinct(StringComparer.Ordinal).Count() == tracks.Count;

    /// <summary>Assigns each track to a part.</summary>
    /// <param name="tracks">The tracks, in any order.</param>
    /// <param name="genres">Names of the labels.</param>
    /// <param name="shares">Fraction of each part; the fractions add up to one.</param>
    /// <param name="seed">Random seed for breaking ties.</param>
    /// <returns>The part of every track, and a warning if undivided groups make the parts clearly uneven.</returns>
    /// <exception cref="DatasetException">A part would have no track of some genre.</exception>
    public static (IReadOnlyDictionary<string, int> Parts, string? Uneven) Assign(
        IReadOnlyList<LabelledTrack> tracks, IReadOnlyList<string> genres, double[] shares, ulong seed)
    {
        // Sorted by their first tracks, so that the result does not depend on the names of groups.
        LabelledTrack[][] groups = [.. tracks.GroupBy(t => t.Group, StringComparer.Ordinal)
            .Select(g => g.OrderBy(t => t.Id, StringComparer.Ordinal).ToArray()).OrderBy(g => g[0].Id, StringComparer.Ordinal)];
        PartitionUnit[] units = [.. groups.Select(group => new PartitionUnit(Histogram(group, genres.Count)))];
        RequireGroups(units, genres, shares.Length);
        (int[] parts, int[][] counts) = StratifiedPartition.Assign(units, shares, new SeededRandom(seed));
        for (int label = 0; label < genres.Count; label++)
        {
            if (counts.Any(part => part[label] == 0) && counts.Any(part => part[label] > 0))
            {
                throw new DatasetException(
                    $"The groups of tracks cannot be distributed so that each of the {shares.Length} parts contains the genre {genres[label]}: {Remedy(shares.Length)}.");
            }
        }

        var partByTrack = groups.SelectMany((group, i) => group.Select(track => (track.Id, Part: parts[i]))).ToDictionary(p => p.Id, p => p.Part, StringComparer.Ordinal);
        return (partByTrack, Uneven(counts, genres, shares));
    }

    private static int[] Histogram(LabelledTrack[] group, int genreCount)
    {
        int[] counts = new int[genreCount];
        foreach (LabelledTrack track in group)
        {
            counts[track.Label]++;
        }

        return counts;
    }

    private static void RequireGroups(PartitionUnit[] units, IReadOnlyList<string> genres, int partCount)
    {
        for (int label = 0; label < genres.Count; label++)
        {
            int groups = units.Count(u => u.Counts[label] > 0);
            int tracks = units.Sum(u => u.Counts[label]);
            if (groups < partCount && tracks > 0)
            {
                string held = groups == tracks
                    ? $"has {Plural.Of(tracks, "usable track")}"
                    : $"has {Plural.Of(tracks, "usable track")} in {Plural.Of(groups, "group")} that cannot be divided";
                throw new DatasetException($"The genre {genres[label]} {held}, but a split into {partCount} parts needs at least {partCount}: {Remedy(partCount)}.");
            }
        }
    }

    private static string Remedy(int partCount) =>
        $"add tracks of other artists or recordings, correct the groups{(partCount > 3 ? ", use fewer folds" : "")}, or specify your own lists with --split-files";

    private static string? Uneven(int[][] counts, IReadOnlyList<string> genres, double[] shares)
    {
        (double worst, string? sentence) = (UnevenFactor, null);
        for (int label = 0; label < genres.Count; label++)
        {
            int total = counts.Sum(part => part[label]);
            for (int part = 0; part < shares.Length; part++)
            {
                double wanted = shares[part] * total;
                double factor = Math.Max(counts[part][label] / wanted, wanted / counts[part][label]);
                if (factor > worst && Math.Abs(counts[part][label] - wanted) >= UnevenTracks)
                {
                    worst = factor;
                    sentence = FormattableString.Invariant(
                        $"Large groups make the split uneven: one part has {counts[part][label]} of the {Plural.Of(total, "track")} of {genres[label]} instead of {wanted:0.#}.");
                }
            }
        }

        return sentence;
    }
}
