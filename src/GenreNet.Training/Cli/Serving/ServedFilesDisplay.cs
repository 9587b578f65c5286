using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Reports;
using GenreNet.Training.Serving;

namespace GenreNet.Training.Cli;

/// <summary>Displays the answers of a service, one line per file, and its accuracy.</summary>
internal static class ServedFilesDisplay
{
    public static void Write(Terminal terminal, IReadOnlyList<ServedFile> files)
    {
        TableDisplay.Write(terminal.People(json: false), new ReportTable(
            "Predictions",
            [new("file"), new("actual"), new("predicted"), new("confidence", IsNumber: true), new(string.Empty), new("remark")],
            [.. files.Select(Row)]));
        ServedFile[] judged = [.. files.Where(file => file.IsHit is not null)];
        if (judged.Length > 0)
        {
            TableDisplay.Write(terminal.People(json: false), new ReportTable(
                "By genre",
                [new("genre"), new("files", IsNumber: true), new("correct", IsNumber: true), new("accuracy", IsNumber: true)],
                [.. judged.GroupBy(file => GenreName.Key(file.ActualGenre!)).OrderBy(genre => genre.Key, StringComparer.Ordinal).Select(Genre)]));
            int hits = Hits(judged);
            WilsonInterval interval = WilsonInterval.Of(hits, judged.Length);
            terminal.Say(
                $"{hits} of {Plural.Of(judged.Length, "file")} classified correctly: {Percent((double)hits / judged.Length)} (95 % CI {Percent(interval.Low)} to {Percent(interval.High)}).");
        }

        int unknown = files.Count(file => file is { Answer: not null, IsActualGenreKnown: false });
        if (unknown > 0)
        {
            terminal.Say($"{unknown} of {Plural.Of(files.Count, "file")} {Plural.Choose(unknown, "has", "have")} a genre unknown to the model and {Plural.Choose(unknown, "is", "are")} not counted as correct or incorrect.");
        }

        int failed = files.Count(file => file.Answer is null);
        if (failed > 0)
        {
            terminal.Say($"{failed} of {Plural.Of(files.Count, "file")} could not be classified. See the errors above.");
        }
    }

    private static string[] Row(ServedFile file) =>
    [
        Path.GetFileName(file.Path), file.ActualGenre ?? "?", file.Answer?.Genre ?? "-", file.Answer?.Confidence is double confidence ? Percent(confidence) : "-",
        file switch
        {
            { Answer: null } => "failed",
            { IsActualGenreKnown: false } => "unknown to the model",
            { IsHit: true } => "correct",
            { IsHit: false } => "incorrect",
            _ => string.Empty,
        },
        file.Answer is { } answer ? Remark(answer) : string.Empty,
    ];

    private static string Remark(ServiceAnswer answer)
    {
        if (answer.IsSilent)
        {
            return "silent";
        }

        string?[] remarks =
        [
            answer.IsShort ? "short" : null,
            answer.NotMusic is { } sound ? $"no music found: {sound}" : answer.IsOutOfDistribution ? "unlike the training music" : null,
        ];
        return string.Join("; ", remarks.Where(remark => remark is not null));
    }

    private static string[] Genre(IGrouping<string, ServedFile> genre)
    {
        ServedFile[] files = [.. genre];
        int hits = Hits(files);
        return [files[0].ActualGenre!, files.Length.ToString(CultureInfo.InvariantCulture), hits.ToString(CultureInfo.InvariantCulture), Percent((double)hits / files.Length)];
    }

    private static int Hits(ServedFile[] files) => files.Count(file => file.IsHit == true);

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
