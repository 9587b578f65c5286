using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Backbones;

/// <summary>Verifies a model with embedded pretrained networks against the classifier that was fitted to their embeddings.</summary>
internal static class BackboneVerifier
{
    private const int Segments = 4;

    /// <summary>Runs both on noise segments: the complete model, and torch on the embeddings.</summary>
    /// <param name="model">The complete model.</param>
    /// <param name="backbone">The pretrained networks.</param>
    /// <param name="fitted">The fitted classifier.</param>
    /// <returns>The largest difference between logits.</returns>
    /// <exception cref="Core.GenreNetException">The outputs differ by more than <see cref="OnnxVerifier.Tolerance"/>.</exception>
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
        if (fitted.Trainer is { Options.HasTrees: true })
        {
            // A rounding error of an embedding can lead to another leaf, so the embeddings and the trees on them are verified separately.
            long[] shape = [Segments, source.FrameCount, source.CoefficientCount];
            float[] inside = OnnxVerifier.Run(model, features, shape, ModelFormat.EmbeddingOutput);
            return Math.Max(OnnxVerifier.Compare(inside, embeddings), OnnxVerifier.Verify(model, features, shape, fitted.Logits(inside, Segments)));
        }

        return OnnxVerifier.Verify(model, features, [Segments, source.FrameCount, source.CoefficientCount], fitted.Logits(embeddings, Segments));
    }

    /// <summary>Verifies a model with fine-tuned networks against torch, on segments of the data.</summary>
    /// <remarks>
    /// The embeddings, and the classifier on the same embeddings, are verified separately, each with the usual tolerance. A classifier
    /// divides by the standard deviation of each embedding value; if it is small, this amplifies rounding errors that no engine can avoid.
    /// </remarks>
    /// <param name="model">The complete model.</param>
    /// <param name="backbone">The pretrained networks before fine-tuning.</param>
    /// <param name="fitted">The fine-tuned networks with the classifier.</param>
    /// <param name="features">The inputs of the networks for some segments.</param>
    /// <param name="segments">Number of segments.</param>
    /// <returns>The largest difference between embeddings or logits.</returns>
    /// <exception cref="Core.GenreNetException">The outputs differ by more than <see cref="OnnxVerifier.Tolerance"/>.</exception>
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
