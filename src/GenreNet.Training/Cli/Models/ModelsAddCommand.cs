using System.CommandLine;
using GenreNet.Core.Download;
using GenreNet.Pretrained;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>models add FILE [--as NAME] [--sha256 HEX]</c>: installs a checkpoint from a local file.</summary>
internal static class ModelsAddCommand
{
    public static Command Create(Terminal terminal)
    {
        var file = new Argument<string>("FILE") { Description = "A checkpoint as published: .pt of EfficientAT or .h5 of musicnn." };
        var name = new Option<string?>("--as") { Description = "The name of a checkpoint whose checksum is not pinned, such as mn20, or a new name; needs --sha256." };
        var sum = new Option<string?>("--sha256") { Description = "What the file has to be, from a source that you trust." };
        Option<bool> half = InstalledNames.Half();
        var command = new Command("add", "Install a checkpoint file that was brought by hand, and make the models that are made of it.") { file, name, sum, half };
        command.Validators.Add(result =>
        {
            if (result.GetResult(sum) is { Tokens: [var token] } && !DownloadSource.IsSha256(token.Value))
            {
                result.AddError($"--sha256 must have 64 hexadecimal digits, not '{token.Value}'");
            }
        });
        command.SetAction(parsed =>
        {
            var store = new PretrainedStore(new PretrainedOptions { HasHalfWeights = parsed.GetValue(half) });
            PretrainedCheckpoint checkpoint = store.Add(parsed.GetRequiredValue(file), parsed.GetValue(name), parsed.GetValue(sum), terminal.CancellationToken);
            terminal.Say($"Wrote {store.Find(checkpoint)}: {checkpoint.Name}, sha256 {checkpoint.Sha256}, licence {checkpoint.License ?? "not known"}.");
            ModelsGetCommand.ConvertInstalled(terminal, store, checkpoint);
            return ExitCode.Done;
        });
        return command;
    }
}
