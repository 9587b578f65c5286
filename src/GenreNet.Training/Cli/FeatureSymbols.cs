using System.CommandLine;
using GenreNet.Core.Datasets.Tables;
using GenreNet.Core.Errors;
using GenreNet.Core.Features;
using GenreNet.Core.Features.Mel;

namespace GenreNet.Training.Cli;

/// <summary>The options that decide how audio becomes features, for the commands that make new ones.</summary>
internal sealed class FeatureSymbols
{
    private readonly Option<FeatureKind> _kind = new("--features")
    {
        Description = "What networks are given: MFCCs or mel bands in decibels (LogMel) of each frame of short segments, the mel bands of pretrained networks "
            + "(EfficientAtMel, MusicnnMel), or the 52 means and variances (Summary) of long ones.",
        DefaultValueFactory = _ => FeatureOptions.Default.Kind,
    };

    private readonly Option<TailPolicy> _tail = new("--tail")
    {
        Description = "What becomes of the audio after the last whole segment: Drop it, or make one more segment of it (Pad: filled up with silence, but for summaries).",
        DefaultValueFactory = _ => FeatureOptions.Default.Tail,
    };

    private readonly Option<double> _segmentSeconds = CliSymbols.Number(
        "--segment-seconds",
        FormattableString.Invariant($"Length of a segment; unless given, {FeatureOptions.Summaries.SegmentSeconds} for summaries, ")
            + FormattableString.Invariant($"{FeatureOptions.EfficientAtMels.SegmentSeconds} for EfficientAtMel and ")
            + FormattableString.Invariant($"{FeatureOptions.MusicnnMels.SegmentSeconds} for MusicnnMel."),
        FeatureOptions.Default.SegmentSeconds,
        0.1,
        600);

    private readonly Option<int> _coefficients =
        CliSymbols.Number("--coefficients", "MFCCs a frame.", MfccOptions.Default.CoefficientCount, 1, MfccOptions.Default.MelCount);

    private readonly Option<int> _melBands =
        CliSymbols.Number("--mel-bands", "Mel bands of a frame, for LogMel.", FeatureOptions.LogMels.CoefficientCount, 1, 512);

    private Option[] All => [_kind, _tail, _segmentSeconds, _coefficients, _melBands];

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in All)
        {
            command.Add(option);
        }

        command.Validators.Add(result =>
        {
            // A value that is no kind at all is reported by the option itself.
            if (result.GetResult(_kind) is not { Tokens: [var token] } || !Enum.TryParse(token.Value, ignoreCase: true, out FeatureKind kind))
            {
                kind = FeatureOptions.Default.Kind;
            }

            if (kind != FeatureKind.Mfcc && result.GetResult(_coefficients) is { Implicit: false })
            {
                result.AddError($"--coefficients is for MFCCs, and {InsteadOfCoefficients(kind)}: leave one of the two options out");
            }

            if (kind != FeatureKind.LogMel && result.GetResult(_melBands) is { Implicit: false })
            {
                result.AddError("--mel-bands is for log-mel features: add --features LogMel, or leave it out");
            }
        });
    }

    /// <summary>Refuses options that would change nothing, because the features are there already.</summary>
    /// <param name="parsed">What the user asked for.</param>
    /// <param name="table">A feature table, or prepared features.</param>
    /// <exception cref="GenreNetException">One of them is given.</exception>
    public void RequireNone(ParseResult parsed, string table)
    {
        if (All.Any(option => parsed.GetResult(option) is { Implicit: false }))
        {
            throw new GenreNetException(FeatureTable.IsTable(table)
                ? $"{table} is a table of summaries, so options of features would change nothing: leave them out, or give the audio."
                : $"{table} holds features already, so options of features would change nothing: leave them out, or prepare the audio again.");
        }
    }

    private static string InsteadOfCoefficients(FeatureKind kind) => kind switch
    {
        FeatureKind.Summary => "a summary always has 52 numbers",
        FeatureKind.LogMel => "log-mel frames have --mel-bands",
        _ => $"{kind} frames always have the mel bands of their networks",
    };

    /// <summary>What the user asked for.</summary>
    public FeatureOptions Read(ParseResult parsed)
    {
        FeatureOptions options = parsed.GetValue(_kind) switch
        {
            FeatureKind.Summary => FeatureOptions.Summaries,
            FeatureKind.EfficientAtMel => FeatureOptions.EfficientAtMels,
            FeatureKind.MusicnnMel => FeatureOptions.MusicnnMels,
            FeatureKind.LogMel => FeatureOptions.LogMels with { LogMel = FeatureOptions.LogMels.LogMel! with { MelCount = parsed.GetValue(_melBands) } },
            _ => FeatureOptions.Default with { Mfcc = MfccOptions.Default with { CoefficientCount = parsed.GetValue(_coefficients) } },
        };
        return options with
        {
            Tail = parsed.GetValue(_tail),
            SegmentSeconds = parsed.GetResult(_segmentSeconds) is { Implicit: false } ? parsed.GetValue(_segmentSeconds) : options.SegmentSeconds,
        };
    }
}
