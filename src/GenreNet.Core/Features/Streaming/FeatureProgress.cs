namespace GenreNet.Core.Features.Streaming;

/// <summary>How far the extraction from a stream is.</summary>
/// <param name="Position">What has been heard of the audio in this pass.</param>
/// <param name="Duration">Length of the audio, or null where only reading to the end can tell.</param>
/// <param name="Pass">The pass, from 1.</param>
/// <param name="PassCount">Passes in all: two for features that are relative to the whole clip.</param>
public sealed record FeatureProgress(TimeSpan Position, TimeSpan? Duration, int Pass, int PassCount);
