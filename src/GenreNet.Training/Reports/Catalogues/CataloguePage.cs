using GenreNet.Catalogue;
using GenreNet.Core;
using GenreNet.Training.Serving;

namespace GenreNet.Training.Reports;

/// <summary>Builds the HTML page of a catalogue's results. Equal results give equal pages: there are no timestamps.</summary>
internal static class CataloguePage
{
    /// <summary>Builds the page.</summary>
    /// <param name="summary">The counts.</param>
    /// <param name="drift">The comparison with the training data of the model; null if its card is not available.</param>
    public static string Build(ResultsSummary summary, CatalogueDrift? drift)
    {
        HtmlPage page = new HtmlPage($"Catalogue: {summary.Source}")
            .Figures(
            [
                (CatalogueTables.Count(summary.Tracks), Plural.Choose(summary.Tracks, "track", "tracks"), false),
                (CatalogueTables.Hours(summary.Hours), "hours of music", false),
                (CatalogueTables.Percent(summary.MeanConfidence), "mean confidence", false),
                (CatalogueTables.Count(summary.Unknown), "unknown", false),
                (CatalogueTables.Count(summary.Silent), "silent", false),
                (CatalogueTables.Count(summary.WithWarnings), "with warnings", false),
                (CatalogueTables.Count(summary.Errors), Plural.Choose(summary.Errors, "error", "errors"), summary.Errors > 0),
                (CatalogueTables.Count(summary.MissingShardCount), Plural.Choose(summary.MissingShardCount, "missing shard", "missing shards"), summary.MissingShardCount > 0),
            ]);
        if (summary.MissingShardCount > 0)
        {
            page.Notice(CatalogueTables.Missing(summary));
        }

        if (drift is { IsDrift: true })
        {
            page.Notice(drift.Conclusion);
        }

        if (CatalogueTables.Confidence(summary, drift) is { } confidence)
        {
            page.Paragraph(confidence);
        }

        page.Draw(CatalogueCharts.All(summary));
        foreach (ReportTable table in CatalogueTables.All(summary, drift))
        {
            page.Table(table);
        }

        if (drift is { IsDrift: false })
        {
            page.Paragraph(drift.Conclusion, "note");
        }

        return page.Paragraph($"Model {summary.Model}, SHA-256 {summary.ModelSha256}", "note").Build();
    }
}
