using System.Text.Json.Serialization;
using GenreNet.Core;

namespace GenreNet.Training.Fitting;

/// <summary>
/// Represents the settings of knowledge distillation: how a network learns from the outputs of other models in addition to the labels.
/// </summary>
/// <remarks>Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network" (2015).</remarks>
public sealed record TeachingOptions
{
    /// <summary>The teacher models; their probabilities are averaged and their embeddings concatenated.</summary>
    public required IReadOnlyList<TeacherFacts> Teachers { get; init; }

    /// <summary>
    /// Weight of the teachers' probabilities in the loss of a labelled segment, 0 to 1; the labels have the remaining weight. Default 0.5.
    /// </summary>
    public double Weight { get; init; } = 0.5;

    /// <summary>
    /// Factor of the mean squared error with which a second output of the network predicts the teachers' standardised embeddings, 0 or
    /// more. Default 0, which disables this output. It is not exported.
    /// </summary>
    public double EmbeddingWeight { get; init; }

    /// <summary>
    /// Divisor of the logarithms of the teachers' probabilities and of the network's logits that are compared with them; above 0. Default
    /// 1.
    /// </summary>
    public double Temperature { get; init; } = 1;

    /// <summary>The audio that a teacher's output refers to. Default the complete track.</summary>
    public TeacherScope Scope { get; init; } = TeacherScope.Track;

    /// <summary>Unlabelled clips that the network also learns from; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UnlabelledFacts? Unlabelled { get; init; }

    /// <summary>Whether the teachers' probabilities are used.</summary>
    [JsonIgnore]
    public bool HasProbabilities => Weight > 0 || Unlabelled is not null;

    /// <summary>Validates the settings and their combination.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message names it.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfZero(Teachers.Count, nameof(Teachers));
        ArgumentOutOfRangeException.ThrowIfNegative(Weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Weight, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(EmbeddingWeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Temperature);
        if (!Enum.IsDefined(Scope))
        {
            throw new ArgumentOutOfRangeException(nameof(Scope), Scope, $"The scope must be one of {string.Join(", ", Enum.GetNames<TeacherScope>())}.");
        }
    }

    /// <summary>Describes the settings in words, for a model card.</summary>
    internal string Describe()
    {
        FormattableString[] parts =
        [
            .. HasProbabilities ? (FormattableString[])[$"{Weight:0.##} of the loss from the probabilities of the teachers for {(Scope == TeacherScope.Track ? "the track" : "the segment")}"] : [],
            .. Temperature != 1 ? (FormattableString[])[$"temperature {Temperature:0.##}"] : [],
            .. EmbeddingWeight > 0 ? (FormattableString[])[$"{EmbeddingWeight:0.##} x the error of predicting their embeddings"] : [],
            .. Unlabelled is { } clips ? (FormattableString[])[$"{Plural.Of(clips.Tracks, "clip")} of {clips.Name} without labels"] : [],
        ];
        string teachers = string.Join(", ", Teachers.Select(t => $"{t.Name} (SHA-256 {t.Sha256})"));
        return $"taught by {teachers}: {string.Join(", ", parts.Select(FormattableString.Invariant))}";
    }
}

/// <summary>Represents a teacher model.</summary>
/// <param name="Name">File name, or name of an installed model, without a path.</param>
/// <param name="Sha256">SHA-256 of the file, in hexadecimal.</param>
public sealed record TeacherFacts(string Name, string Sha256);

/// <summary>Represents a set of unlabelled clips.</summary>
/// <param name="Name">Name of the folder, archive or manifest.</param>
/// <param name="Fingerprint">Hash of the content, in hexadecimal.</param>
/// <param name="Tracks">Number of tracks.</param>
public sealed record UnlabelledFacts(string Name, string Fingerprint, int Tracks);

/// <summary>Specifies the audio that a teacher's output refers to.</summary>
public enum TeacherScope
{
    /// <summary>The complete track: all its segments have the same target, the mean over the teacher's segments.</summary>
    Track,

    /// <summary>The audio of the segment: the mean over the overlapping segments of the teacher, weighted by the overlap.</summary>
    Segment,
}
