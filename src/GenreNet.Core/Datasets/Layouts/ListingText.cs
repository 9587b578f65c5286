namespace GenreNet.Core.Datasets;

/// <summary>Creates warnings about files that are in a source but left out of the dataset.</summary>
internal static class ListingText
{
    private const int MostExamples = 3;

    /// <summary>Returns the warnings about a listing; empty if no file was skipped.</summary>
    /// <param name="listing">The listing.</param>
    /// <param name="source">The folder or archive, as the user specified it.</param>
    public static IEnumerable<string> Warnings(SourceListing listing, string source)
    {
        foreach (string path in listing.Missing)
        {
            yield return $"{path} is left out: it was deleted during listing, or is a broken link.";
        }

        if (listing.Unopenable.Count > 0)
        {
            string[] shown = [.. listing.Unopenable.Select(path => path.Replace('\uFFFD', '?')).Distinct(StringComparer.Ordinal)];
            yield return $"{Plural.Of(shown.Length, "name is", "names are")} not valid UTF-8, so these files and folders cannot be opened: "
                + $"{Examples(shown)} (? marks invalid bytes). "
                + $"Rename {Plural.Choose(shown.Length, "it", "them")}, for example with 'convmv -f latin1 -t utf8 -r --notest' on {source}.";
        }

        if (listing.Guessed.Count > 0)
        {
            yield return $"{Plural.Of(listing.Guessed.Count, "name in the archive is", "names in the archive are")} not UTF-8 and {Plural.Choose(listing.Guessed.Count, "was", "were")} decoded as {listing.GuessedEncoding}, "
                + $"so genres and tracks may have wrong characters: {Examples(listing.Guessed)}. If they do, create the archive again with UTF-8 names.";
        }

        if (listing.TooDeep.Count > 0)
        {
            yield return $"{Plural.Of(listing.TooDeep.Count, "folder is", "folders are")} nested too deeply and left out: {Examples(listing.TooDeep)}.";
        }

        if (listing.Links.Count > 0)
        {
            yield return $"{Plural.Of(listing.Links.Count, "entry of the archive is a link and is", "entries of the archive are links and are")} left out: "
                + $"{Examples(listing.Links)}.";
        }

        if (listing.Unnamed.Count > 0)
        {
            int count = listing.Unnamed.Count;
            yield return $"{Plural.Of(count, "file contains audio but has", "files contain audio but have")} no audio file extension "
                + $"and {Plural.Choose(count, "is", "are")} left out: {Examples(listing.Unnamed)}. Rename {Plural.Choose(count, "it", "them")} if {Plural.Choose(count, "it is a track", "they are tracks")}.";
        }
    }

    /// <summary>Returns the warning about a file that is not in a genre folder.</summary>
    public static string Stray(string path) => $"{path} is not in a genre folder and is left out.";

    private static string Examples(IReadOnlyList<string> paths) =>
        string.Join(", ", paths.Take(MostExamples)) + (paths.Count > MostExamples ? " and more" : string.Empty);
}
