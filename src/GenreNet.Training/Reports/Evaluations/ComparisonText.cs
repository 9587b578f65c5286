using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Reports;

/// <summary>Creates the tables and sentences of a comparison, for the terminal and the page.</summary>
internal static class ComparisonText
{
    /// <summary>P-values below this level are called significant.</summary>
    public const double Level = 0.05;

    /// <summary>Creates a table with one row per run.</summary>
    public static ReportTable Runs(ComparisonReport report) => new(
        "Runs, each on its own test tracks (by track: accuracy with 95 % CI; ECE: expected calibration error)",
        [new("run"), new("network"), new("tracks", true), new("by track", true), new("by segment", true), new("top 2", true), new("ECE", true), new("parameters", true), new("epochs", true)],
        [.. report.Runs.Select(r => (string[])
        [
            r.IsLeaky ? $"{r.Name} (leaky)" : r.Name, r.Network, Count(r.Tracks),
            string.Create(CultureInfo.InvariantCulture, $"{r.TrackAccuracy:0.0 %} ({100 * r.TrackInterval.Low:0} to {100 * r.TrackInterval.High:0})"),
            Percent(r.SegmentAccuracy), Percent(r.Top2TrackAccuracy), Percent(r.CalibrationError), r.Parameters.ToString("N0", CultureInfo.InvariantCulture), Count(r.Epochs),
        ])]);

    /// <summary>Creates a table with one row per pair of runs.</summary>
    public static ReportTable Pairs(ComparisonReport report) => new(
        $"Pairs of runs on {Plural.Of(report.Tracks, "common test track")} (only first: tracks that only the first run classifies correctly)",
        [
            new("first"), new("second"), new("only first", true), new("only second", true), new("difference", true), new("95 % CI", true),
            new("p", true), .. report.Pairs.Count > 1 ? (ReportColumn[])[new("p (Holm)", true)] : [],
        ],
        [.. report.Pairs.Select(p => (string[])
        [
            p.First, p.Second, Count(p.OnlyFirstRight), Count(p.OnlySecondRight), Points(p.Difference), $"{Points(p.Interval.Low)} to {Points(p.Interval.High)}",
            RunTables.Probability(p.PValue), .. report.Pairs.Count > 1 ? (string[])[RunTables.Probability(p.HolmPValue)] : [],
        ])]);

    /// <summary>Creates a table with one row per genre of a pair of runs.</summary>
    public static ReportTable Genres(PairComparison pair) => new(
        $"{pair.First} compared with {pair.Second}, by genre",
        [new("genre"), new("tracks", true), new(pair.First, true), new(pair.Second, true), new("difference", true), new("95 % CI", true), new("p", true), new("p (Holm)", true)],
        [.. (pair.PerGenre ?? []).Select(g => (string[])
        [
            g.Genre, Count(g.Tracks), Percent(g.FirstRecall), Percent(g.SecondRecall), Points(g.Difference), $"{Points(g.Interval.Low)} to {Points(g.Interval.High)}",
            RunTables.Probability(g.PValue), RunTables.Probability(g.HolmPValue),
        ])],
        "Recall by track. p is McNemar's exact test; p (Holm) is corrected for the number of genres.");

    /// <summary>States in one sentence whether two runs differ by more than chance.</summary>
    public static string Verdict(PairComparison pair)
    {
        string test = $"McNemar's exact test: p\u00a0=\u00a0{RunTables.Probability(pair.HolmPValue).Replace("< ", "below ", StringComparison.Ordinal)}";
        string better = pair.Difference >= 0 ? pair.First : pair.Second;
        string worse = pair.Difference >= 0 ? pair.Second : pair.First;
        return pair.HolmPValue < Level
            ? $"{better} classifies significantly more tracks correctly than {worse} ({test})."
            : $"{pair.First} and {pair.Second} do not differ significantly ({test}).";
    }

    private static string Percent(double? share) => share is { } value ? value.ToString("0.0 %", CultureInfo.InvariantCulture) : "?";

    private static string Points(double difference) => difference.ToString("+0.0 %;-0.0 %;0.0 %", CultureInfo.InvariantCulture);

    private static string Count(int count) => count.ToString(CultureInfo.InvariantCulture);
}
