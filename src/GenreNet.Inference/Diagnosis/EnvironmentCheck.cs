namespace GenreNet.Inference;

/// <summary>One thing that classifying needs, and whether it is there.</summary>
/// <param name="Name">What was looked at, such as <c>ONNX Runtime</c>.</param>
/// <param name="Status">What came of it.</param>
/// <param name="Detail">What was found: versions, places, amounts, or what is wrong.</param>
/// <param name="Remedy">What to do about it; null where nothing has to be done.</param>
public sealed record EnvironmentCheck(string Name, CheckStatus Status, string Detail, string? Remedy = null);
