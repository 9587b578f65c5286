using System.Text.Json;
using System.Text.Json.Serialization;

namespace GenreNet.Training.Cli;

/// <summary>Represents a run in the JSON output of <c>runs</c>.</summary>
internal sealed record RunSummary
{
    /// <summary>Path of its folder relative to the given one.</summary>
    public required string Run { get; init; }

    /// <summary>finished, running, stalled, interrupted or failed.</summary>
    public required string State { get; init; }

    /// <summary>The network.</summary>
    public required string Network { get; init; }

    /// <summary>Share of test tracks classified correctly, 0 to 1.</summary>
    public double? TrackAccuracy { get; init; }

    /// <summary>Lower end of the 95 % confidence interval of the track accuracy.</summary>
    public double? Low { get; init; }

    /// <summary>Upper end of the 95 % confidence interval of the track accuracy.</summary>
    public double? High { get; init; }

    /// <summary>Number of test tracks.</summary>
    public int? Tracks { get; init; }

    /// <summary>Share of test segments classified correctly, 0 to 1.</summary>
    public double? SegmentAccuracy { get; init; }

    /// <summary>Expected calibration error by segment, 0 to 1.</summary>
    public double? CalibrationError { get; init; }

    /// <summary>Number of completed epochs.</summary>
    public int? Epochs { get; init; }

    /// <summary>Number of trained parameters.</summary>
    public long? Parameters { get; init; }

    /// <summary>Whether segments of test tracks were used for training, so that the figures are inflated.</summary>
    public bool IsLeaky { get; init; }

    /// <summary>The settings, by name.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }
}

/// <summary>JSON serialization of runs.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<RunSummary>))]
internal sealed partial class RunsJson : JsonSerializerContext
{
    /// <summary>Serializes runs.</summary>
    public static string Of(IReadOnlyList<RunSummary> runs) => JsonSerializer.Serialize(runs, Default.IReadOnlyListRunSummary);
}
