namespace GenreNet.Inference;

/// <summary>Represents the publisher's notes for the users of a model.</summary>
/// <remarks>After Mitchell and others, "Model cards for model reporting" (2019). Immutable.</remarks>
/// <seealso cref="ModelCard"/>
public sealed record CardNotes
{
    /// <summary>Gets a description of the model in one or two sentences.</summary>
    public required string Description { get; init; }

    /// <summary>Gets the uses that the model is intended for.</summary>
    public required IReadOnlyList<string> IntendedUse { get; init; }

    /// <summary>Gets the uses that the model is not suitable for, and its known flaws.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>Gets the source of the training data and its licence terms.</summary>
    public required string Data { get; init; }
}
