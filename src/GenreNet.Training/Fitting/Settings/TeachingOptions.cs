using System.Text.Json.Serialization;

namespace GenreNet.Training.Fitting;

/// <summary>How a network learns from the answers of other models, besides the labels.</summary>
/// <remarks>Hinton, Vinyals and Dean, "Distilling the knowledge in a neural network" (2015).</remarks>
public sealed record TeachingOptions
{
    /// <summary>The models that answer; their probabilities are averaged, their embeddings joined.</summary>
    public required IReadOnlyList<TeacherFacts> Teachers { get; init; }

    /// <summary>Share of the teachers' probabilities in the loss of a labelled segment, 0 to 1; the labels have the rest. Default 0.5.</summary>
    public double Weight { get; init; } = 0.5;

    /// <summary>
    /// Factor of the mean squared error with which a second output of the network predicts the teachers' standardised embeddings, 0 or more. Default 0: there
    /// is no such output. It is not exported.
    /// </summary>
    public double EmbeddingWeight { get; init; }

    /// <summary>What the logarithms of the teachers' probabilities, and the network's logits compared with them, are divided by; above 0. Default 1.</summary>
    public double Temperature { get; init; } = 1;

    /// <summary>Which audio an answer is about. Default the complete track.</summary>
    public TeacherScope Scope { get; init; } = TeacherScope.Track;

    /// <summary>Clips without labels that the network learns from as well; null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UnlabelledFacts? Unlabelled { get; init; }

    /// <summary>Whether the teachers' probabilities are used at all.</summary>
    [JsonIgnore]
    public bool HasProbabilities => Weight > 0 || Unlabelled is not null;

    /// <summary>Checks the settings against each other.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message says which.</exception>
    public void Validate()
    {
        ArgumentOutOfRangeException.ThrowIfZero(Teachers.Count, nameof(Teachers));
        ArgumentOutOfRangeException.ThrowIfNegative(Weight);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Weight, 1);
        ArgumentOutOfRangeException.ThrowIfNegative(EmbeddingWeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(Temperature);
        if (!Enum.IsDefined(Scope))
        {
            throw new ArgumentOutOfRangeException(nameof(Scope), Scope, $"Answers are about one of {string.Join(", ", Enum.GetNames<TeacherScope>())}.");
        }
    }

    /// <summary>The settings in words, for a model's card.</summary>
    internal string Describe()
    {
        FormattableString[] parts =
        [
            .. HasProbabilities ? (FormattableString[])[$"{Weight:0.##} of the loss from the probabilities of the teachers for {(Scope == TeacherScope.Track ? "the track" : "the segment")}"] : [],
            .. Temperature != 1 ? (FormattableString[])[$"temperature {Temperature:0.##}"] : [],
            .. EmbeddingWeight > 0 ? (FormattableString[])[$"{EmbeddingWeight:0.##} x the error of predicting their embeddings"] : [],
            .. Unlabelled is { } clips ? (FormattableString[])[$"{clips.Tracks} clips of {clips.Name} without labels"] : [],
        ];
        string teachers = string.Join(", ", Teachers.Select(t => $"{t.Name} (SHA-256 {t.Sha256})"));
        return $"taught by {teachers}: {string.Join(", ", parts.Select(FormattableString.Invariant))}";
    }
}

/// <summary>A model that teaches.</summary>
/// <param name="Name">Name of its file, or of an installed model, without a path.</param>
/// <param name="Sha256">SHA-256 of its file, in hexadecimal.</param>
public sealed record TeacherFacts(string Name, string Sha256);

/// <summary>Clips without labels.</summary>
/// <param name="Name">Name of their folder, archive or manifest.</param>
/// <param name="Fingerprint">Hash of their content, in hexadecimal.</param>
/// <param name="Tracks">How many there are.</param>
public sealed record UnlabelledFacts(string Name, string Fingerprint, int Tracks);

/// <summary>Which audio a teacher's answer is about.</summary>
public enum TeacherScope
{
    /// <summary>The complete track: all its segments have one target, the mean over the teacher's segments.</summary>
    Track,

    /// <summary>The audio of the segment: the mean over the teacher's segments that overlap with it, weighted by the overlap.</summary>
    Segment,
}
