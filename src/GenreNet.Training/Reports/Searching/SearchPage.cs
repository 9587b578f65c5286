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
        HtmlPage page = new HtmlPage($"Hyperparameter search: {dataset}").Paragraph(SearchTables.Headline(search));
        if (warning is not null)
        {
            page.Notice($"Warning: {warning}");
        }

        page.Figures(
            [
                (SearchText.Percent(search.Best.Last!.TrackAccuracy), "validation accuracy by track of the best trial", false),
                (SearchText.Percent(search.Best.Last.SegmentAccuracy), "validation accuracy by segment", false),
                (SearchText.Number(search.Best.Last.Loss, "0.000"), "validation loss", false),
                ($"{search.Best.Number} / {search.Trials.Count}", "best trial / trials", false),
            ])
            .Notice("The trial was selected by these figures, so they are optimistic. For an unbiased estimate, evaluate it on tracks that the search does not use, such as the test tracks.")
            .Heading("Best trial", "This command trains with the settings of the best trial:")
            .Paragraph(command, "command");
        if (SearchParallel.Draw(search) is { } parallel)
        {
            page.Heading("Settings and results", "Each line is one trial: it crosses every axis at the value of the setting, and the last axis at the result. Better trials have stronger colours. Point at a line or a row of the table below for its figures.")
                .Panorama(parallel, "parallel");
        }

        page.Table(HtmlTable.Of(SearchTables.Trials(search), [.. search.Trials.Select(t => SearchParallel.Key(t))]));
        Picture?[] course = [SearchCharts.Rungs(search), SearchCharts.SoFar(search)];
        page.Heading("Progress of the search", "Only the best trials of a rung continue to the next rung. If the best result has not improved for many trials, more trials are unlikely to help.")
            .Draw(course.OfType<Picture>());
        Picture[] settings = [.. SearchCharts.Numbers(search), .. SearchCharts.Choices(search)];
        page.Heading("Effect of each setting", "In scatter plots, each mark is one trial. Pruned trials were trained for fewer epochs than the others, so compare only marks of the same kind.")
            .Draw(settings);
        if (SearchCorrelation.Draw(search) is { } correlations)
        {
            page.Heading("Importance of numeric settings", "Results after the first rung, which all trials have. Settings whose interval contains 0 may have no effect in this range; an effect that rises and falls is not found this way.")
                .Draw([correlations]);
        }

        return page.Tables(search.Plan.Rungs.Count > 1 ? [SearchTables.Space(search), SearchTables.Rungs(search)] : [SearchTables.Space(search)]);
    }
}
