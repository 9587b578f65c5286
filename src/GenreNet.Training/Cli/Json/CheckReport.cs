using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Cli;

/// <summary>Represents the result of a check, in the form that is printed as JSON.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Fingerprint">Hash of the dataset's content.</param>
/// <param name="Genres">The figures of each genre.</param>
/// <param name="Tracks">The measures and faults of each track.</param>
/// <param name="Replicas">Sets of tracks with identical samples.</param>
/// <param name="NearDuplicates">Pairs of tracks that contain the same recording.</param>
/// <param name="Groups">Groups of tracks that a split must keep together.</param>
/// <param name="PublishedFaults">Faults reported in publications.</param>
/// <param name="Unusable">Tracks for the quarantine list.</param>
/// <param name="QuarantineFile">Path of the quarantine list; null if none is needed.</param>
/// <param name="Warnings">Warnings about the layout of the dataset.</param>
internal sealed record CheckReport(
    string Dataset,
    string Fingerprint,
    IReadOnlyList<GenreReport> Genres,
    IReadOnlyList<TrackReport> Tracks,
    IReadOnlyList<IReadOnlyList<string>> Replicas,
    IReadOnlyList<NearDuplicateReport> NearDuplicates,
    IReadOnlyList<IReadOnlyList<string>> Groups,
    IReadOnlyList<PublishedFault> PublishedFaults,
    IReadOnlyList<QuarantinedTrack> Unusable,
    string? QuarantineFile,
    IReadOnlyList<string> Warnings)
{
    public static CheckReport From(CheckResult result, string? quarantineFile) => new(
        result.Dataset,
        result.Fingerprint,
        [.. result.Genres.Select(g => new GenreReport(
            g.Name, g.Tracks, g.Unusable, g.Faulty, g.Duration.TotalSeconds, g.Shortest.TotalSeconds, g.Median.TotalSeconds, g.Longest.TotalSeconds))],
        [.. result.Tracks.Select(TrackReport.From)],
        result.Replicas,
        [.. result.NearDuplicates.Select(p => new NearDuplicateReport(p.First, p.Second, p.Similarity, p.Shift.TotalSeconds, p.Overlap.TotalSeconds, p.Matches))],
        result.Groups.Groups,
        result.PublishedFaults,
        result.Unusable,
        quarantineFile,
        result.Warnings);

    public string ToJson() => JsonSerializer.Serialize(this, CheckJson.Default.CheckReport);
}

/// <summary>Represents a genre in a check.</summary>
internal sealed record GenreReport(
    string Genre, int Tracks, int Unusable, int Faulty, double Seconds, double ShortestSeconds, double MedianSeconds, double LongestSeconds);

/// <summary>Represents a track in a check; the measures are null if the audio could not be read.</summary>
internal sealed record TrackReport(
    string Track, string Genre, string Path, bool IsUnusable, IReadOnlyList<TrackFault> Faults, string? Format, int? SampleRate, int? Channels, double? Seconds,
    double? Peak, double? Level, double? DcOffset, long? ClippedSamples, double? LongestSilenceSeconds, string? Sha256OfSamples)
{
    public static TrackReport From(TrackCheck check) => new(
        check.Track.Id,
        check.Track.Genre,
        check.Track.RelativePath,
        check.IsUnusable,
        check.Faults,
        check.Audio?.Format,
        check.Audio?.SampleRate,
        check.Audio?.ChannelCount,
        check.Audio?.Duration.TotalSeconds,
        check.Audio?.Peak,
        check.Audio?.Level,
        check.Audio?.DcOffset,
        check.Audio?.ClippedSamples,
        check.Audio?.LongestSilence.TotalSeconds,
        check.Audio?.Digest);
}

/// <summary>Represents a pair of near-duplicates.</summary>
internal sealed record NearDuplicateReport(string First, string Second, double Similarity, double ShiftSeconds, double OverlapSeconds, int Matches);

/// <summary>JSON serialization of a check.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class CheckJson : JsonSerializerContext;
