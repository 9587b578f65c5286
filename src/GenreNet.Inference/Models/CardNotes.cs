namespace GenreNet.Inference;

/// <summary>What whoever publishes a model has to tell those who use it.</summary>
/// <remarks>After Mitchell and others, "Model cards for model reporting" (2019).</remarks>
public sealed record CardNotes
{
    /// <summary>What the model is, in a sentence or two.</summary>
    public required string Description { get; init; }

    /// <summary>What it is for.</summary>
    public required IReadOnlyList<string> IntendedUse { get; init; }

    /// <summary>What it must not be taken for, and what is known to be wrong with it.</summary>
    public required IReadOnlyList<string> Limits { get; init; }

    /// <summary>Where what it was trained on comes from, and under which terms.</summary>
    public required string Data { get; init; }
}
