using GenreNet.Core;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Reports;

/// <summary>Builds the page of a comparison of runs. Equal comparisons give equal pages.</summary>
internal static class ComparePage
{
    // More pairs make the page long, and the tables contain all of them.
    private const int MostPairs = 10;

    /// <summary>Builds the page.</summary>
    public static HtmlPage Build(ComparisonReport report)
    {
        HtmlPage page = new HtmlPage($"Comparison of {Plural.Of(report.Runs.Count, "run")}")
            .Paragraph($"Pairs of runs are compared on {Plural.Of(report.Tracks, "common test track")}.");
        foreach (string warning in report.Warnings)
        {
            page.Notice($"Warning: {warning}");
        }

        page.Figures(report.Runs.Select(r => (RunTables.Percent(r.TrackAccuracy), $"accuracy by track of {r.Name} ({Plural.Of(r.Tracks, "track")}, 95\u00a0% CI {RunTables.Interval(r.TrackInterval)})", r.IsLeaky)));
        foreach (PairComparison pair in report.Pairs.Take(MostPairs))
        {
            page.Paragraph(ComparisonText.Verdict(pair));
        }

        page.Heading("Accuracy", "Overlapping intervals do not mean that two runs are equal: both were tested on the same tracks, so look at the interval of their difference.")
            .Draw([EvaluationCharts.Runs(report), EvaluationCharts.Pairs(report)])
            .Table(HtmlTable.Of(ComparisonText.Runs(report), []))
            .Table(HtmlTable.Of(ComparisonText.Pairs(report), []));
        if (report.Pairs.All(p => p.PerGenre is { Count: > 0 }))
        {
            page.Heading("Genres", "Differences per genre have wide intervals, because a genre has few tracks. Diamonds are significant after the correction for the number of genres.")
                .Draw([EvaluationCharts.Recalls(report)]);
            foreach ((int index, PairComparison pair) in report.Pairs.Take(MostPairs).Index())
            {
                page.Beside(EvaluationCharts.Genres(pair, index), ComparisonText.Genres(pair));
            }

            if (report.Pairs.Count > MostPairs)
            {
                page.Paragraph($"The first {MostPairs} pairs are shown by genre. Compare fewer runs to see others.", "note");
            }
        }

        return page.Paragraph(
            $"Intervals of differences: paired bootstrap over tracks with {PairedBootstrap.Resamples:N0} resamples, seed {report.Seed}. p: McNemar's exact test; with Holm's correction for several pairs.", "note");
    }
}
