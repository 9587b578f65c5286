using System.CommandLine;
using GenreNet.Pretrained;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>models [list|get|add|remove|where]</c>: manages the pretrained models of the user.</summary>
internal static class ModelsCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("models", "List, install and remove pretrained models. Without a subcommand, list the models.")
        {
            List(terminal),
            ModelsGetCommand.Create(terminal),
            ModelsAddCommand.Create(terminal),
            ModelsRemoveCommand.Create(terminal),
            Where(terminal),
        };
        AddListing(command, terminal);
        return command;
    }

    private static Command List(Terminal terminal)
    {
        var command = new Command("list", "List the models and checkpoints with their size, licence, recommended use and accuracy, and whether they are installed.");
        AddListing(command, terminal);
        return command;
    }

    private static Command Where(Terminal terminal)
    {
        var command = new Command("where", "Print the folder of the installed models.");
        command.SetAction(_ =>
        {
            terminal.Output.WriteLine(Terminal.Printable(new PretrainedStore().Folder));
            return ExitCode.Done;
        });
        return command;
    }

    private static void AddListing(Command command, Terminal terminal)
    {
        Option<bool> json = CliSymbols.Json();
        command.Add(json);
        command.SetAction(parsed =>
        {
            var store = new PretrainedStore();
            if (parsed.GetValue(json))
            {
                terminal.Output.WriteLine(ModelsJson.Of(store));
            }
            else
            {
                Show(terminal, store);
            }

            return ExitCode.Done;
        });
    }

    private static void Show(Terminal terminal, PretrainedStore store)
    {
        ReportColumn[] columns = [new("name"), new("installed"), new("MB", true), new("licence"), new("use"), new("accuracy")];
        TableDisplay.Write(terminal.People(json: false), new ReportTable("Models: --model NAME", columns, [.. store.Models.Select(model => Row(
            model.Name, store.Find(model), model.DownloadLength, model.License, model.GoodFor, model.Accuracy))]));
        TableDisplay.Write(terminal.People(json: false), new ReportTable("Checkpoints that models are built from", columns, [.. store.Checkpoints.Select(checkpoint => Row(
            checkpoint.Name, store.Find(checkpoint), checkpoint.Length, checkpoint.License, checkpoint.GoodFor, checkpoint.Accuracy))]));
        terminal.Say($"Folder: {store.Folder}. Install with: genrenet models get NAME");
    }

    private static string[] Row(string name, string? path, long? download, string? license, string goodFor, string? accuracy)
    {
        long? length = path is null ? download : new FileInfo(path).Length;
        return
        [
            name,
            path is null ? "no" : "yes",
            length is { } bytes ? FormattableString.Invariant($"{bytes / 1e6:0.0}") : "?",
            license ?? "unknown",
            goodFor,
            accuracy ?? "not measured",
        ];
    }
}
