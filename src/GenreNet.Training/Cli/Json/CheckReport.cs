using System.Text.Json;
using System.Text.Json.Serialization;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Cli;

/// <summary>A check in the form that is printed as JSON.</summary>
/// <param name="Dataset">Name of the dataset.</param>
/// <param name="Fingerprint">Hash of its content.</param>
/// <param name="Genres">Each genre in numbers.</param>
/// <param name="Tracks">Each track with its measures and faults.</param>
/// <param name="Replicas">Sets of tracks with the same samples.</param>
/// <param name="NearDuplicates">Pairs of tracks with the same recording.</param>
/// <param name="Groups">Tracks that a split must keep together.</param>
/// <param name="PublishedFaults">What others have found.</param>
/// <param name="Unusable">Tracks for the quarantine list.</param>
/// <param name="QuarantineFile">The list, or null where none is needed.</param>
/// <param name="Warnings">What was odd about the layout.</param>
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

/// <summary>A genre of a check.</summary>
internal sealed record GenreReport(
    string Genre, int Tracks, int Unusable, int Faulty, double Seconds, double ShortestSeconds, double MedianSeconds, double LongestSeconds);

/// <summary>A track of a check; the measures are null where no audio could be read.</summary>
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

/// <summary>A pair of near-duplicates.</summary>
internal sealed record NearDuplicateReport(string First, string Second, double Similarity, double ShiftSeconds, double OverlapSeconds, int Matches);

/// <summary>JSON of a check.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, UseStringEnumConverter = true)]
[JsonSerializable(typeof(CheckReport))]
internal sealed partial class CheckJson : JsonSerializerContext;
