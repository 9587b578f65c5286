using System.Globalization;
using GenreNet.Catalogue;
using GenreNet.Core;
using GenreNet.Training.Serving;

namespace GenreNet.Training.Reports;

/// <summary>Builds the tables and sentences of a catalogue's results, for the console and the page.</summary>
internal static class CatalogueTables
{
    private const int MostListedShards = 10;

    /// <summary>Returns the tables that contain data.</summary>
    /// <param name="summary">The counts.</param>
    /// <param name="drift">The comparison with the training data of the model; null if its card is not available.</param>
    public static IEnumerable<ReportTable> All(ResultsSummary summary, CatalogueDrift? drift)
    {
        if (summary.Genres.Count > 0)
        {
            yield return new ReportTable(
                "Genres",
                [new("genre"), new("tracks", true), new("share", true), new("confidence", true), new("hours", true)],
                [.. summary.Genres.Select(genre => Genre(genre, summary.Genres.Sum(other => other.Tracks)))]);
        }

        if (drift is { Features.Count: > 0 })
        {
            yield return DriftTable.Of(
                "Mean MFCCs of the tracks",
                "catalogue",
                drift.Features,
                $"From {Plural.Of(drift.Sample, "evenly spaced track")}. Distance: difference of the means in standard deviations of the training data. Spread: ratio of the standard deviations.");
        }

        if (summary.ErrorKinds.Count > 0)
        {
            yield return Messages("Errors", "error", summary.ErrorKinds);
        }

        if (summary.WarningKinds.Count > 0)
        {
            yield return Messages("Warnings", "warning", summary.WarningKinds);
        }
    }

    /// <summary>Returns the result as a sentence.</summary>
    public static string Headline(ResultsSummary summary) =>
        $"{Plural.Of(summary.Tracks, "track")}, {Hours(summary.Hours)} hours of music: {Count(summary.Classified)} classified "
        + $"({Count(summary.Unknown)} unknown, {Count(summary.Silent)} silent, {Count(summary.WithWarnings)} with warnings), {Count(summary.Errors)} with errors.";

    /// <summary>Compares the confidence with the accuracy of the model as a sentence; null if no track has a genre.</summary>
    public static string? Confidence(ResultsSummary summary, CatalogueDrift? drift)
    {
        string accuracy = drift?.TestAccuracy is double value ? $"; the accuracy of the model on its test tracks is {Percent(value)}" : string.Empty;
        return summary.MeanConfidence is double mean ? $"The mean confidence is {Percent(mean)}{accuracy}." : null;
    }

    /// <summary>Lists the missing shards as sentences.</summary>
    public static string Missing(ResultsSummary summary)
    {
        string listed = string.Join(", ", summary.MissingShards.Take(MostListedShards));
        string more = summary.MissingShardCount > MostListedShards ? ", ..." : string.Empty;
        return $"{Plural.Of(summary.MissingShardCount, "shard")} of {summary.Shards} {Plural.Choose(summary.MissingShardCount, "is", "are")} not finished: {listed}{more}. Run 'genrenet classify' again.";
    }

    /// <summary>Formats a count.</summary>
    public static string Count(long count) => count.ToString(CultureInfo.InvariantCulture);

    /// <summary>Formats a duration in hours.</summary>
    public static string Hours(double hours) => hours.ToString(hours < 10 ? "0.00" : "0.0", CultureInfo.InvariantCulture);

    /// <summary>Formats a share in percent.</summary>
    public static string Percent(double? share) => share?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? "-";

    private static string[] Genre(CatalogueGenre genre, long all) =>
        [genre.Genre, Count(genre.Tracks), Percent((double)genre.Tracks / all), Percent(genre.MeanConfidence), Hours(genre.Hours)];

    private static ReportTable Messages(string title, string noun, IReadOnlyList<MessageKind> kinds) => new(
        title,
        [new("count", true), new(noun), new("examples")],
        [.. kinds.Select(kind => new[] { Count(kind.Count), kind.Text, string.Join(", ", kind.Examples) })]);
}
