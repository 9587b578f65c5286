namespace GenreNet.Core.Datasets;

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
    public string Address => CacheRecipe.AddressOf(Content, Variant);
}
