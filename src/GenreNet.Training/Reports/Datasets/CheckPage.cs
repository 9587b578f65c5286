using GenreNet.Core.Datasets;

namespace GenreNet.Training.Reports;

/// <summary>Builds the HTML page of a dataset check. Equal results give equal pages: there are no timestamps or local paths.</summary>
internal static class CheckPage
{
    /// <summary>Builds the page.</summary>
    public static string Build(CheckResult result)
    {
        var all = GenreSummary.Of(result.Dataset, [.. result.Tracks]);
        HtmlPage page = new HtmlPage($"Check of {result.Dataset}")
            .Figures(
            [
                (CheckText.Count(all.Tracks), all.Tracks == 1 ? "track" : "tracks", false),
                (CheckText.Count(result.Genres.Count), "genres", false),
                (CheckText.Time(all.Duration), "of audio", false),
                (CheckText.Count(all.Unusable), "unusable", all.Unusable > 0),
                (CheckText.Count(all.Faulty - all.Unusable), "with other faults", all.Faulty > all.Unusable),
                (CheckText.Count(result.Groups.Groups.Count), "groups of duplicates", result.Groups.Groups.Count > 0),
            ])
            .Draw(CheckCharts.All(result));
        foreach (ReportTable table in CheckTables.All(result))
        {
            page.Table(table);
        }

        foreach (string warning in result.Warnings)
        {
            page.Paragraph(warning, "note");
        }

        return page
            .Paragraph("Unusable tracks are not decodable, empty, silent or too short, and belong into the quarantine list. The tracks of a group of duplicates belong on one side of a split.", "note")
            .Paragraph($"Fingerprint of the dataset: {result.Fingerprint[..16]}", "note")
            .Build();
    }
}
