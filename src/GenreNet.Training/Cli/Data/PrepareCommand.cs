using System.CommandLine;
using GenreNet.Core;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>prepare DATASET --out FILE.npz</c>: extracts the features of a dataset into a cache.</summary>
internal static class PrepareCommand
{
    private const string FileName = "features.npz";

    public static Command Create(Terminal terminal)
    {
        Argument<string> dataset = CliSymbols.Dataset();
        dataset.Description += " A feature table .csv with the columns filename and label is also accepted.";
        Option<string?> file = OutputSymbols.File("the features", FileName);
        Option<string?> quarantine = CliSymbols.Quarantine(CliSymbols.LeaveOut);
        Option<string?> groups = CliSymbols.Groups();
        var features = new FeatureSymbols();
        var augmentation = new VariantSymbols();
        var command = new Command("prepare", "Extract the features of a dataset to one .npz file, or reuse the file if dataset and settings are unchanged.") { dataset, file, quarantine, groups };
        features.AddTo(command);
        augmentation.AddTo(command);
        command.SetAction(parsed =>
        {
            var loader = new DataLoader(terminal, json: false, parsed.GetValue(quarantine), parsed.GetValue(groups));
            string source = parsed.GetRequiredValue(dataset);
            string cache = OutputSymbols.PathOf(parsed.GetRequiredValue(file)!, FileName);
            switch (DataLoader.KindOf(source))
            {
                case DataKind.Prepared:
                    throw new GenreNetException($"{source} is already prepared. Give the dataset that it was prepared from.");
                case DataKind.Table:
                    features.Read(parsed).RequireNone(source);
                    VariantSymbols.RequireNone(augmentation.Read(parsed), source);
                    loader.PrepareTable(source, cache);
                    break;
                default:
                    loader.Prepare(source, features.Read(parsed).Open(), cache, augmentation.Read(parsed));
                    break;
            }

            return ExitCode.Done;
        });
        return command;
    }
}
