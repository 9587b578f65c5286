using System.CommandLine;
using System.CommandLine.Parsing;
using GenreNet.Core;
using GenreNet.Core.Features;
using GenreNet.Training.Backbones;

namespace GenreNet.Training.Cli;

/// <summary>The feature extraction options of commands that compute features.</summary>
internal sealed class FeatureSymbols
{
    private static readonly FeatureKind[] Choices = [.. Enum.GetValues<FeatureKind>().Except([FeatureKind.Joined, FeatureKind.Embedding])];

    private readonly Option<string> _kinds = new("--features")
    {
        Description = "Features of the network input: MFCCs (Mfcc) or mel bands in decibels (LogMel) of each frame of short segments, the mel bands of pretrained networks "
            + "(EfficientAtMel, MusicnnMel), or 52 means and variances (Summary) of long segments. "
            + "Join several with '+', such as MusicnnMel+Summary.",
        DefaultValueFactory = _ => FeatureOptions.Default.Kind.ToString(),
    };

    private readonly Option<TailPolicy> _tail = CliSymbols.Word(
        "--tail",
        "Use of the audio after the last complete segment: Drop discards it; Pad adds a segment filled with silence (for summaries, a shorter segment); "
            + "Align adds a segment that ends with the clip and overlaps the previous segment.",
        FeatureOptions.Default.Tail);

    private readonly Option<double> _segmentSeconds = CliSymbols.Number(
        "--segment-seconds",
        FormattableString.Invariant($"Segment length in seconds. Unless given, {FeatureOptions.Summaries.SegmentSeconds} for summaries, ")
            + FormattableString.Invariant($"{FeatureOptions.EfficientAtMels.SegmentSeconds} for EfficientAtMel and ")
            + FormattableString.Invariant($"{FeatureOptions.MusicnnMels.SegmentSeconds} for MusicnnMel."),
        FeatureOptions.Default.SegmentSeconds,
        0.1,
        600);

    private readonly Option<double> _hopSeconds = CliSymbols.Number(
        "--hop-seconds", "Time in seconds from the start of a segment to the start of the next. Segments overlap if it is below the segment length. Default: the segment length.", 0.01, 600.0);

    private readonly Option<int> _coefficients =
        CliSymbols.Number("--coefficients", "Number of MFCCs per frame.", MfccOptions.Default.CoefficientCount, 1, MfccOptions.Default.MelCount);

    private readonly Option<int> _melBands =
        CliSymbols.Number("--mel-bands", "Number of mel bands per frame, for LogMel.", FeatureOptions.LogMels.CoefficientCount, 1, 512);

    private readonly Option<string?> _backbone = new("--backbone")
    {
        Description = "Pretrained networks whose embeddings of each segment are the features: mn04, musicnn, or both as mn04+musicnn ('genrenet models' lists them). "
            + FormattableString.Invariant($"The default segment length is then {TrainingBackbone.DefaultSegmentSeconds} s."),
    };

    private Option[] All => [_kinds, _backbone, _tail, _segmentSeconds, _hopSeconds, _coefficients, _melBands];

    /// <summary>The option that selects pretrained networks.</summary>
    public Option Backbone => _backbone;

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        _kinds.CompletionSources.Add([.. Choices.Select(kind => kind.ToString())]);
        foreach (Option option in All)
        {
            command.Add(option);
        }

        command.Validators.Add(Check);
    }

    /// <summary>Reads the feature options.</summary>
    public FeatureChoice Read(ParseResult parsed) =>
        new(Read(parsed.CommandResult), parsed.GetValue(_backbone), All.Any(option => parsed.GetResult(option) is { Implicit: false }));

    private static string InsteadOfCoefficients(FeatureKind kind) => kind switch
    {
        FeatureKind.Summary => "a summary always has 52 values",
        FeatureKind.LogMel => "the size of LogMel frames is set by --mel-bands",
        _ => $"{kind} frames always have the mel bands of their networks",
    };

    /// <summary>Parses a list of feature kinds, or describes why it is invalid.</summary>
    private static FeatureKind[] Parse(string text, out string? problem)
    {
        string[] names = text.Split('+', StringSplitOptions.TrimEntries);
        string? unknown = names.FirstOrDefault(name => !Choices.Any(kind => name.Equals(kind.ToString(), StringComparison.OrdinalIgnoreCase)));
        FeatureKind[] kinds = unknown is null ? [.. names.Select(name => Enum.Parse<FeatureKind>(name, ignoreCase: true))] : [];
        problem = unknown is not null ? $"--features must be one of {string.Join(", ", Choices)}, or several joined with '+', not '{unknown}'{NearestName.Suggestion(unknown, Choices.Select(kind => kind.ToString()))}"
            : kinds.Distinct().Count() < kinds.Length ? $"--features contains a kind twice ('{text}'). Give each kind once"
            : null;
        return kinds;
    }

    private static bool IsGiven(CommandResult result, Option option) => result.GetResult(option) is { Implicit: false };

    // Default values are not yet available while a command is validated.
    private static T Given<T>(CommandResult result, Option<T> option, T otherwise) => IsGiven(result, option) ? result.GetValue(option)! : otherwise;

    private void Check(CommandResult result)
    {
        FeatureKind[] kinds = Parse(result.GetResult(_kinds) is { Tokens: [var token] } ? token.Value : FeatureOptions.Default.Kind.ToString(), out string? problem);
        if (problem is not null)
        {
            result.AddError(problem);
            return;
        }

        Option? other = IsGiven(result, _backbone) ? Array.Find<Option>([_kinds, _coefficients, _melBands], option => IsGiven(result, option)) : null;
        if (other is not null)
        {
            result.AddError($"--backbone determines the features, so {other.Name} has no effect. Remove one of the two options");
        }

        if (!kinds.Contains(FeatureKind.Mfcc) && IsGiven(result, _coefficients))
        {
            result.AddError($"--coefficients applies only to MFCCs; {InsteadOfCoefficients(kinds[0])}. Remove --coefficients, or use --features Mfcc");
        }

        if (!kinds.Contains(FeatureKind.LogMel) && IsGiven(result, _melBands))
        {
            result.AddError("--mel-bands applies only to log-mel features. Add --features LogMel, or remove --mel-bands");
        }

        try
        {
            FeatureOptions options = Read(result);
            if (options.HopSeconds > options.SegmentSeconds)
            {
                result.AddError(FormattableString.Invariant(
                    $"--hop-seconds must be at most the segment length ({options.SegmentSeconds} s), not {options.HopSeconds}"));
            }
        }
        catch (InvalidOperationException)
        {
            // Values that cannot be parsed are reported by their options.
        }
    }

    private FeatureOptions Read(CommandResult result)
    {
        FeatureKind[] kinds = Parse(Given(result, _kinds, FeatureOptions.Default.Kind.ToString()), out _);
        double? seconds = IsGiven(result, _segmentSeconds) ? result.GetValue(_segmentSeconds) : IsGiven(result, _backbone) ? TrainingBackbone.DefaultSegmentSeconds : null;
        FeatureOptions options = kinds.Length == 1 ? OfKind(kinds[0], result) : Join(kinds, seconds ?? FeatureOptions.Default.SegmentSeconds, result);
        return options with
        {
            Tail = Given(result, _tail, FeatureOptions.Default.Tail),
            SegmentSeconds = seconds ?? options.SegmentSeconds,
            HopSeconds = IsGiven(result, _hopSeconds) ? result.GetValue(_hopSeconds) : null,
        };
    }

    // musicnn's networks require a fixed number of frames; the others accept any number.
    private FeatureOptions Join(FeatureKind[] kinds, double seconds, CommandResult result) => new()
    {
        Kind = FeatureKind.Joined,
        SegmentSeconds = seconds,
        Views = [.. kinds.Select(kind => OfKind(kind, result) with
        {
            SegmentSeconds = kind == FeatureKind.MusicnnMel ? Math.Min(seconds, FeatureOptions.MusicnnMels.SegmentSeconds) : seconds,
        })],
    };

    private FeatureOptions OfKind(FeatureKind kind, CommandResult result) => kind switch
    {
        FeatureKind.Summary => FeatureOptions.Summaries,
        FeatureKind.EfficientAtMel => FeatureOptions.EfficientAtMels,
        FeatureKind.MusicnnMel => FeatureOptions.MusicnnMels,
        FeatureKind.LogMel => FeatureOptions.LogMels with { LogMel = FeatureOptions.LogMels.LogMel! with { MelCount = Given(result, _melBands, FeatureOptions.LogMels.CoefficientCount) } },
        _ => FeatureOptions.Default with { Mfcc = MfccOptions.Default with { CoefficientCount = Given(result, _coefficients, MfccOptions.Default.CoefficientCount) } },
    };
}
