namespace GenreNet.Inference;

/// <summary>
/// Represents the mean and deviation of each coefficient over the training segments; the network starts with (x - mean) / deviation.
/// </summary>
/// <remarks>Immutable.</remarks>
/// <seealso cref="ModelCard"/>
public sealed record Standardization
{
    /// <summary>Gets the standardisation of a network that does not standardise its input.</summary>
    public static Standardization None { get; } = new() { Mean = default, Deviation = default };

    /// <summary>
    /// Gets where the standardisation is applied. Always <c>in_graph</c>: the ONNX graph applies it to the features as extracted.
    /// </summary>
    public string Applied { get; init; } = "in_graph";

    /// <summary>Gets the means, one per coefficient; empty if the network does not standardise its input.</summary>
    public required ReadOnlyMemory<float> Mean { get; init; }

    /// <summary>
    /// Gets the standard deviations, one per coefficient, all above zero; empty if the network does not standardise its input.
    /// </summary>
    public required ReadOnlyMemory<float> Deviation { get; init; }
}
