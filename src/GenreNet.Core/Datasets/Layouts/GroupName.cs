namespace GenreNet.Core.Datasets.Layouts;

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
}
