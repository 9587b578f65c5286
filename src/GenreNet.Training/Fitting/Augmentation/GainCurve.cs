using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Training.Fitting;

/// <summary>Applies to features the effect that a gain and an equalizer would have had on the audio.</summary>
/// <remarks>
/// Gains are additive in decibels: the curve over the mel bands is added to log mel features, and its cosine transform to MFCCs. This is
/// exact except for the 80 dB floor. Compressed mel bands are expanded to power, multiplied and compressed again, which keeps silence
/// silent. In summary features, the MFCC means are shifted in the same way and the RMS is multiplied. The other columns do not depend on
/// the level; an equalizer leaves them unchanged. Joined features get one curve for all views. Embeddings are left unchanged, because the
/// effect of a gain on them is unknown.
/// </remarks>
internal sealed class GainCurve
{
    private const int Knots = 5;

    private readonly FeatureKind _kind;
    private readonly LogCompression? _compression;
    private readonly int _bands;
    private readonly double _level;
    private readonly double _equalizer;

    // Offsets of the coefficients per decibel of each knot; a level change moves all knots equally.
    private readonly double[][] _offsets;
    private readonly int[] _columns;
    private readonly int _rms;
    private readonly FeatureOptions _features;
    private readonly GainCurve[] _views;

    /// <summary>Precomputes the offsets.</summary>
    /// <param name="features">The feature options.</param>
    /// <param name="options">The augmentation options, which set the strength of the curves.</param>
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

    /// <summary>Whether the curve changes nothing.</summary>
    public bool IsFlat => (_level == 0 && _equalizer == 0) || _kind == FeatureKind.Embedding;

    /// <summary>Draws a random curve and applies it to a segment.</summary>
    /// <param name="segment">The segment, <c>[frames, coefficients]</c>, changed in place.</param>
    /// <param name="coefficients">Coefficients per frame.</param>
    /// <param name="random">The random number generator.</param>
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

    // The columns that contain mel bands, or linear combinations of them.
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
