using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>
/// The novelty of frames of MFCCs or mel bands: the mean MFCCs of a segment against those of the training tracks, and how much each coefficient varies in the
/// segment against how much it varies over all training frames.
/// </summary>
internal sealed class FrameNovelty(ModelCard card, MfccReference reference) : NoveltyMeter
{
    private const double Limit = 2;

    // Logarithm of the variance in a segment of 3 s over that of all training frames: mean and deviation over 60 GTZAN clips.
    private static readonly (double Mean, double Deviation) Mfccs = (-0.9, 0.75);
    private static readonly (double Mean, double Deviation) MelBands = (-0.7, 1);

    private const double Floor = 1e-10;

    private readonly (double Mean, double Deviation) _usual = card.Features.Kind == FeatureKind.Mfcc ? Mfccs : MelBands;
    private readonly int _width = card.Features.CoefficientCount;
    private readonly double[] _variances = [.. card.Standardization.Deviation.Select(deviation => (double)deviation * deviation)];

    public override double Measure(ReadOnlySpan<float> segment)
    {
        var means = new MfccMeans(card.Features);
        means.Add(segment);
        // The first one is loudness.
        double[] distances = [.. reference.Distances(means.Compute()).Skip(1).Select(distance => Square(distance))];
        double[] ratios = [.. Variances(segment).Select((variance, i) =>
            Square((Math.Log(Math.Max(variance / _variances[i], Floor)) - _usual.Mean) / _usual.Deviation))];
        // Both halves weigh the same, however many coefficients there are.
        return Math.Sqrt((distances.DefaultIfEmpty().Average() + ratios.Average()) / 2) / Limit;
    }

    /// <summary>The variance over the frames of each coefficient.</summary>
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
