namespace GenreNet.Core.Datasets;

/// <summary>
/// Provides the last columns of a table: groups and parts, if the dataset has any, so that a split of the table respects them.
/// </summary>
/// <param name="tracks">Id, group and part of all tracks.</param>
internal sealed class TrackPlaces(IReadOnlyList<(string Id, string Group, SplitPart? Part)> tracks)
{
    private readonly HashSet<string> _groups = [.. tracks.CountBy(t => t.Group, StringComparer.Ordinal).Where(g => g.Value > 1).Select(g => g.Key)];
    private readonly bool _hasParts = tracks.Any(t => t.Part is not null);

    /// <summary>Gets the names of the columns; empty if there are neither groups nor parts.</summary>
    public string[] Columns => [.. _groups.Count > 0 ? [SummaryTable.Group] : (string[])[], .. _hasParts ? [SummaryTable.Split] : (string[])[]];

    /// <summary>Returns the fields of a track.</summary>
    public string[] Of(string group, SplitPart? part) =>
        [.. _groups.Count > 0 ? [_groups.Contains(group) ? group : string.Empty] : (string[])[], .. _hasParts ? [SplitPartName.Of(part)] : (string[])[]];
}
