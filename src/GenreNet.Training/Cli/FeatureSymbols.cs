using System.CommandLine;
using GenreNet.Core.Features;
using GenreNet.Core.Features.Mel;

namespace GenreNet.Training.Cli;

/// <summary>The options that decide how audio becomes features, for the commands that make new ones.</summary>
internal sealed class FeatureSymbols
{
    private readonly Option<TailPolicy> _tail = new("--tail")
    {
        Description = "What becomes of the audio after the last whole segment: Drop it, or Pad it with silence to one more segment.",
        DefaultValueFactory = _ => FeatureOptions.Default.Tail,
    };

    private readonly Option<double> _segmentSeconds =
        CliSymbols.Number("--segment-seconds", "Length of a segment.", FeatureOptions.Default.SegmentSeconds, 0.1, 600);

    private readonly Option<int> _coefficients =
        CliSymbols.Number("--coefficients", "MFCCs a frame.", MfccOptions.Default.CoefficientCount, 1, MfccOptions.Default.MelCount);

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_tail);
        command.Add(_segmentSeconds);
        command.Add(_coefficients);
    }

    /// <summary>What the user asked for.</summary>
    public FeatureOptions Read(ParseResult parsed) => FeatureOptions.Default with
    {
        Tail = parsed.GetValue(_tail),
        SegmentSeconds = parsed.GetValue(_segmentSeconds),
        Mfcc = MfccOptions.Default with { CoefficientCount = parsed.GetValue(_coefficients) },
    };
}
