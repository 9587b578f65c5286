namespace GenreNet.Core.Datasets;

/// <summary>A track of a cache.</summary>
/// <param name="Track">Its id, label, group and part.</param>
/// <param name="Content">Address of the audio file's content; empty where the features did not come from audio.</param>
/// <param name="SegmentCount">Segments.</param>
/// <param name="Warnings">What was odd about the audio; <see cref="TrackText.Placeholder"/> stands for the track.</param>
internal sealed record CachedTrack(LabelledTrack Track, string Content, int SegmentCount, IReadOnlyList<string> Warnings)
{
    /// <summary>Which changed copy of the track it is; 0 for the track itself.</summary>
    public int Variant { get; init; }

    /// <summary>What a spool calls it.</summary>
    public string Address => CacheRecipe.AddressOf(Content, Variant);
}
