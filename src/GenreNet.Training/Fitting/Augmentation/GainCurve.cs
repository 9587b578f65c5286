using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Training.Fitting;

/// <summary>What a gain and an equaliser would have done to the audio, done to its features.</summary>
/// <remarks>
/// Gains add up in decibels, so a curve over the mel bands is added to them, and its cosine transform to MFCCs: exact, but for the floor of 80 dB.
/// Compressed mel bands are expanded to powers, multiplied and compressed again, which keeps silence silent.
/// Of summaries the means of the MFCCs move so, and the RMS is multiplied; other columns do not know the level, and are left as they are by an equaliser.
/// Joined features get one curve for all views; embeddings are left as they are, because what a gain does to them is not known.
/// </remarks>
internal sealed class GainCurve
{
    private const int Knots = 5;

    private readonly FeatureKind _kind;
    private readonly LogCompression? _compression;
    private readonly int _bands;
    private readonly double _level;
    private readonly double _equalizer;

    // Offsets of the coefficients for each decibel of a knot; the level is all knots alike.
    private readonly double[][] _offsets;
    private readonly int[] _columns;
    private readonly int _rms;
    private readonly FeatureOptions _features;
    private readonly GainCurve[] _views;

    /// <summary>Prepares curves.</summary>
    /// <param name="features">What the features are.</param>
    /// <param name="options">How strong the curves are.</param>
    public GainCurve(FeatureOptions features, AugmentationOptions options)
    {
        _features = features;
        _kind = features.Kind;
        _views = [.. (features.Views ?? []).Select(view => new GainCurve(view, options))];
        (_level, _equalizer) = (options.LevelDecibels, options.EqualizerDecibels);
        _bands = _kind switch
        {
            FeatureKind.Mfcc => features.Mfcc.MelCount,
            FeatureKind.Summary => MfccOptions.Default.MelCount,
            FeatureKind.Joined or FeatureKind.Embedding => 0,
            _ => features.LogMel!.MelCount,
        };
        _compression = features.LogMel?.Compression;
        _columns = Columns(features);
        _rms = _kind == FeatureKind.Summary ? SummaryExtractor.ColumnNames.ToList().IndexOf("rms_mean") : -1;
        _offsets = [.. Enumerable.Range(0, Knots).Select(Offsets)];
    }

    /// <summary>Whether it changes anything.</summary>
    public bool IsFlat => (_level == 0 && _equalizer == 0) || _kind == FeatureKind.Embedding;

    /// <summary>Draws a curve and applies it to a segment.</summary>
    /// <param name="segment"><c>[frames, coefficients]</c>, changed in place.</param>
    /// <param name="coefficients">Length of a row.</param>
    /// <param name="random">Where chance comes from.</param>
    public void Apply(Span<float> segment, int coefficients, SeededRandom random)
    {
        double level = _level * random.NextGaussian();
        Span<double> knots = stackalloc double[Knots];
        foreach (ref double knot in knots)
        {
            knot = level + (_equalizer * random.NextGaussian());
        }

        Apply(segment, coefficients, level, knots);
    }

    private void Apply(Span<float> segment, int coefficients, double level, ReadOnlySpan<double> knots)
    {
        for (int view = 0; view < _views.Length; view++)
        {
            Span<float> part = segment[_features.OffsetOf(view).._features.OffsetOf(view + 1)];
            _views[view].Apply(part, _features.Views![view].CoefficientCount, level, knots);
        }

        Span<double> offsets = stackalloc double[_columns.Length];
        offsets.Clear();
        for (int knot = 0; knot < Knots; knot++)
        {
            for (int i = 0; i < offsets.Length; i++)
            {
                offsets[i] += knots[knot] * _offsets[knot][i];
            }
        }

        for (int row = 0; row < segment.Length; row += coefficients)
        {
            for (int i = 0; i < offsets.Length; i++)
            {
                ref float value = ref segment[row + _columns[i]];
                value = _compression?.Amplify(value, offsets[i]) ?? (value + (float)offsets[i]);
            }
        }

        if (_rms >= 0)
        {
            float gain = (float)Math.Pow(10, level / 20);
            segment[_rms] *= gain;
            segment[_rms + 1] *= gain * gain;
        }
    }

    // The columns that are bands, or sums of bands.
    private static int[] Columns(FeatureOptions features) => features.Kind switch
    {
        FeatureKind.Summary => [.. SummaryExtractor.ColumnNames.Index()
            .Where(c => c.Item.StartsWith("mfcc", StringComparison.Ordinal) && c.Item.EndsWith("_mean", StringComparison.Ordinal)).Select(c => c.Index)],
        FeatureKind.Joined or FeatureKind.Embedding => [],
        _ => [.. Enumerable.Range(0, features.CoefficientCount)],
    };

    private double[] Offsets(int knot)
    {
        if (_columns.Length == 0)
        {
            return [];
        }

        double[] curve = [.. Enumerable.Range(0, _bands).Select(band => Math.Max(0, 1 - Math.Abs(((double)band / Math.Max(1, _bands - 1) * (Knots - 1)) - knot)))];
        if (_kind is not (FeatureKind.Mfcc or FeatureKind.Summary))
        {
            return curve;
        }

        var cosine = new DiscreteCosineTransform(_bands, _columns.Length);
        float[] coefficients = new float[_columns.Length];
        cosine.Apply([.. curve.Select(c => (float)c)], coefficients);
        return [.. coefficients.Select(c => (double)c)];
    }
}
