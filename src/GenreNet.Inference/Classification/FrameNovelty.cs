using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>
/// Measures the novelty of frames of MFCCs or mel bands: compares the mean MFCCs of a segment with those of the training tracks, and the
/// variance of each coefficient within the segment with its variance over all training frames.
/// </summary>
internal sealed class FrameNovelty(ModelCard card, MfccReference reference) : NoveltyMeter
{
    private const double Limit = 2;

    // Logarithm of the variance within a segment of 3 s divided by that of all training frames: mean and deviation over 60 GTZAN clips.
    private static readonly (double Mean, double Deviation) Mfccs = (-0.9, 0.75);
    private static readonly (double Mean, double Deviation) MelBands = (-0.7, 1);

    private const double Floor = 1e-10;

    private readonly (double Mean, double Deviation) _usual = card.Features.Kind == FeatureKind.Mfcc ? Mfccs : MelBands;
    private readonly int _width = card.Features.CoefficientCount;
    private readonly double[] _variances = Array.ConvertAll(card.Standardization.Deviation.ToArray(), deviation => (double)deviation * deviation);

    public override double Measure(ReadOnlySpan<float> segment)
    {
        var means = new MfccMeans(card.Features);
        means.Add(segment);
        // The first coefficient is loudness.
        double[] distances = [.. reference.Distances(means.Compute()).Skip(1).Select(distance => Square(distance))];
        double[] ratios = [.. Variances(segment).Select((variance, i) =>
            Square((Math.Log(Math.Max(variance / _variances[i], Floor)) - _usual.Mean) / _usual.Deviation))];
        // Both halves have the same weight, regardless of the number of coefficients.
        return Math.Sqrt((distances.DefaultIfEmpty().Average() + ratios.Average()) / 2) / Limit;
    }

    /// <summary>Computes the variance of each coefficient over the frames.</summary>
    private double[] Variances(ReadOnlySpan<float> segment)
    {
        double[] sums = new double[_width];
        double[] squares = new double[_width];
        int frames = segment.Length / _width;
        for (int frame = 0; frame < frames; frame++)
        {
            ReadOnlySpan<float> row = segment.Slice(frame * _width, _width);
            for (int i = 0; i < row.Length; i++)
            {
                sums[i] += row[i];
                squares[i] += (double)row[i] * row[i];
            }
        }

        return [.. sums.Zip(squares, (sum, square) => Math.Max(0, (square / frames) - (sum / frames * (sum / frames))))];
    }
}
