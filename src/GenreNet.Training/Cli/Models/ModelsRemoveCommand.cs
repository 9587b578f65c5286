using System.CommandLine;
using GenreNet.Pretrained;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>models remove NAME...</c>: deletes models and checkpoints from the cache folder.</summary>
internal static class ModelsRemoveCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> names = InstalledNames.Argument("Names of models, or of checkpoints, which are removed together with the models that use them.");
        var command = new Command("remove", "Delete installed models and checkpoints.") { names };
        command.SetAction(parsed =>
        {
            var store = new PretrainedStore();
            foreach (string name in parsed.GetRequiredValue(names))
            {
                IReadOnlyList<string> deleted = InstalledNames.FindModel(store, name) is { } model
                    ? store.Remove(model)
                    : store.Remove(InstalledNames.FindCheckpoint(store, name)!);
                foreach (string path in deleted)
                {
                    terminal.Say($"Deleted {path}.");
                }

                if (deleted.Count == 0)
                {
                    terminal.Say($"{name} is not installed.");
                }
            }

            return ExitCode.Done;
        });
        return command;
    }
}
