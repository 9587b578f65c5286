namespace GenreNet.Core.Features;

/// <summary>Changes of sign in a frame, divided by its samples. One value a frame, 0 to 1.</summary>
/// <remarks>As librosa.feature.zero_crossing_rate: what is within 1e-10 of zero counts as positive; outside the clip its ends go on.</remarks>
public sealed record ZeroCrossingRateOptions : FrameOptions
{
    /// <summary>librosa's settings.</summary>
    public ZeroCrossingRateOptions() => Padding = FramePadding.Edge;

    /// <summary>Samples a frame, from 2 to 1 048 576. Default 2048.</summary>
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
