using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Support;

/// <summary>Features of segments by definition: the clip is converted to each rate as a whole, and each segment is cut
/// out of it.</summary>
internal static class SegmentReference
{
    /// <summary>Computes what a reader of the clip should return.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clip">The clip at its own rate.</param>
    /// <param name="shortClip">What becomes of a clip shorter than a segment.</param>
    /// <returns>The rows of all segments.</returns>
    public static float[][] Rows(FeatureOptions options, AudioBuffer clip, ShortClip shortClip = ShortClip.Pad) =>
        [.. Starts(options, Resampled(clip, options.SampleRate).Length, shortClip).Select(start => Row(options, clip, start))];

    /// <summary>Computes the row of one segment, each view from samples of its own.</summary>
    /// <param name="options">The settings.</param>
    /// <param name="clip">The clip at its own rate.</param>
    /// <param name="start">Where the segment starts, in samples at the rate of the options.</param>
    public static float[] Row(FeatureOptions options, AudioBuffer clip, long start) => [.. (options.Views ?? [options]).SelectMany(view =>
    {
        ReadOnlyMemory<float> samples = Resampled(Source(options, clip), view.SampleRate);
        int first = (int)(((start * view.SampleRate) + (options.SampleRate / 2)) / options.SampleRate);
        // Views at one rate start at one sample: the longest decides how far back.
        int longest = (options.Views ?? [options]).Where(v => v.SampleRate == view.SampleRate).Max(v => v.SegmentLength);
        if (options.Tail == TailPolicy.Align && samples.Length >= longest)
        {
            first = Math.Min(first, samples.Length - longest);
        }

        ReadOnlyMemory<float> segment = samples[first..Math.Min(samples.Length, first + view.SegmentLength)];
        return new FeaturePipeline(view with { Tail = TailPolicy.Drop }).Extract(new AudioBuffer(segment, view.SampleRate).OpenReader()).Values.ToArray();
    })];

    /// <summary>Returns the clip that lower rates are computed from: at the highest rate if that gives the same samples but for its ends.</summary>
    private static AudioBuffer Source(FeatureOptions options, AudioBuffer clip) =>
        (options.Views ?? [options]).Where(view => view.SampleRate != options.SampleRate)
            .All(view => Resampler.CanConvertVia(clip.SampleRate, options.SampleRate, view.SampleRate))
            ? new AudioBuffer(Resampled(clip, options.SampleRate), options.SampleRate) : clip;

    private static List<long> Starts(FeatureOptions options, int samples, ShortClip shortClip)
    {
        (int length, int hop) = (options.SegmentLength, options.HopLength);
        if (samples < length)
        {
            return shortClip == ShortClip.Pad || samples >= Math.Round(options.ShortestSeconds * options.SampleRate) ? [0L] : [];
        }

        List<long> starts = [];
        for (long start = 0; start + length <= samples; start += hop)
        {
            starts.Add(start);
        }

        long end = starts[^1] + length;
        bool hasSummary = (options.Views ?? [options]).Any(view => view.Kind == FeatureKind.Summary);
        long leastTail = hasSummary ? (long)Math.Round(Math.Min(1, options.SegmentSeconds) * options.SampleRate) : 1;
        return (options.Tail, samples - end) switch
        {
            (_, 0) or (TailPolicy.Drop, _) => starts,
            (TailPolicy.Align, _) => [.. starts, samples - length],
            _ => samples - (starts[^1] + hop) >= leastTail ? [.. starts, starts[^1] + hop] : starts,
        };
    }

    private static ReadOnlyMemory<float> Resampled(AudioBuffer clip, int rate) => AudioBuffer.Load(clip.OpenReader(), rate).Samples;
}
