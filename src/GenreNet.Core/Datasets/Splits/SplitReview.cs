namespace GenreNet.Core.Datasets;

/// <summary>Checks a split against the data that it is used with.</summary>
internal static class SplitReview
{
    private static readonly SplitPart[] Parts = [SplitPart.Train, SplitPart.Validation, SplitPart.Test];

    /// <summary>Adds information from the data: its fingerprint, the groups that are kept together, and warnings.</summary>
    /// <param name="split">The tracks of each part, all of them in the data.</param>
    /// <param name="data">The data.</param>
    /// <param name="needsValidation">Whether the validation part must contain a track.</param>
    /// <exception cref="DatasetException">A part is empty, or the training part has no track of some genre.</exception>
    public static DataSplit Complete(DataSplit split, FeatureSet data, bool needsValidation = true)
    {
        var labels = data.Tracks.ToDictionary(t => t.Id, t => t.Label, StringComparer.Ordinal);
        List<string> warnings = [.. split.Warnings];
        foreach (SplitPart part in Parts)
        {
            IReadOnlyList<string> tracks = split.TracksOf(part);
            bool isNeeded = part switch
            {
                SplitPart.Validation => needsValidation && split.Kind != SplitKind.Everything,
                SplitPart.Test => split.Kind != SplitKind.Everything,
                _ => true,
            };
            if (tracks.Count == 0 && !isNeeded)
            {
                continue;
            }

            if (tracks.Count == 0)
            {
                throw new DatasetException($"No track of {data.DatasetName} is in the {SplitPartName.Of(part)} part of the split ({split.Describe()}): use data or lists with tracks for each part.");
            }

            var present = tracks.Select(t => labels[t]).ToHashSet();
            string[] missing = [.. data.Genres.Where((_, label) => !present.Contains(label))];
            if (missing.Length > 0 && part == SplitPart.Train)
            {
                throw new DatasetException($"No track of the genre {missing[0]} is in the train part of the split ({split.Describe()}): add tracks, or remove the genre from the data.");
            }

            if (missing.Length > 0)
            {
                warnings.Add($"The {SplitPartName.Of(part)} part has no track of {string.Join(", ", missing)}.");
            }
        }

        var used = Parts.SelectMany(split.TracksOf).ToHashSet(StringComparer.Ordinal);
        string[] unused = [.. data.Tracks.Select(t => t.Id).Where(id => !used.Contains(id)).Order(StringComparer.Ordinal)];
        if (unused.Length > 0)
        {
            warnings.Add($"{unused.Length} of {Plural.Of(data.TrackCount, "track")} {Plural.Choose(unused.Length, "is", "are")} in no part of the split and left out, for example {unused[0]}.");
        }

        (string[][] whole, string[][] torn) = Groups(split, data);
        if (torn.Length > 0 && !split.IsLeaky)
        {
            warnings.Add($"The split divides {Plural.Of(torn.Length, "group of related tracks", "groups of related tracks")}, for example {string.Join(", ", torn[0].Take(3))}. The figures may be inflated.");
        }

        if (split.IsLeaky)
        {
            warnings.Insert(0, DataSplit.LeakyWarning);
        }

        return split with
        {
            FormatVersion = DataSplit.CurrentFormat,
            DatasetFingerprint = data.DatasetFingerprint,
            Groups = split.IsLeaky ? null : whole,
            Warnings = [.. warnings.Distinct(StringComparer.Ordinal)],
        };
    }

    private static (string[][] Whole, string[][] Torn) Groups(DataSplit split, FeatureSet data)
    {
        var sides = Parts.SelectMany(part => split.TracksOf(part).Select(track => (track, part))).ToLookup(p => p.track, p => p.part, StringComparer.Ordinal);
        string[][] groups = [.. data.Tracks.Where(t => sides.Contains(t.Id)).GroupBy(t => t.Group, t => t.Id, StringComparer.Ordinal)
            .Select(g => g.Order(StringComparer.Ordinal).ToArray()).Where(g => g.Length > 1).OrderBy(g => g[0], StringComparer.Ordinal)];
        ILookup<bool, string[]> isInteger = groups.ToLookup(group => group.SelectMany(track => sides[track]).Distinct().Count() == 1);
        return ([.. isInteger[true]], [.. isInteger[false]]);
    }
}
