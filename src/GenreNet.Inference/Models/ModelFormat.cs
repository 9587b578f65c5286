using GenreNet.Core;

namespace GenreNet.Inference;

/// <summary>Defines the names that a model file and its readers share.</summary>
public static class ModelFormat
{
    /// <summary>The newest format version that this library reads, and the one that it writes.</summary>
    public const int Version = 1;

    /// <summary>The key of the card's JSON in the metadata of the ONNX file.</summary>
    public const string CardKey = "genrenet.card";

    /// <summary>
    /// The graph input, float <c>[batch, frames, coefficients]</c>: the features specified on the card, not standardised.
    /// </summary>
    public const string FeaturesInput = "features";

    /// <summary>The graph output of the scores before the softmax or sigmoid, float <c>[batch, genres]</c>.</summary>
    public const string LogitsOutput = "logits";

    /// <summary>
    /// The graph output of the probabilities, float <c>[batch, genres]</c>, 0 to 1; with softmax each row adds up to one.
    /// </summary>
    public const string ProbabilitiesOutput = "probabilities";

    /// <summary>The graph output of the last layer's input, float <c>[batch, numbers]</c>. Absent in models of earlier versions.</summary>
    public const string EmbeddingOutput = "embedding";

    /// <summary>
    /// The graph output of the probabilities of kinds of sound, float <c>[batch, labels]</c> (<see cref="ModelCard.Content"/>). Absent in
    /// most models.
    /// </summary>
    public const string ContentOutput = "content";

    /// <summary>Computes the checksum of a model file's weights, as in <see cref="ModelCard.WeightsSha256"/>.</summary>
    /// <param name="file">The complete ONNX file; its card does not affect the checksum.</param>
    /// <returns>The SHA-256 of all initialisers in the order of the file, 64 lower-case hexadecimal digits.</returns>
    /// <exception cref="ModelFormatException">The file is not an ONNX file.</exception>
    public static string ChecksumOf(ReadOnlySpan<byte> file)
    {
        try
        {
            return WeightsChecksum.Of(file);
        }
        catch (InvalidDataException problem)
        {
            throw new ModelFormatException(
                $"The file is not an ONNX model, or it is damaged ({problem.Message}): export the model again.", problem);
        }
    }
}
