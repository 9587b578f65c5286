using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Training.Fitting;

/// <summary>Decides whether a linear network is tested on held-out tracks.</summary>
internal static class LinearSplit
{
    /// <summary>
    /// Minimum number of tracks per genre for a test part; with fewer, a test part of one fifth has at most one track per genre.
    /// </summary>
    public const int FewestTracks = 10;

    /// <summary>
    /// Returns whether all tracks are used for training when the user requests no split: if there are too few tracks or groups for a test
    /// part, or if another program computed the features, in which case the test tracks come in a separate file. Cross-validation then
    /// estimates the accuracy.
    /// </summary>
    /// <param name="data">The features and labels.</param>
    public static bool TrainsOnAll(FeatureSet data) => !data.Tracks.All(track => track.Part is not null)
        && (data.Options is { Kind: FeatureKind.Embedding, Source: null }
            || Enumerable.Range(0, data.Genres.Count).Any(genre => IsScarce(data, genre)));

    private static bool IsScarce(FeatureSet data, int genre)
    {
        LabelledTrack[] tracks = [.. data.Tracks.Where(track => track.Label == genre)];
        return tracks.Length < FewestTracks || tracks.Select(track => track.Group).Distinct(StringComparer.Ordinal).Count() < TrackSplit.MinFoldCount;
    }
}
