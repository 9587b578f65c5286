using GenreNet.Inference;

namespace GenreNet.ML;

/// <summary>Specifies how <c>ClassifyGenre</c> classifies.</summary>
/// <remarks>Immutable.</remarks>
/// <example>
/// <code>
/// using GenreNet.ML;
/// using Microsoft.ML;
///
/// var context = new MLContext(seed: 1);
/// var pipeline = context.Transforms.ClassifyGenre("Path", options: new GenreOptions { IncludeEmbedding = true });
/// </code>
/// </example>
/// <seealso cref="AudioTransformsCatalog"/>
public sealed record GenreOptions : AudioTransformOptions
{
    /// <summary>
    /// Gets the path of the model, an <c>.onnx</c> file written by <c>genrenet train</c>; null, the default, for the embedded model. A
    /// saved pipeline contains the model itself.
    /// </summary>
    public string? ModelPath { get; init; }

    /// <summary>Gets whether a column with the embedding of the file is added. Default false.</summary>
    public bool IncludeEmbedding { get; init; }

    /// <summary>
    /// Gets the confidence below which the genre is missing: an empty text and a missing key. Default 0, which always gives a genre.
    /// </summary>
    public double UnknownBelow { get; init; }

    internal override void Validate()
    {
        base.Validate();
        Classification.Validate();
    }

    internal ClassificationOptions Classification => ClassificationOptions.Default with
    {
        IncludeEmbedding = IncludeEmbedding,
        UnknownBelow = UnknownBelow,
        MaxDuration = MaxDuration,
    };
}
