namespace GenreNet.Core.Features;

/// <summary>Settings of <see cref="SummaryExtractor"/>.</summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="SummaryExtractor"/>
public sealed record SummaryOptions
{
    /// <summary>
    /// Gets the settings of the feature tables distributed with GTZAN: 22 050 Hz and the reflect padding of librosa before 0.10.
    /// </summary>
    public static SummaryOptions Gtzan { get; } = new();

    /// <summary>Gets the sample rate that audio is converted to in Hz, from 1. Default 22 050.</summary>
    public int SampleRate { get; init; } = 22050;

    /// <summary>
    /// Gets the padding outside the clip; the zero-crossing rate always uses edge padding. Default <see cref="FramePadding.Reflect"/>, as
    /// in librosa before 0.10; <see cref="FramePadding.Zeros"/> as in later versions.
    /// </summary>
    public FramePadding Padding { get; init; } = FramePadding.Reflect;
}
