using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Reports;

/// <summary>Builds the HTML page of a dataset check. Equal results give equal pages: there are no timestamps or local paths.</summary>
internal static class CheckPage
{
    /// <summary>Builds the page.</summary>
    public static string Build(CheckResult result)
    {
        var all = GenreSummary.Of(result.Dataset, [.. result.Tracks]);
        HtmlPage page = new HtmlPage($"Dataset check: {result.Dataset}")
            .Figures(
            [
                (CheckText.Count(all.Tracks), Plural.Choose(all.Tracks, "track", "tracks"), false),
                (CheckText.Count(result.Genres.Count), Plural.Choose(result.Genres.Count, "genre", "genres"), false),
                (CheckText.Time(all.Duration), "of audio", false),
                (CheckText.Count(all.Unusable), "unusable", all.Unusable > 0),
                (CheckText.Count(all.Faulty - all.Unusable), "with other faults", all.Faulty > all.Unusable),
                (CheckText.Count(result.Groups.Groups.Count), Plural.Choose(result.Groups.Groups.Count, "group of duplicates", "groups of duplicates"), result.Groups.Groups.Count > 0),
            ])
            .Draw(CheckCharts.All(result));
        // Genres and formats are narrow.
        IReadOnlyList<ReportTable> tables = CheckTables.All(result);
        page.Tables(tables.Take(2));
        foreach (ReportTable table in tables.Skip(2))
        {
            page.Table(table);
        }

        foreach (string warning in result.Warnings)
        {
            page.Paragraph(warning, "note");
        }

        return page
            .Paragraph("Unusable tracks cannot be decoded, or are empty, silent or too short: add them to the quarantine list. Keep all tracks of a group of duplicates in the same part of a split.", "note")
            .Paragraph($"Dataset fingerprint: {result.Fingerprint[..16]}", "note")
            .Build();
    }
}
