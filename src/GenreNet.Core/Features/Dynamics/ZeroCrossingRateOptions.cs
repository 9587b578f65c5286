namespace GenreNet.Core.Features;

/// <summary>
/// Settings of the zero-crossing rate: sign changes in a frame, divided by its length in samples. One value per frame, 0 to 1.
/// </summary>
/// <remarks>
/// As in librosa.feature.zero_crossing_rate: values within 1e-10 of zero count as positive; the first and last sample are repeated outside
/// the clip. Immutable.
/// </remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record ZeroCrossingRateOptions : FrameOptions
{
    /// <summary>Initializes the settings with librosa's defaults.</summary>
    public ZeroCrossingRateOptions() => Padding = FramePadding.Edge;

    /// <summary>Gets the frame length in samples, from 2 to 1 048 576. Default 2048.</summary>
    public int FrameLength { get; init; } = 2048;

    /// <inheritdoc/>
    public override int FrameSpan => FrameLength;

    /// <inheritdoc/>
    public override int ValueCount => 1;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(FrameLength is >= 2 and <= 1 << 20, $"The frame length must be from 2 to 1048576 samples, not {FrameLength}.");
    }

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new ZeroCrossingRateKernel(this);
}
