namespace GenreNet.Core.Features;

/// <summary>The settings of <see cref="SummaryExtractor"/>.</summary>
public sealed record SummaryOptions
{
    /// <summary>As the tables that come with GTZAN were made: at 22 050 Hz by a librosa before 0.10, which heard the clip backwards outside it.</summary>
    public static SummaryOptions Gtzan { get; } = new();

    /// <summary>Rate that audio is converted to in Hz, from 1. Default 22 050.</summary>
    public int SampleRate { get; init; } = 22050;

    /// <summary>
    /// What frames at the two ends hear outside the clip; crossings of zero are always counted with the ends going on. Default
    /// <see cref="FramePadding.Reflect"/>, as librosa did before 0.10; <see cref="FramePadding.Zeros"/> as it does since.
    /// </summary>
    public FramePadding Padding { get; init; } = FramePadding.Reflect;
}
