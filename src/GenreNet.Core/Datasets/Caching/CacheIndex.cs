namespace GenreNet.Core.Datasets;

/// <summary>Represents the content of a cache except the features themselves.</summary>
/// <param name="Description">How the cache was made.</param>
/// <param name="Genres">The genres, sorted ordinally.</param>
/// <param name="Tracks">The tracks, each followed by its augmented variants, in the order of their segments.</param>
internal sealed record CacheIndex(CacheDescription Description, IReadOnlyList<string> Genres, IReadOnlyList<CachedTrack> Tracks)
{
    /// <summary>Gets the number of segments of all tracks.</summary>
    public long SegmentCount => Tracks.Sum(t => (long)t.SegmentCount);

    /// <summary>Gets the number of tracks, not counting augmented variants.</summary>
    public int TrackCount => Tracks.Count(t => t.Variant == 0);

    /// <summary>Gets all warnings, with the ids of the tracks filled in.</summary>
    public IReadOnlyList<string> Warnings =>
        [.. Description.Warnings, .. Description.TrackWarnings.Select(w => TrackText.WithName(w.Text, w.Track))];

    /// <summary>Creates the index of a feature set whose audio is unknown.</summary>
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
            Augmentation = features.Augmentation,
        };
        return new CacheIndex(description, features.Genres, [.. features.Tracks.SelectMany(t => features.SegmentsWithVariantsOf([t.Id]).GroupBy(s => features.Variants[s])
            .Select(variant => new CachedTrack(t, string.Empty, variant.Count(), []) { Variant = variant.Key }))]);
    }

    /// <summary>Returns one value per segment: the value of each track, repeated for each of its segments.</summary>
    public T[] PerSegment<T>(Func<CachedTrack, T> value) => [.. Tracks.SelectMany(t => Enumerable.Repeat(value(t), t.SegmentCount))];

    /// <summary>Combines the index with the features.</summary>
    /// <param name="values"><c>[segments, frames, coefficients]</c>, in the order of the tracks; not copied.</param>
    public FeatureSet WithFeatures(SegmentValues values)
    {
        var columns = new SegmentColumns(
            PerSegment(t => t.Track.Label),
            PerSegment(t => t.Track.Id),
            GroupName.Unified(PerSegment(t => t.Track.Group)),
            PerSegment(t => t.Track.Part),
            PerSegment(t => t.Variant),
            Genres,
            Description.Features,
            Description.Dataset,
            Description.DatasetFingerprint)
        {
            Augmentation = Description.Augmentation,
        };
        return new FeatureSet(columns, values);
    }

    /// <summary>Creates a summary of the cache.</summary>
    /// <param name="extractedCount">Number of tracks whose features were extracted by this run.</param>
    /// <param name="isReused">Whether the existing cache was kept and nothing was written.</param>
    public CacheSummary Summarize(int extractedCount, bool isReused) =>
        new(SegmentCount, TrackCount, Genres.Count, extractedCount, Description.Skipped, Warnings, isReused);
}

/// <summary>Represents a track in a cache.</summary>
/// <param name="Track">Id, label, group and part of the track.</param>
/// <param name="Content">Address of the audio file's content; empty if the features did not come from audio.</param>
/// <param name="SegmentCount">Number of segments.</param>
/// <param name="Warnings">Warnings about the audio, with <see cref="TrackText.Placeholder"/> in place of the track's name.</param>
internal sealed record CachedTrack(LabelledTrack Track, string Content, int SegmentCount, IReadOnlyList<string> Warnings)
{
    /// <summary>Gets the number of the augmented variant; 0 for the track itself.</summary>
    public int Variant { get; init; }

    /// <summary>Gets the address of the track's features in a journal.</summary>
    public string Address => CacheSettings.AddressOf(Content, Variant);
}
