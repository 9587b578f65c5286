using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Networks;
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
    /// <exception cref="Core.GenreNetException">They differ by more than <see cref="OnnxVerifier.Tolerance"/>.</exception>
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

    /// <summary>Compares a model whose networks were fitted with torch, on segments of the data.</summary>
    /// <remarks>
    /// In two parts, each at the usual tolerance: the embeddings, and the classifier on the same embeddings. A classifier divides by
    /// the deviation of each number of an embedding; where that is small it magnifies roundings which no engine can avoid.
    /// </remarks>
    /// <param name="model">The whole model.</param>
    /// <param name="backbone">The networks as they were before.</param>
    /// <param name="fitted">The networks and the classifier.</param>
    /// <param name="features">What the networks receive, of some segments.</param>
    /// <param name="segments">How many.</param>
    /// <returns>The largest difference of embeddings or logits.</returns>
    /// <exception cref="Core.GenreNetException">They differ by more than <see cref="OnnxVerifier.Tolerance"/>.</exception>
    public static double VerifyFitted(byte[] model, TrainingBackbone backbone, FittedNetwork fitted, float[] features, int segments)
    {
        int layers = backbone.Set.Network.Layers.Count;
        TensorShape input = fitted.Network.Input;
        var networks = new NetworkSpec(backbone.Set.Name, [.. fitted.Network.Spec.Layers.Take(layers)]);
        using var encoder = new EmbeddingNetwork(OnnxExporter.ExportEncoder(networks, input, fitted.Network.SaveWeights()));
        float[] embeddings = new float[segments * encoder.EmbeddingSize];
        encoder.Encode(features, embeddings);
        long[] shape = [segments, input[0], input[1]];
        double difference = OnnxVerifier.Compare(embeddings, fitted.Run(..layers, features, shape));
        float[] logits = fitted.Run(layers.., embeddings, [segments, encoder.EmbeddingSize]);
        return Math.Max(difference, OnnxVerifier.Verify(model, features, shape, logits));
    }
}
