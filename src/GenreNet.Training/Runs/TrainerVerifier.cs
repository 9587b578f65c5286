using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Networks;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>Verifies a model against the predictions of the ML.NET classifier that it was converted from.</summary>
internal static class TrainerVerifier
{
    // All validation segments, and those of larger datasets in parts.
    private const int BatchSize = 4096;

    /// <summary>Runs both on all validation segments; without any, on all test segments, or else on the training segments.</summary>
    /// <param name="model">The exported model.</param>
    /// <param name="data">The features.</param>
    /// <param name="split">The split.</param>
    /// <param name="fit">The classifier of ML.NET.</param>
    /// <returns>The largest difference: of probabilities if ML.NET computes them, otherwise of logits.</returns>
    /// <exception cref="GenreNetException">The outputs differ by more than <see cref="OnnxVerifier.Tolerance"/>.</exception>
    public static double Verify(byte[] model, FeatureSet data, DataSplit split, TrainerFit fit)
    {
        int[] segments = ((SplitPart[])[SplitPart.Validation, SplitPart.Test, SplitPart.Train]).Select(part => split.SegmentsOf(data, part)).First(part => part.Length > 0);
        return segments.Chunk(BatchSize).Max(batch =>
        {
            float[] logits = OnnxVerifier.Run(model, data.Gather(batch), [batch.Length, data.FrameCount, data.CoefficientCount], ModelFormat.LogitsOutput);
            float[] actual = fit.IsSoftmax
                ? [.. logits.Chunk(data.Genres.Count).SelectMany(row => TemperatureScaling.Softmax(row, temperature: 1)).Select(probability => (float)probability)]
                : logits;
            return OnnxVerifier.Compare(actual, fit.Scores(batch), "ML.NET");
        });
    }
}
