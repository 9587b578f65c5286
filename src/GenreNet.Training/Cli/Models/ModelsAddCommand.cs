using System.CommandLine;
using GenreNet.Core.Download;
using GenreNet.Pretrained;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>models add FILE [--as NAME] [--sha256 HEX]</c>: installs a checkpoint from a local file.</summary>
internal static class ModelsAddCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "Checkpoint file as published: .pt of EfficientAT or .h5 of musicnn." };
        var name = new Option<string?>("--as") { Description = "Name of a checkpoint without a pinned checksum, such as mn20, or a new name; requires --sha256." };
        var sum = new Option<string?>("--sha256") { Description = "Expected SHA-256 checksum of the file, as 64 hexadecimal digits from a trusted source." };
        Option<bool> half = InstalledNames.Half();
        var command = new Command("add", "Install a checkpoint from a local file, and build the models that use it.") { file, name, sum, half };
        command.Validators.Add(result =>
        {
            if (result.GetResult(sum) is { Tokens: [var token] } && !DownloadSource.IsSha256(token.Value))
            {
                result.AddError($"--sha256 must have 64 hexadecimal digits, not '{token.Value}'");
            }
        });
        command.SetAction(parsed =>
        {
            var store = new PretrainedStore(new PretrainedOptions { StoreWeightsAsFloat16 = parsed.GetValue(half) });
            PretrainedCheckpoint checkpoint = store.Add(parsed.GetRequiredValue(file), parsed.GetValue(name), parsed.GetValue(sum), terminal.CancellationToken);
            terminal.Say($"Wrote {store.Find(checkpoint)}: {checkpoint.Name}, sha256 {checkpoint.Sha256}, licence {checkpoint.License ?? "unknown"}.");
            ModelsGetCommand.ConvertInstalled(terminal, store, checkpoint);
            return ExitCode.Done;
        });
        return command;
    }
}
