namespace GenreNet.Inference;

/// <summary>Describes the graph output <c>content</c>: what a sound is, and when it is not music.</summary>
/// <remarks>
/// A clip contains no music where the mean probability of every music label is below <see cref="MusicBelow"/> and that of another label is
/// above <see cref="OtherAbove"/>. Whoever exports the model chooses both; a sound that is neither counts as music, so that doubt costs no
/// answer.
/// </remarks>
public sealed record ContentFacts
{
    /// <summary>The labels in the order of the output's columns, as messages name them: "speech", "music", ...</summary>
    public required IReadOnlyList<string> Labels { get; init; }

    /// <summary>Those of <see cref="Labels"/> that mean music: at least one, and not all of them.</summary>
    public required IReadOnlyList<string> MusicLabels { get; init; }

    /// <summary>Below this probability of every music label a clip may contain no music, 0 to 1.</summary>
    public required double MusicBelow { get; init; }

    /// <summary>Above this probability another label explains a clip without music, 0 to 1.</summary>
    public required double OtherAbove { get; init; }

    /// <summary>What the thresholds were chosen on and how often they are wrong, in words; null where that is not known.</summary>
    public string? Remark { get; init; }
}
