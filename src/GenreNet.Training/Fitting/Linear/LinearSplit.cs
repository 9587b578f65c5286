using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Training.Fitting;

/// <summary>Decides whether a linear network is tested on tracks that are kept aside.</summary>
internal static class LinearSplit
{
    /// <summary>Fewest tracks per genre for a test part: of fewer, a test part of a fifth has a track or none.</summary>
    public const int FewestTracks = 10;

    /// <summary>
    /// Whether all tracks train where the user asks for no split: where there are too few tracks or groups for a test part, and where another program
    /// computed the features, whose test tracks come in a file of their own. Cross-validation then says how good the network is.
    /// </summary>
    /// <param name="data">The data.</param>
    public static bool TrainsOnAll(FeatureSet data) => !data.Tracks.All(track => track.Part is not null)
        && (data.Options is { Kind: FeatureKind.Embedding, Source: null }
            || Enumerable.Range(0, data.Genres.Count).Any(genre => IsScarce(data, genre)));

    private static bool IsScarce(FeatureSet data, int genre)
    {
        LabelledTrack[] tracks = [.. data.Tracks.Where(track => track.Label == genre)];
        return tracks.Length < FewestTracks || tracks.Select(track => track.Group).Distinct(StringComparer.Ordinal).Count() < TrackSplit.FewestFolds;
    }
}
