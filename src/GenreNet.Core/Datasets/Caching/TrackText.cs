namespace GenreNet.Core.Datasets;

/// <summary>Sentences about a file that are kept without its path: the same dataset at another place gives the same cache.</summary>
internal static class TrackText
{
    /// <summary>Stands for the file; the object replacement character, which no sentence holds.</summary>
    public const string Placeholder = "\uFFFC";

    /// <summary>A sentence without the path.</summary>
    public static string WithoutPath(string sentence, string path) => sentence.Replace(path, Placeholder, StringComparison.Ordinal);

    /// <summary>A sentence about a file by the name that is given to it.</summary>
    public static string WithName(string sentence, string name) => sentence.Replace(Placeholder, name, StringComparison.Ordinal);
}
