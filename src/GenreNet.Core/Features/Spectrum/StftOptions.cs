using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// Settings of the short-time Fourier transform. Values per frame: real and imaginary part of bin 0, of bin 1, and so on, <c>2 (FftLength /
/// 2 + 1)</c> in total. This is the memory layout of NumPy's complex64; use <c>MemoryMarshal.Cast</c> to read pairs of floats.
/// </summary>
/// <remarks>X[k] = sum over n of w[n] x[n] exp(-2 pi i k n / N), as in librosa.stft. Immutable.</remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record StftOptions : SpectralOptions
{
    /// <inheritdoc/>
    public override int ValueCount => 2 * BinCount;

    internal override bool NeedsDoublePrecision => true;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new StftKernel(this, spectra.For(this));
}

/// <summary>Computes <see cref="StftOptions"/>.</summary>
internal sealed unsafe class StftKernel(StftOptions options, LaneSpectrum spectrum) : FeatureKernel
{
    public override int ValueCount => options.ValueCount;

    public override void Analyze(ref FrameBlock block, float* cells) => block.Complex(options, spectrum, cells);
}
