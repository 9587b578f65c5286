using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>Computes the MFCC reference of the tracks that a network is trained on.</summary>
internal static class TrackSound
{
    /// <summary>
    /// Returns mean and standard deviation of the tracks' mean MFCCs over the training tracks. Null for summaries, whose standardisation
    /// holds the same information, and for features without frames of MFCCs or mel bands.
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
