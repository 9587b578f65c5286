using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Core.Datasets;

/// <summary>Measures tracks. Immutable and thread-safe.</summary>
/// <param name="coefficientCount">Number of MFCCs to measure.</param>
internal sealed class TrackProfiler(int coefficientCount)
{
    // Two minutes are enough to characterise a track; later audio is only counted.
    private const int MostSeconds = 120;

    private readonly FeatureExtractor _extractor = new(new MfccOptions { CoefficientCount = coefficientCount });

    /// <summary>Measures a track.</summary>
    /// <param name="item">The track.</param>
    /// <param name="cancellationToken">Checked between blocks of audio.</param>
    /// <exception cref="AudioFormatException">The audio is damaged, has no samples, or has a sample that is not a number.</exception>
    public TrackProfile Listen(TrackAudio item, CancellationToken cancellationToken)
    {
        using AudioReader reader = item.Open().ResampledTo(_extractor.Features[0].SampleRate);
        float[] samples = new float[(int)Math.Min(reader.SampleCount + 1 ?? long.MaxValue, (long)MostSeconds * reader.SampleRate)];
        int count = Fill(reader, samples, cancellationToken);
        if (count == 0)
        {
            throw new AudioFormatException(reader.Name, "the file contains no samples. Download or export it again.");
        }

        ReadOnlySpan<float> clip = samples.AsSpan(0, count);
        long length = count < samples.Length ? count : count + Rest(reader, cancellationToken);
        double square = 0;
        foreach (float sample in clip)
        {
            square += (double)sample * sample;
        }

        float[] rows = _extractor.Extract(clip);
        (double[] means, double[] deviations) = Moments(rows, _extractor.ValueCount);
        return new TrackProfile
        {
            Track = item.Track,
            Duration = TimeSpan.FromSeconds((double)length / reader.SampleRate),
            Level = Math.Sqrt(square / count),
            Means = means,
            Deviations = deviations,
        };
    }

    private static int Fill(AudioReader reader, float[] samples, CancellationToken cancellationToken)
    {
        int count = 0;
        int read = 1;
        while (count < samples.Length && read > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            read = reader.Read(samples.AsSpan(count));
            count += read;
        }

        return count;
    }

    // If the header gives the length, the rest need not be decoded.
    private static long Rest(AudioReader reader, CancellationToken cancellationToken)
    {
        if (reader.SampleCount is long all)
        {
            return Math.Max(0, all - ((long)MostSeconds * reader.SampleRate));
        }

        float[] block = new float[1 << 14];
        long rest = 0;
        int read;
        while ((read = reader.Read(block)) > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            rest += read;
        }

        return rest;
    }

    private static (double[] Means, double[] Deviations) Moments(float[] rows, int width)
    {
        int count = rows.Length / width;
        double[] means = new double[width];
        double[] squares = new double[width];
        for (int i = 0; i < rows.Length; i++)
        {
            means[i % width] += rows[i] / (double)count;
        }

        for (int i = 0; i < rows.Length; i++)
        {
            double difference = rows[i] - means[i % width];
            squares[i % width] += difference * difference / count;
        }

        return (means, [.. squares.Select(Math.Sqrt)]);
    }
}
