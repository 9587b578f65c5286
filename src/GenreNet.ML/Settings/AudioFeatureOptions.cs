using GenreNet.Core.Features;

namespace GenreNet.ML;

/// <summary>Specifies which features <c>ExtractAudioFeatures</c> computes.</summary>
/// <remarks>Immutable.</remarks>
/// <example>
/// <code>
/// using GenreNet.Core.Features;
/// using GenreNet.ML;
/// using Microsoft.ML;
///
/// var context = new MLContext(seed: 1);
/// var options = new AudioFeatureOptions { BadAudio = BadAudioPolicy.Skip, Features = FeatureOptions.Summaries with { SegmentSeconds = 10 } };
/// var pipeline = context.Transforms.ExtractAudioFeatures("Path", "Features", options);
/// </code>
/// </example>
/// <seealso cref="AudioTransformsCatalog"/>
public sealed record AudioFeatureOptions : AudioTransformOptions
{
    /// <summary>
    /// Gets the features. Default <see cref="FeatureOptions.Summaries"/>: 52 means and variances per 30 s of audio. Features per frame
    /// (MFCCs, mel bands) are summarised by the mean and the standard deviation of each coefficient over the frames of the file. A file of
    /// several segments gives the mean of its segments.
    /// </summary>
    public FeatureOptions Features { get; init; } = FeatureOptions.Summaries;

    internal override void Validate()
    {
        base.Validate();
        ArgumentNullException.ThrowIfNull(Features);
        Features.Validate();
        if (Features.Kind == FeatureKind.Embedding)
        {
            throw new ArgumentException("Embeddings need a model: use ClassifyGenre with IncludeEmbedding.", nameof(Features));
        }
    }
}
