namespace GenreNet.Networks;

/// <summary>Represents the output of a node in a graph.</summary>
/// <param name="Name">Name of the output.</param>
/// <param name="Shape">Shape of the output, without the batch axis.</param>
internal readonly record struct GraphOutput(string Name, TensorShape Shape);
