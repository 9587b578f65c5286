namespace GenreNet.Core.Features;

/// <summary>The short-time Fourier transform without its phases. Values of a frame: <c>FftLength / 2 + 1</c> bins.</summary>
/// <remarks>As numpy.abs(librosa.stft(y)) ** 2, or what librosa.power_to_db makes of it.</remarks>
public sealed record SpectrogramOptions : SpectralOptions
{
    /// <summary>The unit. Default power.</summary>
    public SpectrumScale Scale { get; init; } = SpectrumScale.Power;

    /// <summary>What counts as 0 dB. Default a power of 1.</summary>
    public DecibelReference Reference { get; init; } = DecibelReference.One;

    /// <summary>How far below the loudest cell of the clip the quietest may be, in dB; null for no limit. Default 80.</summary>
    public double? TopDecibels { get; init; } = 80;

    /// <inheritdoc/>
    public override int ValueCount => BinCount;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(Enum.IsDefined(Scale), $"The scale must be Power, Magnitude or Decibels, not {Scale}.");
        ClipFloor.Validate(TopDecibels, Reference);
    }

    internal override bool NeedsDoublePrecision => true;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) =>
        new SpectrogramKernel(this, spectra.For(this), Scale == SpectrumScale.Decibels ? new ClipFloor(TopDecibels, Reference) : default);
}
