namespace GenreNet.Core.Datasets;

/// <summary>Stores messages about a file without its path, so that the same dataset at another location gives the same cache.</summary>
internal static class TrackText
{
    /// <summary>Placeholder for the file: the object replacement character, which occurs in no message.</summary>
    public const string Placeholder = "\uFFFC";

    /// <summary>Replaces the path in a message with the placeholder.</summary>
    public static string WithoutPath(string sentence, string path) => sentence.Replace(path, Placeholder, StringComparison.Ordinal);

    /// <summary>Replaces the placeholder in a message with a name.</summary>
    public static string WithName(string sentence, string name) => sentence.Replace(Placeholder, name, StringComparison.Ordinal);
}
