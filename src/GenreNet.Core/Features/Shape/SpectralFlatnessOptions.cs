using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// Settings of spectral flatness: the geometric mean divided by the arithmetic mean of the power of a frame. One value per frame: near 0
/// for a tone, close to 1 for noise, 1 for silence.
/// </summary>
/// <remarks>Powers below 1e-10 are raised to 1e-10, as in librosa.feature.spectral_flatness. Immutable.</remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record SpectralFlatnessOptions : SpectralOptions
{
    /// <inheritdoc/>
    public override int ValueCount => 1;

    internal override bool NeedsDoublePrecision => true;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new SpectralFlatnessKernel(this, spectra.For(this));
}

/// <summary>Computes <see cref="SpectralFlatnessOptions"/>.</summary>
internal sealed unsafe class SpectralFlatnessKernel(SpectralFlatnessOptions options, LaneSpectrum spectrum) : FeatureKernel
{
    public override int ValueCount => 1;

    [MethodImpl(HotLoop.Options)]
    public override void Analyze(ref FrameBlock block, float* cells)
    {
        float* power = block.Power(options, spectrum);
        var smallest = new Vector<float>(Decibels.MinimumPower);
        Vector<float> logarithms = Vector<float>.Zero;
        Vector<float> total = Vector<float>.Zero;
        for (int start = 0; start < spectrum.BinCount; start += SpectralMoments.BinsPerSum)
        {
            Vector<float> logarithm = Vector<float>.Zero;
            Vector<float> sum = Vector<float>.Zero;
            int end = Math.Min(start + SpectralMoments.BinsPerSum, spectrum.BinCount);
            for (int bin = start; bin < end; bin++)
            {
                Vector<float> value = Vector.MaxNative(Vector.Load(power + ((nint)bin * Vector<float>.Count)), smallest);
                logarithm += Logarithm.Log2(value);
                sum += value;
            }

            logarithms += logarithm;
            total += sum;
        }

        var count = new Vector<float>(spectrum.BinCount);
        const float LogarithmOfTwo = 0.69314718f;
        Vector<float> geometric = Vector.Exp(logarithms / count * LogarithmOfTwo);
        (geometric / (total / count)).Store(cells);
    }
}
