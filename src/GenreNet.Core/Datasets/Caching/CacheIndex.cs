namespace GenreNet.Core.Datasets;

/// <summary>Everything about a cache but the features themselves.</summary>
/// <param name="Description">What made it.</param>
/// <param name="Genres">The genres, sorted ordinally.</param>
/// <param name="Tracks">Its tracks, each followed by its copies, in the order of their segments.</param>
internal sealed record CacheIndex(CacheDescription Description, IReadOnlyList<string> Genres, IReadOnlyList<CachedTrack> Tracks)
{
    /// <summary>Segments of all tracks.</summary>
    public long SegmentCount => Tracks.Sum(t => (long)t.SegmentCount);

    /// <summary>Tracks, without their copies.</summary>
    public int TrackCount => Tracks.Count(t => t.Variant == 0);

    /// <summary>All warnings, with the ids of the tracks in them.</summary>
    public IReadOnlyList<string> Warnings =>
        [.. Description.Warnings, .. Description.TrackWarnings.Select(w => TrackText.WithName(w.Text, w.Track))];

    /// <summary>The index of a feature set, whose audio is not known.</summary>
    public static CacheIndex Of(PreparedFeatures prepared)
    {
        FeatureSet features = prepared.Features;
        var description = new CacheDescription(
            features.Variants.Any(v => v > 0) ? CacheDescription.CurrentFormat : CacheDescription.PlainFormat,
            CacheDescription.CurrentExtractor,
            features.DatasetName,
            features.DatasetFingerprint,
            features.Options,
            prepared.Skipped,
            prepared.Warnings)
        {
            Copies = features.Copies,
        };
        return new CacheIndex(description, features.Genres, [.. features.Tracks.SelectMany(t => features.SegmentsWithCopiesOf([t.Id]).GroupBy(s => features.Variants[s])
            .Select(variant => new CachedTrack(t, string.Empty, variant.Count(), []) { Variant = variant.Key }))]);
    }

    /// <summary>A value of each track, as often as it has segments.</summary>
    public T[] PerSegment<T>(Func<CachedTrack, T> value) => [.. Tracks.SelectMany(t => Enumerable.Repeat(value(t), t.SegmentCount))];

    /// <summary>Index and features together.</summary>
    /// <param name="values"><c>[segments, frames, coefficients]</c>, in the order of the tracks; not copied.</param>
    public FeatureSet WithFeatures(float[] values) => new(
        values,
        PerSegment(t => t.Track.Label),
        PerSegment(t => t.Track.Id),
        Genres,
        Description.Features,
        Description.Dataset,
        Description.DatasetFingerprint,
        PerSegment(t => t.Track.Group),
        PerSegment(t => t.Track.Part),
        PerSegment(t => t.Variant))
    {
        Copies = Description.Copies,
    };

    /// <summary>What to tell about it.</summary>
    /// <param name="extractedCount">Tracks whose features were extracted now.</param>
    /// <param name="isReused">Whether nothing was written.</param>
    public CacheSummary Summarize(int extractedCount, bool isReused) =>
        new(SegmentCount, TrackCount, Genres.Count, extractedCount, Description.Skipped, Warnings, isReused);
}
