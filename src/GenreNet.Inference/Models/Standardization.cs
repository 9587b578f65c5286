namespace GenreNet.Inference;

/// <summary>Mean and deviation of each coefficient over the training segments; the network starts with (x - mean) / deviation.</summary>
public sealed record Standardization
{
    /// <summary>Always <c>in_graph</c>: the ONNX graph does it, and features go in as they were extracted.</summary>
    public string Applied { get; init; } = "in_graph";

    /// <summary>Means, one per coefficient; empty where the network does not standardise its input.</summary>
    public required IReadOnlyList<float> Mean { get; init; }

    /// <summary>Standard deviations, one per coefficient, all above zero; empty where the network does not standardise its input.</summary>
    public required IReadOnlyList<float> Deviation { get; init; }
}
