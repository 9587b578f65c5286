using GenreNet.Core.Audio;
using GenreNet.Training.Reports;

namespace GenreNet.Interactive;

/// <summary>Draws pictures of audio and features for notebooks.</summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
/// using GenreNet.Interactive;
///
/// NotebookPicture wave = Plot.Waveform(AudioBuffer.Load("song.wav"), "song.wav");
/// </code>
/// </example>
public static class Plot
{
    private const int Intervals = 400;
    private const double Width = 560;

    /// <summary>Draws the waveform of a clip.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="title">The title.</param>
    public static NotebookPicture Waveform(AudioBuffer clip, string title = "Waveform")
    {
        ArgumentNullException.ThrowIfNull(clip);
        ArgumentNullException.ThrowIfNull(title);
        ReadOnlySpan<float> samples = clip.Samples.Span;
        int count = Math.Min(Intervals, samples.Length);
        var envelope = new (float Low, float High)[count];
        for (int i = 0; i < count; i++)
        {
            int start = (int)((long)i * samples.Length / count);
            int end = (int)((long)(i + 1) * samples.Length / count);
            (float low, float high) = (samples[start], samples[start]);
            foreach (float sample in samples[start..end])
            {
                (low, high) = (Math.Min(low, sample), Math.Max(high, sample));
            }

            envelope[i] = (low, high);
        }

        return Show(WaveChart.Draw(("waveform", title, "Range of the samples over time."), envelope, clip.Duration.TotalSeconds));
    }

    /// <summary>Draws values per frame over time, such as a spectrogram or MFCCs. Colours span the values from the lowest to the highest.</summary>
    /// <param name="values">The values, <c>[frames, valuesPerFrame]</c>, row-major, as <c>FeatureExtractor.Extract</c> returns them.</param>
    /// <param name="valuesPerFrame">Number of values per frame, above 0; value 0 is drawn at the bottom.</param>
    /// <param name="duration">The time from the first to the last frame.</param>
    /// <param name="title">The title.</param>
    /// <param name="axis">The title of the vertical axis.</param>
    /// <exception cref="ArgumentException">The number of values is zero, or no multiple of <paramref name="valuesPerFrame"/>.</exception>
    public static NotebookPicture HeatMap(ReadOnlySpan<float> values, int valuesPerFrame, TimeSpan duration, string title, string axis = "coefficient")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(valuesPerFrame);
        if (values.IsEmpty || values.Length % valuesPerFrame != 0)
        {
            throw new ArgumentException($"{values.Length} values are not a number of frames with {valuesPerFrame} values. Pass the number of values per frame of the extractor.", nameof(values));
        }

        int frames = values.Length / valuesPerFrame;
        float[] rows = new float[values.Length];
        (float low, float high) = (float.PositiveInfinity, float.NegativeInfinity);
        for (int i = 0; i < values.Length; i++)
        {
            rows[(i % valuesPerFrame * frames) + (i / valuesPerFrame)] = values[i];
            if (float.IsFinite(values[i]))
            {
                (low, high) = (Math.Min(low, values[i]), Math.Max(high, values[i]));
            }
        }

        RasterImage image = RasterImage.Of(rows, valuesPerFrame, frames, (low, high), ColorMap.Viridis);
        Picture picture = Training.Reports.HeatMap.Draw(
            ("heatmap", title, "Values per frame over time."),
            image,
            Axis.Of("time (s)", 0, duration.TotalSeconds, isTight: true),
            Axis.Of(axis, 0, valuesPerFrame, isTight: true));
        return Show(picture);
    }

    private static NotebookPicture Show(Picture picture) => new(NotebookHtml.Block(NotebookHtml.Figure(picture, Width)));
}
