using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Catalogue;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Training.Reports;
using GenreNet.Training.Serving;

namespace GenreNet.Training.Cli;

/// <summary>Represents the summary of a catalogue in the form that is printed as JSON.</summary>
/// <param name="Summary">The counts.</param>
/// <param name="Drift">The comparison with the training data of the model; null if its card is not available.</param>
internal sealed record CatalogueReport(ResultsSummary Summary, CatalogueDrift? Drift);

/// <summary>Implements <c>catalogue summary RESULTS</c>: counts genres, confidence and errors, and compares the tracks with the training data.</summary>
internal static class CatalogueSummaryCommand
{
    private const string PageName = "summary.html";
    private const int MostRows = 20;
    private const int RowsPerReport = 1000;

    public static Command Create(Terminal terminal)
    {
        Argument<string> folder = CatalogueSymbols.Results();
        Option<string?> model = CatalogueSymbols.Model();
        Option<string?> page = OutputSymbols.File("a page", PageName, "Default: no page.");
        Option<bool> json = CliSymbols.Json();
        var command = new Command("summary", "Summarise the results of a catalogue: genres, confidence, errors, and drift from the training data.") { folder, model, page, json };
        command.SetAction(parsed =>
        {
            string? target = parsed.GetValue(page) is { } given ? OutputSymbols.PathOf(given, PageName) : null;
            var results = CatalogueResults.Open(parsed.GetRequiredValue(folder));
            if (target is not null)
            {
                AtomicFile.RequireWritable(target);
            }

            ModelCard? card = CardOf(results, parsed.GetValue(model));
            (ResultsSummary summary, IReadOnlyList<float[]> means) = Read(terminal, results);
            CatalogueDrift? drift = card is null ? null : CatalogueDrift.Of(means, card);
            if (target is not null)
            {
                AtomicFile.WriteText(target, CataloguePage.Build(summary, drift));
            }

            Show(terminal, results, summary, drift, target, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static ModelCard? CardOf(CatalogueResults results, string? model)
    {
        using GenreClassifier? classifier = CatalogueSymbols.LoadModel(results, model);
        return classifier?.Card;
    }

    private static (ResultsSummary Summary, IReadOnlyList<float[]> MfccMeans) Read(Terminal terminal, CatalogueResults results) =>
        terminal.Progress(json: true).Describe(show => ResultsSummary.Read(
            results,
            rows =>
            {
                if (rows % RowsPerReport == 0)
                {
                    show(() => $"Reading {Plural.Of(rows, "track")}", (double)rows / Math.Max(rows, results.Count));
                }
            },
            terminal.CancellationToken));

    private static void Show(Terminal terminal, CatalogueResults results, ResultsSummary summary, CatalogueDrift? drift, string? page, bool json)
    {
        if (json)
        {
            terminal.Output.WriteLine(JsonSerializer.Serialize(new CatalogueReport(summary, drift), CatalogueReportJson.Default.CatalogueReport));
            return;
        }

        foreach (ReportTable table in CatalogueTables.All(summary, drift))
        {
            TableDisplay.Write(terminal.People(json: false), table, MostRows);
        }

        terminal.Say(CatalogueTables.Headline(summary));
        if (summary.MissingShardCount > 0)
        {
            terminal.Say(CatalogueTables.Missing(summary));
        }

        if (CatalogueTables.Confidence(summary, drift) is { } confidence)
        {
            terminal.Say(confidence);
        }

        terminal.Say(drift?.Conclusion ?? $"The catalogue is not compared with the training data. {CatalogueSymbols.MissingModel(results)}");
        if (page is not null)
        {
            terminal.Say($"Wrote the report to {page}.");
        }
    }
}

/// <summary>JSON serialization of the summary of a catalogue.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(CatalogueReport))]
internal sealed partial class CatalogueReportJson : JsonSerializerContext;
