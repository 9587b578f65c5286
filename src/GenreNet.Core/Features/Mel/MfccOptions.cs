namespace GenreNet.Core.Features;

/// <summary>Settings of mel-frequency cepstral coefficients (MFCCs). Values per frame: <see cref="CoefficientCount"/>.</summary>
/// <remarks>
/// As in librosa.feature.mfcc: power spectrum, mel bands, decibels relative to 1 with a floor of 1e-10, orthonormal type II cosine
/// transform, lifter. Immutable.
/// </remarks>
/// <seealso cref="MfccExtractor"/>
/// <seealso cref="FeatureExtractor"/>
public sealed record MfccOptions : MelOptions
{
    /// <summary>Gets the usual settings for music: 13 coefficients at 22 050 Hz.</summary>
    public static MfccOptions Default { get; } = new();

    /// <summary>Gets the number of coefficients per frame, from 1 to <see cref="MelOptions.MelCount"/>. Default 13.</summary>
    public int CoefficientCount { get; init; } = 13;

    /// <summary>
    /// Gets the lifter length L, which emphasizes higher coefficients: coefficient n, from 0, is multiplied by 1 + L/2 sin(pi (n + 1) / L).
    /// 0, the default, for no lifter.
    /// </summary>
    public double Lifter { get; init; }

    /// <inheritdoc/>
    public override int ValueCount => CoefficientCount;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(
            CoefficientCount >= 1 && CoefficientCount <= MelCount,
            $"The number of coefficients must be from 1 to the number of mel bands ({MelCount}), not {CoefficientCount}.");
        Require(Lifter is >= 0 and <= 10000, $"The lifter must be from 0 to 10000, not {Lifter}.");
    }

    internal override bool NeedsDoublePrecision => ClipFloor.NeedsDoublePrecision(TopDecibels);

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new MfccKernel(this, spectra.For(this));
}
