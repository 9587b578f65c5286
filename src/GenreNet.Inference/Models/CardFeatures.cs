using GenreNet.Core.Features;
using GenreNet.Core.Signal;

namespace GenreNet.Inference;

/// <summary>
/// Reads the feature settings of model cards. A member that is missing is zero or null, not the default of the record, so that the
/// validation of the settings refuses an incomplete card.
/// </summary>
internal static class CardFeatures
{
    /// <summary>Reads feature settings.</summary>
    /// <returns>The settings, which have not been validated.</returns>
    /// <exception cref="System.Text.Json.JsonException">A member has the wrong type; the message names it.</exception>
    public static FeatureOptions Read(CardObject json) => new()
    {
        Kind = json.Choice<FeatureKind>("kind"),
        Mfcc = json.Part("mfcc", Mfcc, null!),
        LogMel = json.PartOrNull("log_mel", LogMel),
        Views = json.PartsOrNull("views", Read),
        Encoder = json.PartOrNull("encoder", Encoder),
        Source = json.PartOrNull("source", Read),
        SegmentSeconds = json.NumberOrZero("segment_seconds"),
        HopSeconds = json.NumberOrNull("hop_seconds"),
        Tail = json.Choice<TailPolicy>("tail"),
        FillsByRepeating = json.Flag("fills_by_repeating"),
    };

    private static MfccOptions Mfcc(CardObject json) => new()
    {
        SampleRate = json.IntegerOrZero("sample_rate"),
        HopLength = json.IntegerOrZero("hop_length"),
        Padding = json.Choice<FramePadding>("padding"),
        FftLength = json.IntegerOrZero("fft_length"),
        Window = json.Choice<WindowKind>("window"),
        WindowLength = json.IntegerOrNull("window_length"),
        IsWindowSymmetric = json.Flag("is_window_symmetric"),
        PreEmphasis = json.NumberOrZero("pre_emphasis"),
        MelCount = json.IntegerOrZero("mel_count"),
        MinimumHz = json.NumberOrZero("minimum_hz"),
        MaximumHz = json.NumberOrNull("maximum_hz"),
        MelFormula = json.Choice<MelFormula>("mel_formula"),
        MelNormalization = json.Choice<MelNormalization>("mel_normalization"),
        TriangleScale = json.Choice<MelTriangleScale>("triangle_scale"),
        TopDecibels = json.NumberOrNull("top_decibels"),
        CoefficientCount = json.IntegerOrZero("coefficient_count"),
        Lifter = json.NumberOrZero("lifter"),
    };

    private static MelSpectrogramOptions LogMel(CardObject json) => new()
    {
        SampleRate = json.IntegerOrZero("sample_rate"),
        HopLength = json.IntegerOrZero("hop_length"),
        Padding = json.Choice<FramePadding>("padding"),
        FftLength = json.IntegerOrZero("fft_length"),
        Window = json.Choice<WindowKind>("window"),
        WindowLength = json.IntegerOrNull("window_length"),
        IsWindowSymmetric = json.Flag("is_window_symmetric"),
        PreEmphasis = json.NumberOrZero("pre_emphasis"),
        MelCount = json.IntegerOrZero("mel_count"),
        MinimumHz = json.NumberOrZero("minimum_hz"),
        MaximumHz = json.NumberOrNull("maximum_hz"),
        MelFormula = json.Choice<MelFormula>("mel_formula"),
        MelNormalization = json.Choice<MelNormalization>("mel_normalization"),
        TriangleScale = json.Choice<MelTriangleScale>("triangle_scale"),
        TopDecibels = json.NumberOrNull("top_decibels"),
        Scale = json.Choice<SpectrumScale>("scale"),
        Reference = json.Choice<DecibelReference>("reference"),
        Compression = json.PartOrNull("compression", Compression),
    };

    private static LogCompression Compression(CardObject json) => new()
    {
        Base = json.Choice<LogBase>("base"),
        Gain = json.NumberOrZero("gain"),
        Offset = json.NumberOrZero("offset"),
        Shift = json.NumberOrZero("shift"),
        Divisor = json.NumberOrZero("divisor"),
        RoundsInputToFloat16 = json.Flag("rounds_input_to_float16"),
    };

    private static FeatureEncoder Encoder(CardObject json) => new()
    {
        Name = json.Text("name"),
        Sha256 = json.Text("sha256", null!),
        Size = json.Integer("size"),
    };
}
