namespace GenreNet.Inference.Models;

/// <summary>The names that a model file and its readers share.</summary>
public static class ModelFormat
{
    /// <summary>The newest format that this version reads and the one that it writes.</summary>
    public const int Version = 1;

    /// <summary>Key of the card's JSON in the metadata of the ONNX file.</summary>
    public const string CardKey = "genrenet.card";

    /// <summary>Graph input, float <c>[batch, frames, coefficients]</c>: MFCCs as the card's feature options say, not standardised.</summary>
    public const string FeaturesInput = "features";

    /// <summary>Graph output, float <c>[batch, genres]</c>: scores before the softmax.</summary>
    public const string LogitsOutput = "logits";

    /// <summary>Graph output, float <c>[batch, genres]</c>: probabilities, each row adding up to one.</summary>
    public const string ProbabilitiesOutput = "probabilities";

    /// <summary>Graph output, float <c>[batch, numbers]</c>: what goes into the last layer. Models made before it was written do without.</summary>
    public const string EmbeddingOutput = "embedding";
}
