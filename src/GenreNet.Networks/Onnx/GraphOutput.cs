namespace GenreNet.Networks;

/// <summary>What a node of a graph puts out.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its shape, without the batch.</param>
internal readonly record struct GraphOutput(string Name, TensorShape Shape);
