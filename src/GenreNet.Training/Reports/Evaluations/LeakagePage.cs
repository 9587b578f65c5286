using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Reports;

/// <summary>Builds the page of a leakage measurement. Equal measurements give equal pages.</summary>
internal static class LeakagePage
{
    /// <summary>Builds the page.</summary>
    /// <param name="report">The measurement.</param>
    /// <param name="dataset">Name of the dataset.</param>
    public static HtmlPage Build(LeakageReport report, string dataset)
    {
        SplitOutcome[] tracks = [.. report.Splits.Where(s => !s.IsLeaky)];
        HtmlPage page = new HtmlPage($"Effect of leakage: {dataset}")
            .Paragraph($"Network: {report.Network}. {Plural.Of(report.Seeds.Count, "seed")}, starting at {report.Seeds[0]}. The same settings are trained and tested on different splits.")
            .Figures(Figures(report));
        if (Verdict(report) is { } verdict)
        {
            page.Notice(verdict);
        }

        page.Heading("Accuracy of each split", "A leaky split has segments of one track in training and test, so the network recognises recordings instead of genres. Diamonds are single seeds.")
            .Draw([EvaluationCharts.Splits(report.Splits, bySegment: true), .. tracks.Length > 0 ? (Picture[])[EvaluationCharts.Splits(tracks, bySegment: false)] : []])
            .Table(Table(report));
        foreach (OmittedSplit omitted in report.Omitted)
        {
            page.Paragraph($"The split {omitted.Name} is omitted: {omitted.Reason}", "note");
        }

        return page.Paragraph("The accuracy by track of a leaky split is omitted: its test part has only a segment or two of nearly every track.", "note");
    }

    /// <summary>States in one sentence by how much the leaky split is too optimistic; null if it cannot be compared.</summary>
    public static string? Verdict(LeakageReport report) => report.Inflation is not { } inflation ? null
        : inflation > 0
            ? string.Create(CultureInfo.InvariantCulture, $"By segment, the leaky split is {100 * inflation:0.0} percentage points above {report.Splits[^1].Name}: its accuracy is inflated by this amount.")
            : $"By segment, the leaky split is not above {report.Splits[^1].Name}: with these settings, training is too short to profit from the leak.";

    private static IEnumerable<(string Number, string Name, bool IsBad)> Figures(LeakageReport report)
    {
        if (report.Inflation is { } inflation)
        {
            yield return (RunTables.Points(inflation), "percentage points of accuracy by segment that are due to the leak", inflation > 0);
        }

        foreach (SplitOutcome split in report.Splits)
        {
            yield return (RunTables.Percent(split.SegmentAccuracy), $"accuracy by segment, {split.Name}", split.IsLeaky);
        }
    }

    private static ReportTable Table(LeakageReport report) => new(
        "Splits",
        [new("split"), new("by segment", true), new("by track", true), new("test tracks", true), new("test segments", true), new("description")],
        [.. report.Splits.Select(s => (string[])
        [
            s.Name, Text(s.SegmentAccuracy, s.SegmentDeviation), s.IsLeaky ? "-" : Text(s.TrackAccuracy, s.TrackDeviation),
            s.TestTracks.ToString(CultureInfo.InvariantCulture), s.TestSegments.ToString(CultureInfo.InvariantCulture), s.Description,
        ])]);

    private static string Text(double mean, double? deviation) => deviation is { } spread ? $"{RunTables.Percent(mean)} \u00b1 {RunTables.Percent(spread)}" : RunTables.Percent(mean);
}
