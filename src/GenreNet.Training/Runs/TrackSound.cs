using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>What the tracks sound like that a network is fitted on.</summary>
internal static class TrackSound
{
    /// <summary>
    /// Mean and deviation over the training tracks of their mean MFCCs; null for summaries, whose standardisation says the same, and for
    /// features without frames of MFCCs or mel bands.
    /// </summary>
    public static MfccReference? Reference(FeatureSet data, DataSplit split)
    {
        if (data.Options.Kind != FeatureKind.Mfcc && data.Options.LogMel is null)
        {
            return null;
        }

        float[][] tracks = [.. split.SegmentsOf(data, SplitPart.Train)
            .Where(segment => data.Variants[segment] == 0)
            .GroupBy(segment => data.TrackIds[segment], StringComparer.Ordinal)
            .Select(segments => Means(data, segments))];
        FeatureStatistics statistics = FeatureStatistics.Measure(tracks[0].Length, tracks);
        return new MfccReference { Mean = statistics.Mean, Deviation = statistics.Deviation };
    }

    private static float[] Means(FeatureSet data, IEnumerable<int> segments)
    {
        var means = new MfccMeans(data.Options);
        foreach (int segment in segments)
        {
            means.Add(data.Segment(segment));
        }

        return means.Compute();
    }
}
