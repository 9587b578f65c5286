using GenreNet.Core;

namespace GenreNet.Inference;

/// <summary>Verifies that a network matches its card, whichever program runs it.</summary>
internal static class NetworkCheck
{
    /// <summary>The number of segments of zeros that a network is tried with after loading.</summary>
    public const int TrialSegments = 2;

    // The sum of a softmax in float32 differs from one by less than this.
    private const double SumTolerance = 1e-3;

    /// <summary>Verifies that the inputs and outputs of a graph match the card.</summary>
    /// <param name="card">The model card.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="takesFeatures">Whether the only input has the shape of the features.</param>
    /// <param name="widthOf">Returns the number of values per segment of an output; 0 if there is no such output.</param>
    /// <exception cref="ModelFormatException">The graph does not match.</exception>
    public static void RequireGraph(ModelCard card, string name, bool takesFeatures, Func<string, int> widthOf)
    {
        if (!takesFeatures || widthOf(ModelFormat.ProbabilitiesOutput) != card.Genres.Count)
        {
            throw new ModelFormatException($"{name} has an input or output that does not match its card: export the model again.");
        }

        if (card.Content is { } content && widthOf(ModelFormat.ContentOutput) != content.Labels.Count)
        {
            throw new ModelFormatException(
                $"{name} has no output '{ModelFormat.ContentOutput}' with the {content.Labels.Count} labels of its card: "
                + "export the model again.");
        }
    }

    /// <summary>Verifies that the outputs for the trial segments are probabilities.</summary>
    /// <param name="card">The model card.</param>
    /// <param name="name">Name of the file in messages.</param>
    /// <param name="probabilities"><c>[segments, genres]</c>.</param>
    /// <param name="content"><c>[segments, labels]</c>; empty for a model without that output.</param>
    /// <exception cref="ModelFormatException">A value is not a probability, or a row does not sum to 1.</exception>
    public static void RequireProbabilities(ModelCard card, string name, float[] probabilities, float[] content)
    {
        bool areProbabilities = AreProbabilities(probabilities) && AreProbabilities(content);
        for (int start = 0; !card.IsMultiLabel && start < probabilities.Length; start += card.Genres.Count)
        {
            areProbabilities &= Math.Abs(Sum(probabilities.AsSpan(start, card.Genres.Count)) - 1) <= SumTolerance;
        }

        if (!areProbabilities)
        {
            string kind = card.IsMultiLabel ? "between 0 and 1" : "between 0 and 1 that sum to 1";
            throw new ModelFormatException(
                $"{name} does not return probabilities {kind}, so its weights are damaged: export the model again.");
        }
    }

    private static bool AreProbabilities(float[] values)
    {
        foreach (float value in values)
        {
            // Written so that NaN, which damaged weights produce, is rejected.
            if (!(value >= 0 && value <= 1 + SumTolerance))
            {
                return false;
            }
        }

        return true;
    }

    // Loops instead of LINQ: each of its methods would be compiled for numbers when the first model is loaded.
    private static double Sum(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
        {
            sum += value;
        }

        return sum;
    }
}
