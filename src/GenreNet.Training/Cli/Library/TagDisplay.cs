using System.Globalization;
using GenreNet.Core;
using GenreNet.Training.Reports;
using GenreNet.Training.Tagging;

namespace GenreNet.Training.Cli;

/// <summary>Displays what was written into the tags of files, or would be: one row per file, and a summary.</summary>
internal static class TagDisplay
{
    private const string None = "-";

    /// <summary>Writes the results.</summary>
    /// <param name="terminal">Receives the table, or one JSON object per line.</param>
    /// <param name="results">The results, one per file.</param>
    /// <param name="isJson">Whether to write JSON.</param>
    public static void Write(Terminal terminal, IReadOnlyList<TagResult> results, bool isJson)
    {
        if (isJson)
        {
            foreach (TagResult result in results)
            {
                terminal.Output.WriteLine(TagReport.From(result).ToJson());
            }

            return;
        }

        TableDisplay.Write(terminal.People(json: false), new ReportTable(
            "Genres",
            [new("file"), new("present genre"), new("new genre"), new("confidence", IsNumber: true), new("action"), new("reason")],
            [.. results.Select(Row)]));
        terminal.Say(Summary(results));
    }

    private static string Summary(IReadOnlyList<TagResult> results)
    {
        IEnumerable<string> counts = results.CountBy(result => result.Action).OrderBy(pair => pair.Key)
            .Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Value} {pair.Key.Words()}"));
        string hint = results.Any(result => result.Action == TagAction.WouldWrite)
            ? " No file was changed. Run the command again with --write to write the genres."
            : string.Empty;
        return $"{Plural.Of(results.Count, "file")}: {(results.Count == 0 ? "none finished" : string.Join(", ", counts))}.{hint}";
    }

    private static string[] Row(TagResult result) =>
    [
        result.File, Names(result.Present), Names(result.Genres), result.Confidence?.ToString("0.0 %", CultureInfo.InvariantCulture) ?? None,
        result.Action.Words(), result.Reason ?? string.Empty,
    ];

    private static string Names(IReadOnlyList<string> genres) => genres.Count == 0 ? None : string.Join("; ", genres);
}
