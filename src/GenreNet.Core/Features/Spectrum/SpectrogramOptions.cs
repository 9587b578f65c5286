namespace GenreNet.Core.Features;

/// <summary>
/// Settings of the spectrogram: the short-time Fourier transform without its phases. Values per frame: <c>FftLength / 2 + 1</c> bins.
/// </summary>
/// <remarks>As in numpy.abs(librosa.stft(y)) ** 2, converted with librosa.power_to_db for decibels. Immutable.</remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record SpectrogramOptions : SpectralOptions
{
    /// <summary>Gets the unit. Default power.</summary>
    public SpectrumScale Scale { get; init; } = SpectrumScale.Power;

    /// <summary>Gets the reference for 0 dB. Default a power of 1.</summary>
    public DecibelReference Reference { get; init; } = DecibelReference.One;

    /// <summary>
    /// Gets the dynamic range in dB: cells further below the loudest cell of the clip are raised to this limit; null for no limit. Default
    /// 80.
    /// </summary>
    /// <remarks>
    /// Up to 80, decibels are computed in single precision: cells near the limit differ from librosa's by up to 0.01 dB, louder ones by less.
    /// A wider range, or null, needs double precision, which takes longer: all cells then agree within 1e-4 dB.
    /// </remarks>
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

    internal override bool NeedsDoublePrecision => Scale != SpectrumScale.Decibels || ClipFloor.NeedsDoublePrecision(TopDecibels);

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) =>
        new SpectrogramKernel(this, spectra.For(this), Scale == SpectrumScale.Decibels ? new ClipFloor(TopDecibels, Reference) : default);
}

/// <summary>Specifies the unit of a spectrogram.</summary>
public enum SpectrumScale
{
    /// <summary>Squared magnitude. librosa's power=2.</summary>
    Power,

    /// <summary>Magnitude. librosa's power=1.</summary>
    Magnitude,

    /// <summary>10 log10 of the power, with a floor: librosa.power_to_db.</summary>
    Decibels,
}

/// <summary>Specifies the reference for 0 dB.</summary>
public enum DecibelReference
{
    /// <summary>A power of 1. librosa's default, ref=1.0.</summary>
    One,

    /// <summary>The loudest cell of the clip, so that nothing is above 0 dB. librosa's ref=np.max.</summary>
    Loudest,
}
