using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Search;

/// <summary>Creates the splits on which a search trains and selects. No split contains test tracks.</summary>
internal static class SearchSplits
{
    /// <summary>Creates the splits.</summary>
    /// <param name="data">The features and labels of all segments.</param>
    /// <param name="split">The split.</param>
    /// <param name="folds">0 to use the split itself; 3 or more for folds of its training and validation tracks, each used once for
    /// validation.</param>
    /// <param name="seed">The seed of the folds.</param>
    /// <exception cref="DatasetException">There are no tracks for selection, or the tracks cannot be distributed.</exception>
    public static IReadOnlyList<DataSplit> Of(FeatureSet data, DataSplit split, int folds, ulong seed)
    {
        if (folds == 0)
        {
            return split.SegmentsOf(data, SplitPart.Validation).Length > 0
                ? [split]
                : throw new DatasetException("The split has no validation tracks, which a search requires to compare trials. Use a split with validation tracks, or --validation-folds.");
        }

        if (split.IsLeaky)
        {
            throw new DatasetException("Folds consist of complete tracks, which the split leaky-segments divides. Remove --validation-folds, or use another split.");
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

    // Folds are drawn from tracks, regardless of their features.
    private static FeatureSet OneSegmentEach(FeatureSet data, DataSplit split)
    {
        var learnt = split.Train.Concat(split.Validation).ToHashSet(StringComparer.Ordinal);
        LabelledTrack[] tracks = [.. data.Tracks.Where(t => learnt.Contains(t.Id))];
        return new FeatureSet(new FeatureSetContent
        {
            Values = data.Gather([.. tracks.Select(t => data.SegmentsOf([t.Id])[0])]),
            Labels = [.. tracks.Select(t => t.Label)],
            TrackIds = [.. tracks.Select(t => t.Id)],
            Genres = data.Genres,
            Options = data.Options,
            DatasetName = data.DatasetName,
            DatasetFingerprint = data.DatasetFingerprint,
            Groups = [.. tracks.Select(t => t.Group)],
            Parts = [.. tracks.Select(t => t.Part)],
        });
    }
}
