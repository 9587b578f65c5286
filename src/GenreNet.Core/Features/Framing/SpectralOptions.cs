using System.Numerics;
using System.Text.Json.Serialization;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Base settings of features computed from the short-time Fourier transform.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="FeatureExtractor"/>
public abstract record SpectralOptions : FrameOptions
{
    private protected SpectralOptions()
    {
    }

    /// <summary>Gets the frame length in samples, a power of two from 16 to 65 536. Default 2048 (93 ms).</summary>
    public int FftLength { get; init; } = 2048;

    /// <summary>Gets the shape of the window. Default Hann.</summary>
    public WindowKind Window { get; init; } = WindowKind.Hann;

    /// <summary>
    /// Gets the window length in samples, from 1 to <see cref="FftLength"/>, centred in the frame; null, the default, for the frame length.
    /// </summary>
    public int? WindowLength { get; init; }

    /// <summary>
    /// Gets a value indicating whether the window is symmetric instead of periodic, as in torch.hann_window(periodic=False). Default false.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsWindowSymmetric { get; init; }

    /// <summary>
    /// Gets the coefficient c, from 0 to 1, of the pre-emphasis y[t] = x[t+1] - c x[t], which raises high frequencies before the clip is
    /// framed and makes it one sample shorter. 0, the default, for none; 0.97 is usual for speech and in Kaldi.
    /// </summary>
    /// <remarks>
    /// Applied to the complete clip, before padding. Kaldi itself applies it to each frame, after its mean is subtracted.
    /// </remarks>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double PreEmphasis { get; init; }

    /// <inheritdoc/>
    public sealed override int FrameSpan => FftLength;

    /// <summary>
    /// Gets the number of bins in a spectrum: half the frame length plus one. Bin k is at <c>k * SampleRate / FftLength</c> Hz.
    /// </summary>
    internal int BinCount => (FftLength / 2) + 1;

    internal sealed override double FramePreEmphasis => PreEmphasis;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(
            FftLength is >= 16 and <= 65536 && BitOperations.IsPow2(FftLength),
            $"The FFT length must be a power of two from 16 to 65536, not {FftLength}.");
        Require(Enum.IsDefined(Window), $"The window must be Hann, Hamming, Blackman or Rectangular, not {Window}.");
        Require(
            WindowLength is null || (WindowLength >= 1 && WindowLength <= FftLength),
            $"The window length must be from 1 to the FFT length of {FftLength} samples, not {WindowLength}.");
        Require(PreEmphasis is >= 0 and <= 1, $"The pre-emphasis must be from 0 to 1, not {PreEmphasis}.");
    }

    /// <summary>
    /// Gets a value indicating whether single precision errors of the transform affect the feature: whether bins 80 dB or more below the
    /// loudest matter.
    /// </summary>
    internal virtual bool NeedsDoublePrecision => false;

    /// <summary>
    /// Gets a value indicating whether frames of 1024 samples use the faster transform. It rounds differently, so features that existed
    /// before it keep the plain transform, so that their values stay bit-identical.
    /// </summary>
    internal virtual bool UsesCube => false;

    /// <summary>Creates the transform for these settings. Features with equal settings can share one.</summary>
    /// <param name="isDouble">Whether to compute in double precision.</param>
    internal LaneSpectrum CreateSpectrum(bool isDouble) =>
        LaneSpectrum.Create(
            WindowFunction.CreateCentred(Window, WindowLength ?? FftLength, FftLength, IsWindowSymmetric), isDouble, UsesCube);

    /// <summary>Returns whether another feature uses the same spectra.</summary>
    internal bool SharesSpectraWith(SpectralOptions other) =>
        FftLength == other.FftLength && Window == other.Window && Padding == other.Padding
        && (WindowLength ?? FftLength) == (other.WindowLength ?? other.FftLength)
        && IsWindowSymmetric == other.IsWindowSymmetric && PreEmphasis == other.PreEmphasis && UsesCube == other.UsesCube;
}
