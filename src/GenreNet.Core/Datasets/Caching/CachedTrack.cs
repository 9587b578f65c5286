using GenreNet.Core.Datasets.Caching.Spool;

namespace GenreNet.Core.Datasets.Caching;

/// <summary>A track of a cache.</summary>
/// <param name="Track">Its id, label, group and part.</param>
/// <param name="Content">Address of the audio file's content; empty where the features did not come from audio.</param>
/// <param name="SegmentCount">Segments.</param>
/// <param name="Warnings">What was odd about the audio; <see cref="TrackText.Placeholder"/> stands for the track.</param>
internal sealed record CachedTrack(LabelledTrack Track, string Content, int SegmentCount, IReadOnlyList<string> Warnings);
