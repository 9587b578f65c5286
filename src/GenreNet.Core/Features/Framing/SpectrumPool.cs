using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Creates the transforms of an extractor: one for all features that use the same spectra.</summary>
/// <param name="features">All features of the extractor.</param>
internal sealed class SpectrumPool(IReadOnlyList<FrameOptions> features)
{
    private readonly List<(SpectralOptions Options, LaneSpectrum Spectrum)> _spectra = [];

    /// <summary>Gets the transforms created so far.</summary>
    public IReadOnlyList<LaneSpectrum> All => [.. _spectra.Select(s => s.Spectrum)];

    /// <summary>Gets the transform for a feature, in double precision if any feature that shares it needs that.</summary>
    public LaneSpectrum For(SpectralOptions options)
    {
        LaneSpectrum? shared = _spectra.Find(s => s.Options.SharesSpectraWith(options)).Spectrum;
        if (shared is null)
        {
            bool isDouble = features.OfType<SpectralOptions>().Any(f => f.NeedsDoublePrecision && f.SharesSpectraWith(options));
            shared = options.CreateSpectrum(isDouble);
            _spectra.Add((options, shared));
        }

        return shared;
    }
}
