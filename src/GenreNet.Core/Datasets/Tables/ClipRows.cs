using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>Computes the table rows of a clip: one for the complete clip, or one for each complete segment. Thread-safe.</summary>
/// <param name="segmentSeconds">Length of a segment in seconds; null for one row per clip.</param>
internal sealed class ClipRows(double? segmentSeconds)
{
    private const int FirstCapacity = 1 << 20;

    private static readonly int SampleRate = SummaryOptions.Gtzan.SampleRate;

    private readonly SummaryExtractor _summary = new(SummaryOptions.Gtzan);
    private readonly TempoEstimator _tempo = new(TempoOptions.BeatTrack with { SampleRate = SampleRate, Padding = SummaryOptions.Gtzan.Padding });

    /// <summary>Represents one row.</summary>
    /// <param name="Length">Number of samples at 22 050 Hz.</param>
    /// <param name="Summary">The 52 features.</param>
    /// <param name="Tempo">Tempo in beats per minute.</param>
    internal sealed record Row(int Length, float[] Summary, double Tempo);

    /// <summary>Reads audio to its end. One segment at a time is in memory, or otherwise the complete clip, 5 MB per minute.</summary>
    /// <param name="audio">The audio, at any rate; disposed.</param>
    /// <param name="warnings">Receives warnings about the audio.</param>
    /// <param name="cancellationToken">Checked between segments.</param>
    /// <exception cref="AudioFormatException">
    /// The audio is damaged, too long for one row, or too short; the minimum is one second, or one segment.
    /// </exception>
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
            ? "the file contains no audio samples."
            : FormattableString.Invariant($"the clip lasts {(double)filled / SampleRate:0.##} s, but a row requires at least {segmentSeconds ?? FeatureOptions.Summaries.ShortestSeconds:0.##} s. Use a longer clip."));
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

        return length < Array.MaxLength ? filled : throw new AudioFormatException(reader.Name, "the clip is too long for one row. Export segments instead.");
    }
}
