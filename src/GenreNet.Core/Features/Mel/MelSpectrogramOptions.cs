using System.Text.Json.Serialization;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// Settings of the mel spectrogram: the power spectrogram summed into mel bands. Values per frame: <see cref="MelOptions.MelCount"/>.
/// </summary>
/// <remarks>
/// As in librosa.feature.melspectrogram(power=2), with librosa.power_to_db for decibels; <see cref="EfficientAt"/> as in Kaldi. Immutable.
/// </remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record MelSpectrogramOptions : MelOptions
{
    /// <summary>Gets the settings of the log-mel spectrogram: decibels relative to 1, down to 80 below the loudest cell.</summary>
    public static MelSpectrogramOptions LogMel { get; } = new() { Scale = SpectrumScale.Decibels };

    /// <summary>
    /// Gets the settings for EfficientAT's networks (mn04 and its wider variants): 128 Kaldi mel bands at 32 000 Hz, 100 frames per second.
    /// </summary>
    /// <remarks>
    /// Pre-emphasis of 0.97 over the clip, with reflect padding; a symmetric Hann window of 25 ms and an FFT length of 1024; power; filters
    /// triangular on the mel scale, from 0 to 15 000 Hz, as in torchaudio.compliance.kaldi.get_mel_banks; (ln(x + 1e-5) + 4.5) / 5.
    /// </remarks>
    public static MelSpectrogramOptions EfficientAt { get; } = new()
    {
        SampleRate = 32_000,
        HopLength = 320,
        Padding = FramePadding.Reflect,
        FftLength = 1024,
        WindowLength = 800,
        IsWindowSymmetric = true,
        PreEmphasis = 0.97,
        MaximumHz = 15_000,
        MelFormula = MelFormula.Kaldi,
        MelNormalization = MelNormalization.None,
        TriangleScale = MelTriangleScale.Mel,
        TopDecibels = null,
        Compression = new LogCompression { Base = LogBase.Natural, Offset = 1e-5, Shift = 4.5, Divisor = 5 },
    };

    /// <summary>Gets the settings for musicnn's networks: 96 mel bands at 16 000 Hz, 62.5 frames per second.</summary>
    /// <remarks>
    /// librosa.feature.melspectrogram(n_fft=512, hop_length=256, n_mels=96, pad_mode="reflect"), rounded to float16, log10(10000 x + 1).
    /// </remarks>
    public static MelSpectrogramOptions Musicnn { get; } = new()
    {
        SampleRate = 16_000,
        HopLength = 256,
        Padding = FramePadding.Reflect,
        FftLength = 512,
        MelCount = 96,
        TopDecibels = null,
        Compression = new LogCompression { Base = LogBase.Ten, Gain = 10_000, Offset = 1, RoundsInputToFloat16 = true },
    };

    /// <summary>Gets the unit: power or decibels. Default power.</summary>
    public SpectrumScale Scale { get; init; } = SpectrumScale.Power;

    /// <summary>Gets the reference for 0 dB. Default a power of 1.</summary>
    public DecibelReference Reference { get; init; } = DecibelReference.One;

    /// <summary>
    /// Gets the logarithmic compression of each band's power; null, the default, for none. Cannot be combined with decibels.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public LogCompression? Compression { get; init; }

    /// <inheritdoc/>
    public override int ValueCount => MelCount;

    /// <inheritdoc/>
    public override void Validate()
    {
        base.Validate();
        Require(Scale is SpectrumScale.Power or SpectrumScale.Decibels, $"The scale of mel bands must be Power or Decibels, not {Scale}.");
        ClipFloor.Validate(TopDecibels, Reference);
        Require(
            Compression is null || Scale == SpectrumScale.Power,
            $"Log compression requires the scale Power, not {Scale}.");
        Compression?.Validate();
    }

    // A large enough offset hides the single precision errors of bins 110 dB below the loudest. A value that is rounded to float16,
    // however, must not fall on the other side of a tie.
    internal override bool NeedsDoublePrecision => Compression is not { RoundsInputToFloat16: false } log || log.Offset / log.Gain < 1e-6;

    internal override bool UsesCube => Compression is not null;

    internal override FeatureKernel CreateKernel(SpectrumPool spectra) => new MelKernel(this, spectra.For(this));
}
