using System.CommandLine;
using GenreNet.Core.Download;
using GenreNet.Pretrained;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>models get NAME... [--mirror URL]</c>: downloads checkpoints and builds models from them.</summary>
internal static class ModelsGetCommand
{
    public static Command Create(Terminal terminal)
    {
        Argument<string[]> names = InstalledNames.Argument("Names of models or checkpoints, such as pretrained, audioset or mn04; 'genrenet models' lists them.");
        Option<Uri> mirror = CliSymbols.Address("--mirror", "Base URL of a mirror that provides the checkpoint files under their names, instead of their public URLs.");
        Option<bool> half = InstalledNames.Half();
        var command = new Command("get", "Download checkpoints, verify their checksums, and build the models that use them.") { names, mirror, half };
        command.SetAction(parsed =>
        {
            var store = new PretrainedStore(new PretrainedOptions { Mirror = parsed.GetValue(mirror), StoreWeightsAsFloat16 = parsed.GetValue(half) });
            foreach (string name in parsed.GetRequiredValue(names))
            {
                if (InstalledNames.FindModel(store, name) is { } model)
                {
                    Get(terminal, store, model);
                }
                else
                {
                    Get(terminal, store, InstalledNames.FindCheckpoint(store, name)!);
                }
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Builds all models whose checkpoints are installed, and prints how to use them.</summary>
    public static void ConvertInstalled(Terminal terminal, PretrainedStore store, PretrainedCheckpoint checkpoint)
    {
        HashSet<string> before = [.. store.Models.Where(model => store.Find(model) is not null).Select(model => model.Name)];
        // Models of other checkpoints that the user removed stay removed.
        IReadOnlyList<PretrainedModel> ready = Run(terminal, progress => store.ConvertInstalledAsync(checkpoint, progress, terminal.CancellationToken));
        foreach (PretrainedModel model in ready.Where(model => !before.Contains(model.Name)))
        {
            Say(terminal, store, model);
        }

        if (ready.Count == 0)
        {
            terminal.Say($"Use it with: genrenet train MUSIC --backbone {checkpoint.Name} --out runs/mine");
        }
    }

    private static void Get(Terminal terminal, PretrainedStore store, PretrainedModel model)
    {
        if (store.Find(model) is { } installed)
        {
            // The installed file may be damaged, or built by an older version.
            Run(terminal, progress => store.GetAsync(model, progress, terminal.CancellationToken));
            terminal.Say($"{model.Name} is installed: {installed}.");
            return;
        }

        Run(terminal, progress => store.GetAsync(model, progress, terminal.CancellationToken));
        Say(terminal, store, model);
    }

    private static void Get(Terminal terminal, PretrainedStore store, PretrainedCheckpoint checkpoint)
    {
        bool wasThere = store.Find(checkpoint) is not null;
        string path = Run(terminal, progress => store.GetAsync(checkpoint, progress, terminal.CancellationToken));
        terminal.Say(wasThere ? $"{checkpoint.Name} is installed: {path}." : $"Wrote {path}: {checkpoint.Name}, licence {checkpoint.License ?? "unknown"}.");
        ConvertInstalled(terminal, store, checkpoint);
    }

    private static void Say(Terminal terminal, PretrainedStore store, PretrainedModel model)
    {
        terminal.Say($"Wrote {store.Find(model)}: {model.Name}, licence {model.License ?? "unknown"}.");
        terminal.Say($"Use it with: genrenet predict FILE --model {model.Name}");
    }

    private static T Run<T>(Terminal terminal, Func<IProgress<DownloadProgress>, Task<T>> work) =>
        new TransferDisplay(terminal, TimeProvider.System).Show(progress => work(progress).GetAwaiter().GetResult());
}
