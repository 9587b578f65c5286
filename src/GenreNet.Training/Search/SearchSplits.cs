using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Search;

/// <summary>The tracks that a search learns from and chooses by. The test tracks of a split are in neither part of any of them.</summary>
internal static class SearchSplits
{
    /// <summary>Makes them.</summary>
    /// <param name="data">All features.</param>
    /// <param name="split">The split.</param>
    /// <param name="folds">0 for the split as it is; 3 and more for folds of its train and validation tracks, each the validation part once.</param>
    /// <param name="seed">Draws the folds.</param>
    /// <exception cref="DatasetException">Nothing is there to choose by, or the tracks cannot be shared out.</exception>
    public static IReadOnlyList<DataSplit> Of(FeatureSet data, DataSplit split, int folds, ulong seed)
    {
        if (folds == 0)
        {
            return split.SegmentsOf(data, SplitPart.Validation).Length > 0
                ? [split]
                : throw new DatasetException("the split has no validation tracks, and a search chooses by them: give it some, or choose by --validation-folds.");
        }

        if (split.IsLeaky)
        {
            throw new DatasetException("folds are of whole tracks, and the split leaky-segments tears them: leave out --validation-folds, or take another split.");
        }

        return
        [
            .. TrackSplit.Folds(OneSegmentEach(data, split), folds, seed).Select(fold => fold with
            {
                Train = [.. fold.Train.Concat(fold.Validation).Order(StringComparer.Ordinal)],
                Validation = fold.Test,
                Test = split.Test,
            }),
        ];
    }

    // Folds are drawn of tracks; their features play no part.
    private static FeatureSet OneSegmentEach(FeatureSet data, DataSplit split)
    {
        var learnt = split.Train.Concat(split.Validation).ToHashSet(StringComparer.Ordinal);
        LabelledTrack[] tracks = [.. data.Tracks.Where(t => learnt.Contains(t.Id))];
        return new FeatureSet(
            data.Gather([.. tracks.Select(t => data.SegmentsOf([t.Id])[0])]),
            [.. tracks.Select(t => t.Label)],
            [.. tracks.Select(t => t.Id)],
            data.Genres,
            data.Options,
            data.DatasetName,
            data.DatasetFingerprint,
            [.. tracks.Select(t => t.Group)],
            [.. tracks.Select(t => t.Part)]);
    }
}
