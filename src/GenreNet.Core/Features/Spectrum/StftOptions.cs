namespace GenreNet.Core.Features;

/// <summary>
/// The short-time Fourier transform. Values of a frame: real and imaginary part of bin 0, of bin 1, and so on,
/// <c>2 (FftLength / 2 + 1)</c> in all; <c>MemoryMarshal.Cast</c> to pairs of floats, or NumPy's complex64, reads them as they are.
/// </summary>
/// <remarks>X[k] = sum over n of w[n] x[n] exp(-2 pi i k n / N), as librosa.stft.</remarks>
public sealed record StftOptions : SpectralOptions
{
    /// <inheritdoc/>
    public override int ValueCount => 2 * BinCount;

    internal override bool NeedsDoublePrecision => true;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new StftKernel(this, spectra.For(this));
}
