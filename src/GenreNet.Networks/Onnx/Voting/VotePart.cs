using GenreNet.Inference;

namespace GenreNet.Networks;

/// <summary>Represents one model of an ensemble.</summary>
/// <remarks>Immutable, as long as <paramref name="File"/> is not modified.</remarks>
/// <param name="Name">Name of the model in messages.</param>
/// <param name="File">The ONNX file of the model.</param>
/// <param name="Card">The card of the model.</param>
/// <param name="Offset">Index in the row of joined features at which the model's features begin; 0 if the features are not joined.</param>
/// <param name="Weight">Factor of the logarithms of the model's calibrated probabilities, 0 or more.</param>
public sealed record VotePart(string Name, byte[] File, ModelCard Card, int Offset, double Weight);
