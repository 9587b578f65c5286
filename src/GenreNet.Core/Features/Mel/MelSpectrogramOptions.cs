using GenreNet.Core.Features.Framing;
using GenreNet.Core.Features.Spectrum;

namespace GenreNet.Core.Features.Mel;

/// <summary>The power spectrogram summed into mel bands. Values of a frame: <see cref="MelOptions.MelCount"/>.</summary>
/// <remarks>As librosa.feature.melspectrogram(power=2), and in decibels librosa.power_to_db of it.</remarks>
public sealed record MelSpectrogramOptions : MelOptions
{
    /// <summary>The log-mel spectrogram: decibels relative to 1, down to 80 below the loudest cell.</summary>
    public static MelSpectrogramOptions LogMel { get; } = new() { Scale = SpectrumScale.Decibels };

    /// <summary>The unit: power or decibels. Default power.</summary>
    public SpectrumScale Scale { get; init; } = SpectrumScale.Power;

    /// <summary>What counts as 0 dB. Default a power of 1.</summary>
    public DecibelReference Reference { get; init; } = DecibelReference.One;

    /// <inheritdoc/>
    public override int ValueCount => MelCount;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(Scale is SpectrumScale.Power or SpectrumScale.Decibels, $"The scale of mel bands must be Power or Decibels, not {Scale}.");
        ClipFloor.Validate(TopDecibels, Reference);
    }

    internal override bool NeedsDoublePrecision => true;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new MelKernel(this, spectra.For(this));
}
