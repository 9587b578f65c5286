using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Training.Reports;

/// <summary>Prepared features as heat maps.</summary>
internal static class FeaturePictures
{
    // The largest and the smallest would take the colours away from the rest: the second coefficient, most of all.
    private const double Outliers = 0.06;

    /// <summary>Draws the segments of a track one after the other; of a single frame there is nothing to draw.</summary>
    /// <param name="name">What the file's name begins with.</param>
    /// <param name="track">Id of the track.</param>
    /// <param name="data">The features.</param>
    public static IReadOnlyList<Picture> Draw(string name, string track, FeatureSet data)
    {
        if (data.FrameCount < 2)
        {
            return [];
        }

        // Of overlapping segments those that follow each other: the axis is time.
        int step = (data.Options.SegmentLength + data.Options.HopLength - 1) / data.Options.HopLength;
        int[] segments = [.. data.SegmentsOf([track]).Where((_, i) => i % step == 0)];
        float[] values = Turned(data.Gather(segments), data.CoefficientCount, 0, data.CoefficientCount);
        int frames = segments.Length * data.FrameCount;
        bool isMfcc = data.Options.Kind == FeatureKind.Mfcc;
        // The first coefficient is the level, and ten times as large as the rest.
        (double, double) range = Range(values.AsSpan(isMfcc && data.CoefficientCount > 1 ? frames : 0));
        string title = isMfcc ? "MFCCs" : data.Options.Kind == FeatureKind.LogMel ? "Mel bands (dB)" : "Mel bands (compressed)";
        Axis y = isMfcc ? Coefficients(data.CoefficientCount) : Axis.Of("mel band", 0, data.CoefficientCount, isTight: true);
        Axis x = Axis.Of("time (s)", 0, segments.Length * data.Options.SegmentSeconds, isTight: true);
        return [HeatMap.Draw(($"{name}-features", title, $"{title} of {track}."), RasterImage.Of(values, data.CoefficientCount, frames, range, ColorMap.Viridis), x, y)];
    }

    /// <summary>Some columns of rows, as rows.</summary>
    /// <param name="rows"><c>[frames, width]</c>.</param>
    /// <param name="width">Values of a frame.</param>
    /// <param name="first">The first column.</param>
    /// <param name="count">How many columns.</param>
    /// <returns><c>[count, frames]</c>.</returns>
    public static float[] Turned(ReadOnlySpan<float> rows, int width, int first, int count)
    {
        int frames = rows.Length / width;
        float[] turned = new float[count * frames];
        for (int frame = 0; frame < frames; frame++)
        {
            for (int i = 0; i < count; i++)
            {
                turned[(i * frames) + frame] = rows[(frame * width) + first + i];
            }
        }

        return turned;
    }

    /// <summary>Between which numbers all but the outermost lie.</summary>
    public static (double Low, double High) Range(ReadOnlySpan<float> values)
    {
        float[] sorted = values.ToArray();
        Array.Sort(sorted);
        return (sorted[(int)(Outliers * (sorted.Length - 1))], sorted[(int)((1 - Outliers) * (sorted.Length - 1))]);
    }

    /// <summary>An axis of coefficients, counted from one, each as high as one.</summary>
    public static Axis Coefficients(int count) =>
        new("coefficient", 0, count, [.. Enumerable.Range(1, count).Where(i => i == 1 || i % 5 == 0).Select(i => (i - 0.5, PictureText.Number(i)))]);
}
