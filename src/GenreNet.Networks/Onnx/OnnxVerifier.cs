using GenreNet.Core;
using GenreNet.Inference;
using Microsoft.ML.OnnxRuntime;

namespace GenreNet.Networks;

/// <summary>Verifies an exported file against the network that it was exported from.</summary>
public static class OnnxVerifier
{
    /// <summary>
    /// The largest accepted difference, absolute below one and relative above: both engines compute in float32, but sum in different
    /// orders.
    /// </summary>
    public const double Tolerance = 1e-4;

    /// <summary>Runs ONNX Runtime on features and compares the outputs with those of torch.</summary>
    /// <param name="model">The exported file.</param>
    /// <param name="features"><c>[segments, frames, coefficients]</c>.</param>
    /// <param name="shape">The lengths of those three axes.</param>
    /// <param name="logits">Torch's outputs for the features, <c>[segments, genres]</c>.</param>
    /// <returns>The largest difference.</returns>
    /// <exception cref="GenreNetException">The outputs differ by more than <see cref="Tolerance"/>, or are NaN.</exception>
    public static double Verify(byte[] model, float[] features, long[] shape, ReadOnlySpan<float> logits)
    {
        return Compare(Run(model, features, shape, ModelFormat.LogitsOutput), logits);
    }

    /// <summary>Runs ONNX Runtime on features.</summary>
    /// <param name="model">The exported file.</param>
    /// <param name="features"><c>[segments, frames, coefficients]</c>.</param>
    /// <param name="shape">The lengths of those three axes.</param>
    /// <param name="output">Name of an output of the file.</param>
    public static float[] Run(byte[] model, float[] features, long[] shape, string output)
    {
        using var session = new InferenceSession(model);
        using var run = new RunOptions();
        using var input = OrtValue.CreateTensorValueFromMemory(features, shape);
        using IDisposableReadOnlyCollection<OrtValue> outputs = session.Run(run, [ModelFormat.FeaturesInput], [input], [output]);
        return outputs[0].GetTensorDataAsSpan<float>().ToArray();
    }

    /// <summary>Compares outputs of ONNX Runtime with those of torch.</summary>
    /// <param name="actual">The outputs of ONNX Runtime.</param>
    /// <param name="expected">The outputs of torch, of the same length.</param>
    /// <param name="engine">Name of the engine that computed them, for the message.</param>
    /// <returns>The largest difference.</returns>
    /// <exception cref="GenreNetException">The outputs differ by more than <see cref="Tolerance"/>, or are NaN.</exception>
    public static double Compare(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected, string engine = "torch")
    {
        double worst = LargestDifference(actual, expected);

        // Written so that NaN fails.
        if (!(worst <= Tolerance))
        {
            throw new GenreNetException(
                $"The outputs of the exported network differ from those of {engine} (by {worst:G3}, allowed {Tolerance:G3}): the model was not saved; please report this network.");
        }

        return worst;
    }

    private static double LargestDifference(ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        if (actual.Length != expected.Length)
        {
            return double.PositiveInfinity;
        }

        double worst = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            double difference = Math.Abs((double)actual[i] - expected[i]) / Math.Max(1, Math.Abs(expected[i]));
            worst = double.IsNaN(difference) ? double.NaN : Math.Max(worst, difference);
            if (double.IsNaN(worst))
            {
                break;
            }
        }

        return worst;
    }
}
