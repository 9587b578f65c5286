using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Training.Reports;

/// <summary>Draws prepared features as heat maps.</summary>
internal static class FeaturePictures
{
    // The extreme values would leave little colour range for the rest; this applies mostly to the second coefficient.
    private const double Outliers = 0.06;

    /// <summary>Draws the segments of a track in sequence; returns nothing for features of a single frame.</summary>
    /// <param name="name">Prefix of the file name.</param>
    /// <param name="track">Id of the track.</param>
    /// <param name="data">The features.</param>
    public static IReadOnlyList<Picture> Draw(string name, string track, FeatureSet data)
    {
        if (data.FrameCount < 2)
        {
            return [];
        }

        // From overlapping segments, only consecutive ones are drawn, because the axis is time.
        int step = (data.Options.SegmentLength + data.Options.HopLength - 1) / data.Options.HopLength;
        int[] segments = [.. data.SegmentsOf([track]).Where((_, i) => i % step == 0)];
        float[] values = Turned(data.Gather(segments), data.CoefficientCount, 0, data.CoefficientCount);
        int frames = segments.Length * data.FrameCount;
        bool isMfcc = data.Options.Kind == FeatureKind.Mfcc;
        // The first coefficient is the level and is ten times as large as the others.
        (double, double) range = Range(values.AsSpan(isMfcc && data.CoefficientCount > 1 ? frames : 0));
        string title = isMfcc ? "MFCCs" : data.Options.Kind == FeatureKind.LogMel ? "Mel bands (dB)" : "Mel bands (compressed)";
        Axis y = isMfcc ? Coefficients(data.CoefficientCount) : Axis.Of("mel band", 0, data.CoefficientCount, isTight: true);
        Axis x = Axis.Of("time (s)", 0, segments.Length * data.Options.SegmentSeconds, isTight: true);
        return [HeatMap.Draw(($"{name}-features", title, $"{title} of {track}."), RasterImage.Of(values, data.CoefficientCount, frames, range, ColorMap.Viridis), x, y)];
    }

    /// <summary>Extracts some columns and transposes them into rows.</summary>
    /// <param name="rows">The values, <c>[frames, width]</c>.</param>
    /// <param name="width">Values per frame.</param>
    /// <param name="first">Index of the first column.</param>
    /// <param name="count">Number of columns.</param>
    /// <returns>The transposed columns, <c>[count, frames]</c>.</returns>
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

    /// <summary>Returns the range of the values without the extremes.</summary>
    public static (double Low, double High) Range(ReadOnlySpan<float> values)
    {
        float[] sorted = values.ToArray();
        Array.Sort(sorted);
        return (sorted[(int)(Outliers * (sorted.Length - 1))], sorted[(int)((1 - Outliers) * (sorted.Length - 1))]);
    }

    /// <summary>Creates an axis of coefficients, counted from one, with unit height per coefficient.</summary>
    public static Axis Coefficients(int count) =>
        new("coefficient", 0, count, [.. Enumerable.Range(1, count).Where(i => i == 1 || i % 5 == 0).Select(i => (i - 0.5, PictureText.Number(i)))]);
}
