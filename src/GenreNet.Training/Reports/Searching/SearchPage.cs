using GenreNet.Training.Search;

namespace GenreNet.Training.Reports;

/// <summary>Builds the report page of a search. Equal searches give equal pages.</summary>
internal static class SearchPage
{
    /// <summary>Builds the page.</summary>
    /// <param name="search">The search.</param>
    /// <param name="dataset">Name of the dataset.</param>
    /// <param name="command">The command that repeats the best trial.</param>
    /// <param name="warning">Why the results are unreliable, or null.</param>
    public static HtmlPage Build(SearchResult search, string dataset, string command, string? warning = null)
    {
        HtmlPage page = new HtmlPage($"Search on {dataset}").Paragraph(SearchTables.Headline(search));
        if (warning is not null)
        {
            page.Notice($"Not to be trusted: {warning}");
        }

        page.Figures(
            [
                (SearchText.Percent(search.Best.Last!.TrackAccuracy), "of validation tracks correct, by the best trial", false),
                (SearchText.Percent(search.Best.Last.SegmentAccuracy), "of validation segments correct", false),
                (SearchText.Number(search.Best.Last.Loss, "0.000"), "validation loss", false),
                ($"{search.Best.Number} / {search.Trials.Count}", "best trial / trials", false),
            ])
            .Notice("These figures chose the trial, so they flatter it: how good it is, only tracks tell that no trial was chosen by, such as the test tracks, which the search has not looked at.")
            .Heading("The best trial", "This fits it again:")
            .Paragraph(command, "command");
        Picture?[] course = [SearchCharts.Rungs(search), SearchCharts.SoFar(search)];
        page.Heading("How the search went", "From rung to rung only the best trials go on. Where the best figure has long stayed the same, more trials would help little.")
            .Draw(course.OfType<Picture>());
        Picture[] settings = [.. SearchCharts.Numbers(search), .. SearchCharts.Choices(search)];
        page.Heading("What each setting does", "Each mark is a trial. Trials that were pruned have been fitted for fewer epochs than the others, so compare marks of one kind.")
            .Draw(settings)
            .Table(SearchTables.Trials(search));
        if (search.Plan.Rungs.Count > 1)
        {
            page.Table(SearchTables.Rungs(search));
        }

        return page.Table(SearchTables.Space(search));
    }
}
