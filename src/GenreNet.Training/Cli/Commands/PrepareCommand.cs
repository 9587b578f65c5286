using System.CommandLine;

namespace GenreNet.Training.Cli.Commands;

/// <summary><c>prepare DATASET --out FILE.npz</c>: extracts the features of a dataset into a cache.</summary>
internal static class PrepareCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string> dataset = CliSymbols.Dataset();
        Option<string> file = CliSymbols.Out("The .npz to write.");
        Option<string?> quarantine = CliSymbols.Quarantine(CliSymbols.LeaveOut);
        Option<string?> groups = CliSymbols.Groups();
        var features = new FeatureSymbols();
        var command = new Command("prepare", "Extract the features of a dataset into one .npz, or reuse it if nothing has changed.") { dataset, file, quarantine, groups };
        features.AddTo(command);
        command.SetAction(parsed =>
        {
            new DataLoader(terminal, json: false, parsed.GetValue(quarantine), parsed.GetValue(groups)).Prepare(parsed.GetRequiredValue(dataset), features.Read(parsed), parsed.GetRequiredValue(file));
            return ExitCode.Done;
        });
        return command;
    }
}
