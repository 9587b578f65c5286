using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using GenreNet.Core.Audio;
using GenreNet.Core.Errors;
using GenreNet.Core.Features;
using GenreNet.Core.Features.Mel;
using GenreNet.Core.Numpy;

namespace GenreNet.Training.Cli.Commands;

/// <summary><c>extract AUDIO... --out DIR</c>: the MFCCs of whole clips in librosa's layout.</summary>
internal static class ExtractCommand
{
    private const string NativeRate = "native";

    public static Command Create(Terminal terminal)
    {
        Argument<string[]> audio = CliSymbols.Audio();
        Option<string> folder = CliSymbols.Out("The folder to write NAME.npz into, one a file, with the array mfcc (coefficients, frames).");
        var rate = new Option<string>("--sample-rate", "--rate")
        {
            Description = $"Convert to this rate in Hz first, or '{NativeRate}' for each file's own.",
            DefaultValueFactory = _ => MfccOptions.Default.SampleRate.ToString(CultureInfo.InvariantCulture),
        };
        rate.Validators.Add(CheckRate);
        Option<int> count = CliSymbols.Number("--coefficients", "MFCCs a frame.", MfccOptions.Default.CoefficientCount, 1, MfccOptions.Default.MelCount);
        count.Aliases.Add("--count");
        var command = new Command("extract", "Write the MFCCs of whole audio files as .npz, laid out as librosa does.") { audio, folder, rate, count };
        command.SetAction(parsed =>
        {
            int? sampleRate = parsed.GetRequiredValue(rate) is var text && text == NativeRate ? null : int.Parse(text, CultureInfo.InvariantCulture);
            Dictionary<string, string> outputs = Outputs(parsed.GetRequiredValue(audio), parsed.GetRequiredValue(folder));
            int exitCode = ExitCode.Done;
            foreach ((string file, string output) in outputs)
            {
                terminal.CancellationToken.ThrowIfCancellationRequested();
                exitCode = Extract(terminal, file, output, sampleRate, parsed.GetValue(count)) ? exitCode : ExitCode.Failed;
            }

            return exitCode;
        });
        return command;
    }

    private static bool Extract(Terminal terminal, string file, string output, int? sampleRate, int count)
    {
        try
        {
            AudioBuffer audio = AudioBuffer.Load(file, sampleRate);
            foreach (string warning in audio.Warnings)
            {
                terminal.Warn(warning);
            }

            NpyArray mfcc = Mfcc(audio, count);
            NpzWriter.Write(output, [new("mfcc", mfcc)], terminal.CancellationToken);
            terminal.Output.WriteLine($"{output}: mfcc ({mfcc.Shape[0]}, {mfcc.Shape[1]}) at {audio.SampleRate} Hz");
            return true;
        }
        catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException or FileNotFoundException)
        {
            terminal.CancellationToken.ThrowIfCancellationRequested();
            terminal.Fail(problem.Message);
            return false;
        }
    }

    private static NpyArray Mfcc(AudioBuffer audio, int count)
    {
        var extractor = new MfccExtractor(MfccOptions.Default with { SampleRate = audio.SampleRate, CoefficientCount = count });
        int frames = extractor.FrameCount(audio.Samples.Length);
        float[] byFrame = new float[frames * count];
        extractor.Extract(audio.Samples.Span, byFrame);
        float[] byCoefficient = new float[byFrame.Length];
        for (int frame = 0; frame < frames; frame++)
        {
            for (int i = 0; i < count; i++)
            {
                byCoefficient[(i * frames) + frame] = byFrame[(frame * count) + i];
            }
        }

        return NpyArray.Create(byCoefficient, count, frames);
    }

    // Two inputs of one name would overwrite each other's features: better to stop before the first.
    private static Dictionary<string, string> Outputs(string[] files, string folder)
    {
        var outputs = files.Distinct(StringComparer.Ordinal).ToDictionary(file => file, file => Path.Combine(folder, Path.GetFileNameWithoutExtension(file) + ".npz"));
        IGrouping<string, string>? clash = outputs.GroupBy(o => o.Value, o => o.Key).FirstOrDefault(g => g.Skip(1).Any());
        return clash is null ? outputs : throw new GenreNetException($"{string.Join(" and ", clash)} would both be written to {clash.Key}: extract them into two folders.");
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
