using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>card [MODEL]</c>: displays the card of a model, or writes a copy with additional information.</summary>
internal static class CardCommand
{
    public static Command Create(Terminal terminal)
    {
        var model = new Argument<string?>("MODEL")
        {
            Description = $"{ModelSymbols.Description} {ModelSymbols.Otherwise}",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var notes = new Option<string?>("--notes") { Description = "Path of a .json file with the notes of the publisher: description, intended_use, limits and data." };
        var evaluations = new Option<string[]>("--evaluation")
        {
            Description = "Evaluation to add to the card, as NAME=FILE; FILE is the output of 'evaluate --json', metrics.json of 'train' or crossval.json of 'crossval'. Can be given several times.",
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string?> output = OutputSymbols.File("the same network with the new card", ModelSymbols.FileName, "Required with --notes and --evaluation.");
        Option<bool> json = CliSymbols.Json();
        Option<bool> force = ForceSymbol.Create(ModelSymbols.Existing);
        var command = new Command("card", "Print the model card, or write the model with an extended card.") { model, notes, evaluations, output, json, force };
        command.Validators.Add(parsed =>
        {
            bool changes = parsed.GetResult(notes) is not null || parsed.GetResult(evaluations) is not null;
            if (changes != parsed.GetResult(output) is not null)
            {
                parsed.AddError(changes ? "--notes and --evaluation require --out, the file to write" : "--out requires --notes or --evaluation");
            }
            else if (changes && parsed.GetValue(model) is null)
            {
                parsed.AddError("Give the MODEL to write with the new card");
            }
        });
        command.SetAction(parsed =>
        {
            string? path = parsed.GetValue(model);
            using GenreClassifier classifier = ModelSymbols.Load(path);
            ModelCard card = classifier.Card;
            if (parsed.GetValue(output) is { } given)
            {
                string target = OutputSymbols.PathOf(given, ModelSymbols.FileName);
                ForceSymbol.Require(parsed.GetValue(force), target, ModelSymbols.Existing);
                AtomicFile.RequireWritable(target);
                CardEvaluation[] tests = [.. (parsed.GetValue(evaluations) ?? []).Select(Evaluation)];
                card = card with
                {
                    Notes = parsed.GetValue(notes) is { } file ? CardNotesFile.Load(file) : card.Notes,
                    Evaluations = tests.Length > 0 ? Merge(card.Evaluations ?? [], tests) : card.Evaluations,
                };
                string source = ModelSymbols.FileOf(path, "cannot be changed");
                byte[] changed = OnnxModelFile.WithCard(InputFile.ReadAllBytes(source), card, source);
                AtomicFile.Write(target, stream => stream.Write(changed));
            }

            Show(terminal, card, parsed.GetValue(json));
            return ExitCode.Done;
        });
        return command;
    }

    private static void Show(Terminal terminal, ModelCard card, bool json)
    {
        if (json)
        {
            terminal.Output.WriteLine(card.ToJson());
            return;
        }

        foreach (ReportTable table in RunTables.All(card))
        {
            TableDisplay.Write(terminal.People(json: false), table);
        }
    }

    // A test with the same name as one on the card replaces it.
    private static CardEvaluation[] Merge(IReadOnlyList<CardEvaluation> own, CardEvaluation[] tests) =>
        [.. own.Where(e => tests.All(test => test.Name != e.Name)), .. tests];

    private static CardEvaluation Evaluation(string text)
    {
        int sign = text.LastIndexOf('=');
        if (sign < 1 || sign == text.Length - 1)
        {
            throw new GenreNetException($"--evaluation must be NAME=FILE, not '{text}'.");
        }

        EvaluationReport report = EvaluationReport.LoadAny(text[(sign + 1)..]);
        return new CardEvaluation
        {
            Name = text[..sign],
            TrackAccuracy = report.TrackAccuracy,
            Low = report.TrackInterval.Low,
            High = report.TrackInterval.High,
            Tracks = report.Tracks,
        };
    }
}
