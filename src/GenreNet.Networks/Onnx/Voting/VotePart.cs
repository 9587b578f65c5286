using GenreNet.Inference;

namespace GenreNet.Networks;

/// <summary>A model that votes with others.</summary>
/// <param name="Name">What messages call it.</param>
/// <param name="File">Its ONNX file.</param>
/// <param name="Card">Its card.</param>
/// <param name="Offset">Where its features begin in the row of the joined features; 0 where the features are its own.</param>
/// <param name="Weight">What the logarithms of its calibrated probabilities are multiplied with, 0 or more.</param>
public sealed record VotePart(string Name, byte[] File, ModelCard Card, int Offset, double Weight);
