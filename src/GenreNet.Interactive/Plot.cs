using GenreNet.Core.Audio;
using GenreNet.Core.Signal;
using GenreNet.Training.Reports;

namespace GenreNet.Interactive;

/// <summary>Draws pictures of audio, features and figures for notebooks.</summary>
/// <remarks>Thread-safe.</remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Audio;
/// using GenreNet.Interactive;
///
/// AudioBuffer clip = AudioBuffer.Load("song.wav");
/// NotebookPicture mels = Plot.MelSpectrogram(clip, "song.wav");
/// File.WriteAllBytes("song.png", mels.Png.Span);
/// </code>
/// </example>
public static class Plot
{
    private static readonly Lazy<ClipPictures> Clips = new(() => new ClipPictures());

    /// <summary>Draws the waveform of a clip.</summary>
    /// <param name="clip">The clip.</param>
    /// <param name="title">The title.</param>
    /// <exception cref="ArgumentException">The clip has no samples.</exception>
    public static NotebookPicture Waveform(AudioBuffer clip, string title = "Waveform") => Draw(clip, 0, title);

    /// <summary>Draws the spectrogram of a clip at 22 050 Hz, in decibels.</summary>
    /// <inheritdoc cref="Waveform"/>
    public static NotebookPicture Spectrogram(AudioBuffer clip, string title = "Spectrogram (dB)") => Draw(clip, 1, title);

    /// <summary>Draws the mel spectrogram of a clip at 22 050 Hz: 128 mel bands, in decibels.</summary>
    /// <inheritdoc cref="Waveform"/>
    public static NotebookPicture MelSpectrogram(AudioBuffer clip, string title = "Mel spectrogram (dB)") => Draw(clip, 2, title);

    /// <summary>Draws 20 MFCCs of a clip at 22 050 Hz. Colours show all but the first, the level, which exceeds the others.</summary>
    /// <inheritdoc cref="Waveform"/>
    public static NotebookPicture Mfcc(AudioBuffer clip, string title = "MFCCs") => Draw(clip, 3, title);

    /// <summary>Draws values per frame over time, such as features. Colours span the values without the extremes.</summary>
    /// <param name="values">The values, <c>[frames, valuesPerFrame]</c>, row-major, as <c>FeatureExtractor.Extract</c> returns them.</param>
    /// <param name="valuesPerFrame">Number of values per frame, above 0; value 0 is drawn at the bottom.</param>
    /// <param name="duration">The time from the first to the last frame.</param>
    /// <param name="title">The title.</param>
    /// <param name="axis">The title of the vertical axis.</param>
    /// <exception cref="ArgumentException">The number of values is zero, or no multiple of <paramref name="valuesPerFrame"/>.</exception>
    public static NotebookPicture HeatMap(ReadOnlySpan<float> values, int valuesPerFrame, TimeSpan duration, string title, string axis = "value")
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(valuesPerFrame);
        if (values.IsEmpty || values.Length % valuesPerFrame != 0)
        {
            throw new ArgumentException($"{values.Length} values are not a number of frames with {valuesPerFrame} values. Pass the number of values per frame of the extractor.", nameof(values));
        }

        float[] rows = FeaturePictures.Turned(values, valuesPerFrame, 0, valuesPerFrame);
        return new NotebookPicture(title, Training.Reports.HeatMap.Draw(
            ("heatmap", title, title),
            RasterImage.Of(rows, valuesPerFrame, values.Length / valuesPerFrame, FeaturePictures.Range(rows), ColorMap.Viridis),
            Axis.Of("time (s)", 0, duration.TotalSeconds, isTight: true),
            Axis.Of(axis, 0, valuesPerFrame, isTight: true),
            NotebookPicture.Width));
    }

    /// <summary>Draws counts as horizontal bars, such as the number of tracks per genre.</summary>
    /// <param name="title">The title.</param>
    /// <param name="counts">Names and counts of zero or more, from top to bottom.</param>
    /// <exception cref="ArgumentException">There are no counts.</exception>
    public static NotebookPicture Bars(string title, IEnumerable<(string Name, int Count)> counts)
    {
        Bar[] bars = [.. counts.Select(row => new Bar(row.Name, row.Count, 0))];
        return bars.Length > 0
            ? new NotebookPicture(title, StackedBars.Draw("bars", new BarChart(title, bars, string.Empty, null)))
            : throw new ArgumentException("There are no bars to draw. Pass at least one count.", nameof(counts));
    }

    /// <summary>Draws values over 1, 2, 3, …, such as the loss per epoch.</summary>
    /// <param name="title">The title.</param>
    /// <param name="horizontal">The title of the horizontal axis.</param>
    /// <param name="vertical">The title of the vertical axis.</param>
    /// <param name="lines">Names and values of the lines; NaN interrupts a line.</param>
    /// <exception cref="ArgumentException">There are no values.</exception>
    public static NotebookPicture Lines(string title, string horizontal, string vertical, params IReadOnlyList<(string Name, IReadOnlyList<double> Values)> lines)
    {
        double[] values = [.. lines.SelectMany(line => line.Values).Where(double.IsFinite)];
        if (values.Length == 0)
        {
            throw new ArgumentException("There are no finite values to draw. Pass at least one line with a value.", nameof(lines));
        }

        var steps = Axis.Of(horizontal, 1, Math.Max(2, lines.Max(line => line.Values.Count)), isTight: true, count: 12);
        return new NotebookPicture(title, LineChart.Draw(
            "lines",
            title,
            title,
            steps with { Ticks = [.. steps.Ticks.Where(tick => double.IsInteger(tick.Value))] },
            Axis.Of(vertical, Math.Min(0, values.Min()), values.Max()),
            [.. lines.Select((line, i) => new ChartLine(line.Name, [.. line.Values.Select((value, at) => (at + 1.0, value))], Ink.Series(i), IsDashed: i % 2 == 1))]));
    }

    private static NotebookPicture Draw(AudioBuffer clip, int kind, string title)
    {
        ArgumentNullException.ThrowIfNull(clip);
        if (clip.Samples.IsEmpty)
        {
            throw new ArgumentException("The clip has no samples.", nameof(clip));
        }

        ReadOnlySpan<float> samples = clip.Samples.Span;
        IReadOnlyList<Picture> pictures = Clips.Value.Draw(
            "clip",
            title,
            clip.SampleRate == ClipPictures.SampleRate ? samples : new Resampler(clip.SampleRate, ClipPictures.SampleRate).Resample(samples),
            NotebookPicture.Width);
        return new NotebookPicture(title, pictures[kind].Titled(title));
    }
}
