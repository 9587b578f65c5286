using System.Runtime.InteropServices;

namespace GenreNet.Catalogue;

/// <summary>Counts rows. Not thread-safe.</summary>
/// <param name="expected">Number of rows that will be added, which determines the sample of mean MFCCs.</param>
internal sealed class CatalogueTally(long expected)
{
    private const int Ranges = 10;
    private const double SecondsPerHour = 3600;

    private readonly long _step = Math.Max(1, (expected + ResultsSummary.LargestSample - 1) / ResultsSummary.LargestSample);
    private readonly Dictionary<string, (long Tracks, double Confidence, double Seconds)> _genres = new(StringComparer.Ordinal);
    private readonly long[] _ranges = new long[Ranges];
    private readonly MessageKinds _errors = new();
    private readonly MessageKinds _warnings = new();
    private readonly List<float[]> _means = [];
    private long _failed;
    private long _silent;
    private long _unknown;
    private long _warned;
    private double _seconds;

    /// <summary>Gets the number of rows added so far.</summary>
    public long Tracks { get; private set; }

    /// <summary>Gets the mean MFCCs of every n-th row, so that at most <see cref="ResultsSummary.LargestSample"/> are kept.</summary>
    public IReadOnlyList<float[]> MfccMeans => _means;

    /// <summary>Counts a row.</summary>
    public void Add(CatalogueRow row)
    {
        if (Tracks++ % _step == 0 && !row.MfccMeans.IsEmpty)
        {
            // The row's memory is a slice of its whole row group.
            _means.Add(row.MfccMeans.ToArray());
        }

        foreach (string warning in row.Warnings)
        {
            _warnings.Add(warning, row.Path);
        }

        _warned += row.Warnings.Count > 0 ? 1 : 0;
        if (row.Error is not null)
        {
            _failed++;
            _errors.Add(row.Error, row.Path);
            return;
        }

        double seconds = row.DurationSeconds ?? 0;
        _seconds += seconds;
        if (row.TopGenres.Count == 0)
        {
            _silent++;
            return;
        }

        _unknown += row.IsUnknown == true ? 1 : 0;
        float confidence = row.Confidence ?? 0;
        _ranges[Math.Clamp((int)(confidence * Ranges), 0, Ranges - 1)]++;
        ref (long Tracks, double Confidence, double Seconds) genre = ref CollectionsMarshal.GetValueRefOrAddDefault(_genres, row.Genre ?? string.Empty, out _);
        genre = (genre.Tracks + 1, genre.Confidence + confidence, genre.Seconds + seconds);
    }

    /// <summary>Returns the counts.</summary>
    public ResultsSummary Summarize(CatalogueResults results)
    {
        long audible = _genres.Values.Sum(genre => genre.Tracks);
        int[] missing = [.. results.MissingShards];
        return new ResultsSummary
        {
            Source = results.Manifest.Source,
            Model = results.Manifest.Model,
            ModelSha256 = results.Manifest.ModelSha256,
            CatalogueTracks = results.Manifest.TrackCount,
            Tracks = Tracks,
            Shards = results.Manifest.ShardCount,
            MissingShardCount = missing.Length,
            MissingShards = [.. missing.Take(ResultsSummary.MostMissingShards)],
            Errors = _failed,
            Silent = _silent,
            Unknown = _unknown,
            WithWarnings = _warned,
            Hours = _seconds / SecondsPerHour,
            MeanConfidence = audible == 0 ? null : _genres.Values.Sum(genre => genre.Confidence) / audible,
            Genres =
            [
                .. _genres.OrderByDescending(pair => pair.Value.Tracks).ThenBy(pair => pair.Key, StringComparer.Ordinal)
                    .Select(pair => new CatalogueGenre(pair.Key, pair.Value.Tracks, pair.Value.Confidence / pair.Value.Tracks, pair.Value.Seconds / SecondsPerHour)),
            ],
            ConfidenceCounts = _ranges,
            ErrorKinds = _errors.List(),
            WarningKinds = _warnings.List(),
        };
    }
}
