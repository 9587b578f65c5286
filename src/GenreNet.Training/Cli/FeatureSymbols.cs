using System.CommandLine;
using GenreNet.Core.Errors;
using GenreNet.Core.Features;
using GenreNet.Core.Features.Mel;

namespace GenreNet.Training.Cli;

/// <summary>The options that decide how audio becomes features, for the commands that make new ones.</summary>
internal sealed class FeatureSymbols
{
    private readonly Option<FeatureKind> _kind = new("--features")
    {
        Description = "What networks are given: MFCCs of each frame of short segments, or the 52 means and variances (Summary) of long ones.",
        DefaultValueFactory = _ => FeatureOptions.Default.Kind,
    };

    private readonly Option<TailPolicy> _tail = new("--tail")
    {
        Description = "What becomes of the audio after the last whole segment: Drop it, or make one more segment of it (Pad: of MFCCs filled up with silence).",
        DefaultValueFactory = _ => FeatureOptions.Default.Tail,
    };

    private readonly Option<double> _segmentSeconds = CliSymbols.Number(
        "--segment-seconds",
        $"Length of a segment; {FeatureOptions.Summaries.SegmentSeconds} for summaries unless you say so.",
        FeatureOptions.Default.SegmentSeconds,
        0.1,
        600);

    private readonly Option<int> _coefficients =
        CliSymbols.Number("--coefficients", "MFCCs a frame.", MfccOptions.Default.CoefficientCount, 1, MfccOptions.Default.MelCount);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_kind);
        command.Add(_tail);
        command.Add(_segmentSeconds);
        command.Add(_coefficients);
        command.Validators.Add(result =>
        {
            // A value that is no kind at all is reported by the option itself.
            bool isSummary = result.GetResult(_kind) is { Tokens: [var kind] } && Enum.TryParse(kind.Value, ignoreCase: true, out FeatureKind parsed) && parsed == FeatureKind.Summary;
            if (isSummary && result.GetResult(_coefficients) is { Implicit: false })
            {
                result.AddError("--coefficients is for MFCCs, and a summary always has 52 numbers: leave one of the two options out");
            }
        });
    }

    /// <summary>Refuses options that would change nothing, because the features are there already.</summary>
    /// <param name="parsed">What the user asked for.</param>
    /// <param name="table">A feature table.</param>
    /// <exception cref="GenreNetException">One of them is given.</exception>
    public void RequireNone(ParseResult parsed, string table)
    {
        if (new Option[] { _kind, _tail, _segmentSeconds, _coefficients }.Any(option => parsed.GetResult(option) is { Implicit: false }))
        {
            throw new GenreNetException($"{table} is a table of summaries, so options of features would change nothing: leave them out, or give the audio.");
        }
    }

    /// <summary>What the user asked for.</summary>
    public FeatureOptions Read(ParseResult parsed)
    {
        FeatureOptions options = parsed.GetValue(_kind) == FeatureKind.Summary ? FeatureOptions.Summaries : FeatureOptions.Default;
        return options with
        {
            Tail = parsed.GetValue(_tail),
            SegmentSeconds = parsed.GetResult(_segmentSeconds) is { Implicit: false } ? parsed.GetValue(_segmentSeconds) : options.SegmentSeconds,
            Mfcc = options.Mfcc with { CoefficientCount = parsed.GetValue(_coefficients) },
        };
    }
}
