using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// Settings of spectral roll-off: the frequency below which most of the magnitude of a frame is. One value per frame, in Hz: always that of
/// a bin.
/// </summary>
/// <remarks>As in librosa.feature.spectral_rolloff. Immutable.</remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record SpectralRolloffOptions : SpectralOptions
{
    /// <summary>Gets the fraction of the total magnitude at or below the roll-off frequency; above 0 and below 1. Default 0.85.</summary>
    public double Share { get; init; } = 0.85;

    /// <inheritdoc/>
    public override int ValueCount => 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(Share is > 0 and < 1, $"The roll-off share must be between 0 and 1, not {Share}.");
    }

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new SpectralRolloffKernel(this, spectra.For(this));
}

/// <summary>Computes <see cref="SpectralRolloffOptions"/>.</summary>
internal sealed unsafe class SpectralRolloffKernel(SpectralRolloffOptions options, LaneSpectrum spectrum) : FeatureKernel
{
    public override int ValueCount => 1;

    [MethodImpl(HotLoop.Options)]
    public override void Analyze(ref FrameBlock block, float* cells)
    {
        float* magnitudes = block.Magnitude(options, spectrum);
        float* sums = block.Scratch;

        // Bin by bin in single precision, as numpy.cumsum does, so that the same bin is found except in a few frames.
        Vector<float> sum = Vector<float>.Zero;
        for (int bin = 0; bin < spectrum.BinCount; bin++)
        {
            nint at = (nint)bin * Vector<float>.Count;
            sum += Vector.Load(magnitudes + at);
            sum.Store(sums + at);
        }

        Vector<float> threshold = sum * (float)options.Share;
        Vector<int> binsBelow = Vector<int>.Zero;
        for (int bin = 0; bin < spectrum.BinCount; bin++)
        {
            binsBelow -= Vector.LessThan(Vector.Load(sums + ((nint)bin * Vector<float>.Count)), threshold);
        }

        (Vector.ConvertToSingle(binsBelow) * ((float)options.SampleRate / options.FftLength)).Store(cells);
    }
}
