using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>A whole clip, or each whole segment of one, in the numbers of a row. Thread-safe.</summary>
/// <param name="segmentSeconds">Length of a segment in seconds; null for the whole clip in one row.</param>
internal sealed class ClipRows(double? segmentSeconds)
{
    private const int FirstCapacity = 1 << 20;

    private static readonly int SampleRate = SummaryOptions.Gtzan.SampleRate;

    private readonly SummaryExtractor _summary = new(SummaryOptions.Gtzan);
    private readonly TempoEstimator _tempo = new(TempoOptions.BeatTrack with { SampleRate = SampleRate, Padding = SummaryOptions.Gtzan.Padding });

    /// <summary>One row.</summary>
    /// <param name="Length">Samples at 22 050 Hz.</param>
    /// <param name="Summary">The 52 numbers.</param>
    /// <param name="Tempo">Beats per minute.</param>
    internal sealed record Row(int Length, float[] Summary, double Tempo);

    /// <summary>Reads audio to its end; of segments one is in memory at a time, otherwise all of the clip, 5 MB a minute.</summary>
    /// <param name="audio">The audio, at any rate; disposed.</param>
    /// <param name="warnings">Receives what was odd about it.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    /// <exception cref="AudioFormatException">It is damaged, too long for one row, or too short: a second, or a segment, is the least.</exception>
    public List<Row> Read(AudioReader audio, List<string> warnings, CancellationToken cancellationToken)
    {
        using AudioReader reader = audio.ResampledTo(SampleRate);
        int length = segmentSeconds is double seconds ? (int)Math.Round(seconds * SampleRate) : Array.MaxLength;
        float[] samples = new float[Math.Min(length, FirstCapacity)];
        List<Row> rows = [];
        int filled;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            filled = Fill(reader, ref samples, length, cancellationToken);
            if (filled == length || (segmentSeconds is null && filled >= FeatureOptions.Summaries.ShortestSeconds * SampleRate))
            {
                ReadOnlySpan<float> clip = samples.AsSpan(0, filled);
                rows.Add(new Row(filled, _summary.Extract(clip), _tempo.Estimate(clip)));
            }
        }
        while (filled == length && segmentSeconds is not null);

        warnings.AddRange(reader.Warnings);
        return rows.Count > 0 ? rows : throw new AudioFormatException(reader.Name, filled == 0
            ? "the file holds no audio samples."
            : FormattableString.Invariant($"the clip lasts {(double)filled / SampleRate:0.##} s, less than the {segmentSeconds ?? FeatureOptions.Summaries.ShortestSeconds:0.##} s that make a row: give a longer one."));
    }

    private static int Fill(AudioReader reader, ref float[] samples, int length, CancellationToken cancellationToken)
    {
        int filled = 0;
        while (filled < length)
        {
            if (filled == samples.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Array.Resize(ref samples, (int)Math.Min(length, 2L * filled));
            }

            int read = reader.Read(samples.AsSpan(filled));
            if (read == 0)
            {
                return filled;
            }

            filled += read;
        }

        return length < Array.MaxLength ? filled : throw new AudioFormatException(reader.Name, "the clip is too long for one row: export segments of it.");
    }
}
