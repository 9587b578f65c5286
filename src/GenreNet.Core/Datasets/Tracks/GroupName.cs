namespace GenreNet.Core.Datasets;

/// <summary>
/// Creates and compares group names. A track without a group forms its own, named by its id; groups named by a dataset therefore carry a
/// prefix that no id may have.
/// </summary>
internal static class GroupName
{
    private const string Prefix = "group:";

    /// <summary>Returns the group of a track.</summary>
    /// <param name="name">Group name in the dataset; empty for none.</param>
    /// <param name="trackId">Id of the track.</param>
    public static string Of(string name, string trackId) => name.Length == 0 ? trackId : Prefix + name;

    /// <summary>Returns whether an id could be mistaken for a group.</summary>
    public static bool IsLike(string trackId) => trackId.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>
    /// Returns the text by which groups are compared; equal for names that differ only in how accents are encoded
    /// (<see cref="CanonicalText"/>).
    /// </summary>
    public static string Key(string group) => CanonicalText.Decompose(group);

    /// <summary>Replaces groups that have the same <see cref="Key"/> by equal texts, so that a split keeps them in one part.</summary>
    /// <param name="groups">The group of each track or segment.</param>
    /// <returns>The groups in their order; a name that occurs in only one encoding, as all ASCII names do, is unchanged.</returns>
    public static IReadOnlyList<string> Unified(IReadOnlyList<string> groups)
    {
        string[] accented = [.. groups.Where(group => !System.Text.Ascii.IsValid(group)).Distinct(StringComparer.Ordinal)];
        var unified = accented.GroupBy(Key, StringComparer.Ordinal).Where(same => same.Skip(1).Any())
            .SelectMany(same => same.Select(group => (Group: group, Name: CanonicalText.Compose(same.Key))))
            .ToDictionary(pair => pair.Group, pair => pair.Name, StringComparer.Ordinal);
        return unified.Count == 0 ? groups : [.. groups.Select(group => unified.GetValueOrDefault(group, group))];
    }
}
