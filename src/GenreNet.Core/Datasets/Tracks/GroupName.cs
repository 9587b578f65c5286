namespace GenreNet.Core.Datasets;

/// <summary>Names of groups. A track of no group is one of its own, named by its id, so those that a dataset names carry a prefix that no id may have.</summary>
internal static class GroupName
{
    private const string Prefix = "group:";

    /// <summary>The group of a track.</summary>
    /// <param name="name">What the dataset calls it; empty for none.</param>
    /// <param name="trackId">Id of the track.</param>
    public static string Of(string name, string trackId) => name.Length == 0 ? trackId : Prefix + name;

    /// <summary>Whether an id could be mistaken for a group.</summary>
    public static bool IsLike(string trackId) => trackId.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>
    /// The text by which groups are compared: equal for names that differ only in how accents are written (<see cref="CanonicalText"/>).
    /// </summary>
    public static string Key(string group) => CanonicalText.Decompose(group);

    /// <summary>Makes groups that are the same by <see cref="Key"/> equal texts, so that a split keeps them on one side.</summary>
    /// <param name="groups">The group of each track or segment.</param>
    /// <returns>The groups in their order; a name that is written in one way only, as all ASCII names are, is kept as it is.</returns>
    public static IReadOnlyList<string> Unified(IReadOnlyList<string> groups)
    {
        string[] accented = [.. groups.Where(group => !System.Text.Ascii.IsValid(group)).Distinct(StringComparer.Ordinal)];
        var unified = accented.GroupBy(Key, StringComparer.Ordinal).Where(same => same.Skip(1).Any())
            .SelectMany(same => same.Select(group => (Group: group, Name: CanonicalText.Compose(same.Key))))
            .ToDictionary(pair => pair.Group, pair => pair.Name, StringComparer.Ordinal);
        return unified.Count == 0 ? groups : [.. groups.Select(group => unified.GetValueOrDefault(group, group))];
    }
}
