using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Signal;

/// <summary>Computes triangular filters, evenly spaced on the mel scale, that sum a power spectrum into bands.</summary>
/// <remarks>
/// As in librosa.filters.mel, with its defaults htk=False and norm="slaney", or with another mel formula or no normalization.
/// With Kaldi's formula, no normalization and triangles on the mel axis, as in torchaudio.compliance.kaldi.get_mel_banks.
/// Stores only the nonzero part of each triangle. Immutable and thread-safe.
/// </remarks>
/// <example>
/// <code>
/// var filters = new MelFilterBank(sampleRate: 22050, fftLength: 2048, melCount: 128, minimumHz: 0, maximumHz: 11025);
/// float[] power = new float[filters.BinCount];    // power spectrum of a frame
/// float[] mels = new float[filters.MelCount];
/// filters.Apply(power, mels);
/// </code>
/// </example>
/// <seealso cref="RealFft"/>
/// <seealso cref="MelScale"/>
/// <seealso cref="ChromaFilterBank"/>
public sealed class MelFilterBank
{
    private readonly int[] _firstBins;
    private readonly int[] _offsets;
    private readonly float[] _weights;

    /// <summary>Initializes a filter bank and computes its filters.</summary>
    /// <param name="sampleRate">Sample rate in Hz, one or more.</param>
    /// <param name="fftLength">Samples per Fourier transform, two or more; the spectrum has <c>fftLength / 2 + 1</c> bins.</param>
    /// <param name="melCount">Number of bands, one or more.</param>
    /// <param name="minimumHz">Lower edge of the first band in Hz, zero or more.</param>
    /// <param name="maximumHz">Upper edge of the last band in Hz, above the minimum.</param>
    /// <param name="formula">Mel scale. Default Slaney's.</param>
    /// <param name="normalization">Normalization of the triangles. Default Slaney's.</param>
    /// <param name="triangleScale">Frequency axis on which the sides of the triangles are straight. Default Hz.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of range.</exception>
    [MethodImpl(HotLoop.Options)]
    public MelFilterBank(
        int sampleRate,
        int fftLength,
        int melCount,
        double minimumHz,
        double maximumHz,
        MelFormula formula = MelFormula.Slaney,
        MelNormalization normalization = MelNormalization.Slaney,
        MelTriangleScale triangleScale = MelTriangleScale.Hertz)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sampleRate, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fftLength, 2);
        ArgumentOutOfRangeException.ThrowIfLessThan(melCount, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(minimumHz);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(maximumHz, minimumHz);
        BinCount = (fftLength / 2) + 1;
        MelCount = melCount;
        _firstBins = new int[melCount];
        _offsets = new int[melCount + 1];

        double[] edges = EdgesInMels(melCount, minimumHz, maximumHz, formula);
        double[] hertzEdges = [.. edges.Select(mel => MelScale.ToHertz(mel, formula))];
        if (triangleScale == MelTriangleScale.Hertz)
        {
            edges = hertzEdges;
        }

        var weights = new List<float>(2 * BinCount);
        for (int mel = 0; mel < melCount; mel++)
        {
            (double left, double centre, double right) = (edges[mel], edges[mel + 1], edges[mel + 2]);
            double scale = normalization == MelNormalization.Slaney ? 2 / (hertzEdges[mel + 2] - hertzEdges[mel]) : 1;
            for (int bin = 0; bin < BinCount; bin++)
            {
                double hertz = (double)sampleRate * bin / fftLength;
                double place = triangleScale == MelTriangleScale.Hertz ? hertz : MelScale.FromHertz(hertz, formula);
                float height = (float)Math.Min((place - left) / (centre - left), (right - place) / (right - centre));
                if (height <= 0)
                {
                    continue;
                }

                if (weights.Count == _offsets[mel])
                {
                    _firstBins[mel] = bin;
                }

                // librosa rounds to single precision before and after this factor; doing the same keeps the tables bit-identical.
                weights.Add((float)(height * scale));
            }

            _offsets[mel + 1] = weights.Count;
        }

        _weights = [.. weights];
    }

    /// <summary>Gets the number of bands.</summary>
    public int MelCount { get; }

    /// <summary>Gets the number of bins in the power spectrum.</summary>
    public int BinCount { get; }

    /// <summary>Gets the first bin with a nonzero weight in a band.</summary>
    /// <param name="mel">Zero-based band index.</param>
    public int FirstBin(int mel) => _firstBins[mel];

    /// <summary>
    /// Gets the weights of the bins from <see cref="FirstBin"/>; empty for a band narrower than the distance between two bins.
    /// </summary>
    /// <param name="mel">Zero-based band index.</param>
    public ReadOnlySpan<float> Weights(int mel) => _weights.AsSpan(_offsets[mel].._offsets[mel + 1]);

    /// <summary>Sums one power spectrum into bands.</summary>
    /// <param name="power">Power spectrum, exactly <see cref="BinCount"/> values.</param>
    /// <param name="mels">Receives the energy of each band, exactly <see cref="MelCount"/> values.</param>
    /// <exception cref="ArgumentException">A span has the wrong length.</exception>
    public void Apply(ReadOnlySpan<float> power, Span<float> mels)
    {
        if (power.Length != BinCount || mels.Length != MelCount)
        {
            throw new ArgumentException($"The filter bank has {BinCount} bins and {MelCount} bands, but the spans have lengths {power.Length} and {mels.Length}.");
        }

        for (int mel = 0; mel < mels.Length; mel++)
        {
            ReadOnlySpan<float> weights = Weights(mel);
            ReadOnlySpan<float> bins = power.Slice(_firstBins[mel], weights.Length);
            float sum = 0;
            for (int i = 0; i < weights.Length; i++)
            {
                sum += weights[i] * bins[i];
            }

            mels[mel] = sum;
        }
    }

    /// <summary>Sums several power spectra at once, one per SIMD lane.</summary>
    /// <param name="power">Power spectra, <see cref="BinCount"/> vectors.</param>
    /// <param name="mels">Receives <see cref="MelCount"/> vectors.</param>
    [MethodImpl(HotLoop.Options)]
    internal unsafe void ApplyLanes(float* power, float* mels)
    {
        int lanes = Vector<float>.Count;
        fixed (float* weights = _weights)
        {
            for (int mel = 0; mel < MelCount; mel++)
            {
                float* bin = power + ((nint)_firstBins[mel] * lanes);
                Vector<float> sum = Vector<float>.Zero;
                for (int i = _offsets[mel]; i < _offsets[mel + 1]; i++)
                {
                    sum = VectorSum.MultiplyAdd(new Vector<float>(weights[i]), Vector.Load(bin), sum);
                    bin += lanes;
                }

                sum.Store(mels + ((nint)mel * lanes));
            }
        }
    }

    private static double[] EdgesInMels(int melCount, double minimumHz, double maximumHz, MelFormula formula)
    {
        double lowest = MelScale.FromHertz(minimumHz, formula);
        double step = (MelScale.FromHertz(maximumHz, formula) - lowest) / (melCount + 1);
        var edges = new double[melCount + 2];
        for (int i = 0; i < edges.Length; i++)
        {
            edges[i] = lowest + (step * i);
        }

        return edges;
    }
}
