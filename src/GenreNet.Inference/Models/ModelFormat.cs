using GenreNet.Core;

namespace GenreNet.Inference;

/// <summary>The names that a model file and its readers share.</summary>
public static class ModelFormat
{
    /// <summary>The newest format that this version reads and the one that it writes.</summary>
    public const int Version = 1;

    /// <summary>Key of the card's JSON in the metadata of the ONNX file.</summary>
    public const string CardKey = "genrenet.card";

    /// <summary>Graph input, float <c>[batch, frames, coefficients]</c>: MFCCs as the card's feature options say, not standardised.</summary>
    public const string FeaturesInput = "features";

    /// <summary>Graph output, float <c>[batch, genres]</c>: scores before the softmax or sigmoid.</summary>
    public const string LogitsOutput = "logits";

    /// <summary>Graph output, float <c>[batch, genres]</c>: probabilities, 0 to 1; with softmax each row adds up to one.</summary>
    public const string ProbabilitiesOutput = "probabilities";

    /// <summary>Graph output, float <c>[batch, numbers]</c>: what goes into the last layer. Models made before it was written do without.</summary>
    public const string EmbeddingOutput = "embedding";

    /// <summary>
    /// Graph output, float <c>[batch, labels]</c>: probabilities of what a sound is (<see cref="ModelCard.Content"/>). Most models do
    /// without.
    /// </summary>
    public const string ContentOutput = "content";

    /// <summary>Computes the checksum of a model file's weights, as <see cref="ModelCard.WeightsSha256"/> has it.</summary>
    /// <param name="file">The complete ONNX file; its card does not matter.</param>
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
                $"The file is not an ONNX model, or it is damaged ({problem.Message}): export it again.", problem);
        }
    }
}
