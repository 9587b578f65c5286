namespace GenreNet.Inference;

/// <summary>Describes the graph output <c>content</c>: the kinds of sound, and when a clip counts as not music.</summary>
/// <remarks>
/// A clip contains no music if the mean probability of every music label is below <see cref="MusicBelow"/> and that of another label is
/// above <see cref="OtherAbove"/>. The exporter of the model chooses both thresholds. A sound for which neither is clear counts as music,
/// so that uncertainty does not suppress a result. Immutable.
/// </remarks>
/// <seealso cref="ModelCard"/>
public sealed record ContentFacts
{
    /// <summary>Gets the labels in the order of the output's columns, as used in messages: "speech", "music", ...</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Gets the labels of <see cref="Labels"/> that mean music: at least one, and not all of them.</summary>
    public required IReadOnlyList<string> MusicLabels { get; init; }

    /// <summary>
    /// Gets the threshold for music labels, 0 to 1: a clip may contain no music if the probability of every music label is below it.
    /// </summary>
    public required double MusicBelow { get; init; }

    /// <summary>Gets the threshold for other labels, 0 to 1: above it, another label explains a clip without music.</summary>
    public required double OtherAbove { get; init; }

    /// <summary>
    /// Gets a description of the data that the thresholds were chosen on and of their error rates; null if it is not known.
    /// </summary>
    public string? Remark { get; init; }
}
