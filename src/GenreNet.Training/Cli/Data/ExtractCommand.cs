using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Features;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>extract AUDIO... --out DIR</c>: writes the features of complete clips in librosa's layout.</summary>
internal static class ExtractCommand
{
    private const string NativeRate = "native";

    public static Command Create(Terminal terminal)
    {
        Argument<string[]> audio = CliSymbols.Audio();
        Option<string> folder = OutputSymbols.Folder("Folder for one NAME.npz per audio file, with an array (values, frames) per feature. Files of a folder, pattern or playlist keep their subfolders.");
        var features = new Option<string[]>("--features")
        {
            Description = $"Features to extract: {string.Join(", ", FeatureMenu.Names)}.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [FeatureMenu.Mfcc],
            CustomParser = ParseFeatures,
        };
        var rate = new Option<string>("--sample-rate", "--rate")
        {
            Description = $"Sample rate in Hz to convert the audio to, or '{NativeRate}' for the rate of each file; efficientat_mel and musicnn_mel always use the rates of their networks.",
            DefaultValueFactory = _ => MfccOptions.Default.SampleRate.ToString(CultureInfo.InvariantCulture),
        };
        rate.Validators.Add(CheckRate);
        Option<int> count = CliSymbols.Number("--coefficients", "Number of MFCCs per frame.", MfccOptions.Default.CoefficientCount, 1, MfccOptions.Default.MelCount);
        count.Aliases.Add("--count");
        var command = new Command("extract", "Write the features of complete audio files to .npz files, in the array layout of librosa.") { audio, folder, features, rate, count };
        command.SetAction(parsed =>
        {
            int? sampleRate = parsed.GetRequiredValue(rate) is var text && text == NativeRate ? null : int.Parse(text, CultureInfo.InvariantCulture);
            var inputs = AudioArguments.Expand(parsed.GetRequiredValue(audio));
            Dictionary<string, string> outputs = Outputs(inputs.Files, parsed.GetRequiredValue(folder));
            int exitCode = inputs.Report(terminal);
            var extraction = new FileExtraction(parsed.GetRequiredValue(features), sampleRate, parsed.GetValue(count));
            foreach ((string file, string output) in outputs)
            {
                terminal.CancellationToken.ThrowIfCancellationRequested();
                exitCode = Extract(terminal, extraction, file, output) ? exitCode : ExitCode.Failed;
            }

            return exitCode;
        });
        return command;
    }

    // One bad file does not stop the others: it is reported, and the exit code indicates the failure.
    private static bool Extract(Terminal terminal, FileExtraction extraction, string file, string output)
    {
        try
        {
            var input = new ReopenedAudio(file, terminal.CancellationToken);
            ExtractedFile extracted = terminal.Progress(json: true).Listen(
                Path.GetFileName(file), progress => extraction.Extract(input, output, progress, terminal.CancellationToken));
            foreach (string warning in input.Warnings)
            {
                terminal.Warn(warning);
            }

            terminal.Say($"{output}: {extracted}");
            return true;
        }
        catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException or FileNotFoundException)
        {
            terminal.CancellationToken.ThrowIfCancellationRequested();
            terminal.Fail(problem.Message);
            return false;
        }
        catch (ArgumentException problem)
        {
            // A feature that is not possible at the file's own sample rate, such as the upper bands of spectral contrast.
            terminal.Fail($"{file}: {problem.Message}");
            return false;
        }
    }

    private static string[] ParseFeatures(ArgumentResult result)
    {
        string[] names = [.. result.Tokens.SelectMany(t => t.Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).Distinct()];
        foreach (string name in names.Except(FeatureMenu.Names))
        {
            result.AddError($"Unknown feature '{name}'{NearestName.Suggestion(name, FeatureMenu.Names)}. Choose from {string.Join(", ", FeatureMenu.Names)}");
        }

        return names;
    }

    // Two inputs with the same name would overwrite each other's features, so fail before the first one.
    private static Dictionary<string, string> Outputs(IReadOnlyList<AudioInput> files, string folder)
    {
        var outputs = files.ToDictionary(file => file.Path, file => Path.Combine(folder, Path.ChangeExtension(file.RelativePath, ".npz")));
        IGrouping<string, string>? clash = outputs.GroupBy(o => o.Value, o => o.Key).FirstOrDefault(g => g.Skip(1).Any());
        return clash is null ? outputs : throw new GenreNetException($"{string.Join(" and ", clash)} would both be written to {clash.Key}. Extract them to different folders.");
    }

    private static void CheckRate(OptionResult result)
    {
        string text = result.Tokens.Count == 1 ? result.Tokens[0].Value : NativeRate;
        if (text != NativeRate && !(int.TryParse(text, CultureInfo.InvariantCulture, out int rate) && rate is >= 100 and <= 768_000))
        {
            result.AddError($"--sample-rate must be from 100 to 768000 Hz or '{NativeRate}', not '{text}'");
        }
    }
}
