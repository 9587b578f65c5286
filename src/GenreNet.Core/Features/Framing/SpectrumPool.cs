using GenreNet.Core.Signal.Lanes;

namespace GenreNet.Core.Features.Framing;

/// <summary>The transforms of an extractor: one for all features that are taken from the same spectra.</summary>
internal sealed class SpectrumPool
{
    private readonly List<(SpectralOptions Options, LaneSpectrum Spectrum)> _spectra = [];

    /// <summary>The transforms so far.</summary>
    public IReadOnlyList<LaneSpectrum> All => [.. _spectra.Select(s => s.Spectrum)];

    /// <summary>The transform for a feature.</summary>
    public LaneSpectrum For(SpectralOptions options)
    {
        LaneSpectrum? shared = _spectra.Find(s => s.Options.SharesSpectraWith(options)).Spectrum;
        if (shared is null)
        {
            shared = options.CreateSpectrum();
            _spectra.Add((options, shared));
        }

        return shared;
    }
}
