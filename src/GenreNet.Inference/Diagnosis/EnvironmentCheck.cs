namespace GenreNet.Inference;

/// <summary>Represents the check of one component that classification needs.</summary>
/// <param name="Name">Name of the component, such as <c>ONNX Runtime</c>.</param>
/// <param name="Status">Result of the check.</param>
/// <param name="Detail">What was found: versions, paths, sizes, or the problem.</param>
/// <param name="Remedy">How to solve the problem; null if there is none.</param>
public sealed record EnvironmentCheck(string Name, CheckStatus Status, string Detail, string? Remedy = null);
