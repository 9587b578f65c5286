namespace GenreNet.Core.Datasets;

/// <summary>Creates warnings about files that are in a source but left out of the dataset.</summary>
internal static class ListingText
{
    private const int MostExamples = 3;

    /// <summary>Returns the warnings about a listing; empty if nothing is left out.</summary>
    /// <param name="listing">The listing.</param>
    /// <param name="source">The folder or archive, as the user specified it.</param>
    public static IEnumerable<string> Warnings(SourceListing listing, string source)
    {
        foreach (string path in listing.Missing)
        {
            yield return $"{path} has just been deleted, or is a link to nothing, and is left out.";
        }

        if (listing.Unopenable.Count > 0)
        {
            string[] shown = [.. listing.Unopenable.Select(path => path.Replace('\uFFFD', '?')).Distinct(StringComparer.Ordinal)];
            yield return $"{Count(shown, "name is", "names are")} not valid UTF-8 and cannot be opened, with all that is below: "
                + $"{Examples(shown)} (? stands for the bytes that are not). "
                + $"Rename {(shown.Length == 1 ? "it" : "them")}, for example with 'convmv -f latin1 -t utf8 -r --notest' on {source}.";
        }

        if (listing.Guessed.Count > 0)
        {
            yield return $"{Count(listing.Guessed, "name in the archive is", "names in the archive are")} not UTF-8 and read as {listing.GuessedEncoding}, "
                + $"so genres and tracks may have wrong characters: {Examples(listing.Guessed)}. Create the archive again with names in UTF-8 if they do.";
        }

        if (listing.TooDeep.Count > 0)
        {
            yield return $"{Count(listing.TooDeep, "folder is", "folders are")} too deep below the dataset and left out: {Examples(listing.TooDeep)}.";
        }

        if (listing.Links.Count > 0)
        {
            yield return $"{Count(listing.Links, "entry of the archive is a link and is", "entries of the archive are links and are")} left out: "
                + $"{Examples(listing.Links)}.";
        }

        if (listing.Unnamed.Count > 0)
        {
            bool isOne = listing.Unnamed.Count == 1;
            yield return $"{Count(listing.Unnamed, "file begins as audio does but has", "files begin as audio does but have")} no extension of audio "
                + $"and {(isOne ? "is" : "are")} left out: {Examples(listing.Unnamed)}. Rename {(isOne ? "it" : "them")} if {(isOne ? "it is a track" : "they are tracks")}.";
        }
    }

    /// <summary>Returns the warning about a file that is not in a genre folder.</summary>
    public static string Stray(string path) => $"{path} is not in a genre folder and is left out.";

    private static string Count(IReadOnlyList<string> paths, string one, string many) => paths.Count == 1 ? $"1 {one}" : $"{paths.Count} {many}";

    private static string Examples(IReadOnlyList<string> paths) =>
        string.Join(", ", paths.Take(MostExamples)) + (paths.Count > MostExamples ? " and more" : string.Empty);
}
