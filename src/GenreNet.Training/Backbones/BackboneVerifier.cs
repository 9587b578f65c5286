using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Networks.Onnx;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Backbones;

/// <summary>Compares a model with pretrained networks inside with the classifier that was fitted to their embeddings.</summary>
internal static class BackboneVerifier
{
    private const int Segments = 4;

    /// <summary>Runs both on segments of noise: the whole model, and torch on the embeddings.</summary>
    /// <param name="model">The whole model.</param>
    /// <param name="backbone">The networks.</param>
    /// <param name="fitted">The classifier.</param>
    /// <returns>The largest difference of logits.</returns>
    /// <exception cref="Core.Errors.GenreNetException">They differ by more than <see cref="OnnxVerifier.Tolerance"/>.</exception>
    public static double Verify(byte[] model, TrainingBackbone backbone, FittedNetwork fitted)
    {
        FeatureOptions source = backbone.Set.Features;
        var random = new SeededRandom(1);
        float[] features = new float[Segments * source.ValuesPerSegment];
        for (int i = 0; i < features.Length; i++)
        {
            features[i] = (float)random.NextDouble();
        }

        float[] embeddings = new float[Segments * backbone.Set.EmbeddingSize];
        backbone.Encode(features, embeddings);
        return OnnxVerifier.Verify(model, features, [Segments, source.FrameCount, source.CoefficientCount], fitted.Logits(embeddings, Segments));
    }
}
