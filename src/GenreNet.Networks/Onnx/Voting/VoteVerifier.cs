using System.Numerics.Tensors;
using GenreNet.Core.Datasets;
using GenreNet.Core.Errors;
using GenreNet.Core.Numerics;
using GenreNet.Inference;

namespace GenreNet.Networks.Onnx.Voting;

/// <summary>Verifies a vote against its parts, each run by itself.</summary>
public static class VoteVerifier
{
    private const int Segments = 8;

    /// <summary>Compares probabilities and embeddings on made-up segments.</summary>
    /// <param name="vote">The vote.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="parts">Its parts.</param>
    /// <returns>The largest difference of a probability, and of an embedding relative to its largest number.</returns>
    /// <exception cref="GenreNetException">They differ by more than <see cref="OnnxVerifier.Tolerance"/>.</exception>
    public static double Verify(byte[] vote, string name, IReadOnlyList<VotePart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        using GenreClassifier together = Open(vote, name);
        int size = together.Card.Features.ValuesPerSegment;
        int genres = together.Genres.Count;
        float[] rows = new float[Segments * size];
        double[] logits = new double[Segments * genres];
        float[][] embeddings = new float[parts.Count][];
        var random = new SeededRandom(1);
        foreach ((int i, VotePart part) in parts.Index())
        {
            using GenreClassifier alone = Open(part.File, part.Name);
            // Parts of equal features have the same slice, and so the same numbers.
            float[] features = parts.Take(i).Any(p => p.Offset == part.Offset)
                ? [.. Enumerable.Range(0, Segments).SelectMany(s => rows.AsSpan((s * size) + part.Offset, alone.Card.Features.ValuesPerSegment).ToArray())]
                : Made(alone, random);
            float[] probabilities = alone.ClassifyFeatures(features);
            embeddings[i] = alone.EmbedFeatures(features);
            int width = alone.Card.Features.ValuesPerSegment;
            for (int segment = 0; segment < Segments; segment++)
            {
                features.AsSpan(segment * width, width).CopyTo(rows.AsSpan((segment * size) + part.Offset));
                for (int genre = 0; genre < genres; genre++)
                {
                    int place = GenreName.IndexIn(alone.Genres, together.Genres[genre]);
                    logits[(segment * genres) + genre] += part.Weight * Math.Log(Math.Max(probabilities[(segment * genres) + place], float.Epsilon));
                }
            }
        }

        double temperature = together.Card.Calibration?.Temperature ?? 1;
        double worst = Math.Max(
            Difference(together.ClassifyFeatures(rows), logits, genres, temperature), EmbeddingDifference(together.EmbedFeatures(rows), embeddings));

        // Written so that NaN fails.
        return worst <= OnnxVerifier.Tolerance
            ? worst
            : throw new GenreNetException(
                $"the joined model gives other answers than its parts (difference {worst:G3}, allowed {OnnxVerifier.Tolerance:G3}): it was not saved; please report these models.");
    }

    private static double Difference(float[] actual, double[] logits, int genres, double temperature)
    {
        double worst = 0;
        for (int start = 0; start < logits.Length; start += genres)
        {
            double largest = logits[start..(start + genres)].Max();
            double[] expected = [.. logits[start..(start + genres)].Select(logit => Math.Exp((logit - largest) / temperature))];
            double sum = expected.Sum();
            for (int genre = 0; genre < genres; genre++)
            {
                worst = Worse(worst, Math.Abs(actual[start + genre] - (expected[genre] / sum)));
            }
        }

        return worst;
    }

    private static double EmbeddingDifference(float[] actual, float[][] parts)
    {
        float[] expected = [.. Enumerable.Range(0, Segments).SelectMany(segment => parts.SelectMany(p => p.Skip(segment * (p.Length / Segments)).Take(p.Length / Segments)))];
        if (actual.Length != expected.Length)
        {
            return double.PositiveInfinity;
        }

        float scale = expected.Length == 0 ? 1 : Math.Max(1, TensorPrimitives.MaxMagnitude(expected) is var largest ? Math.Abs(largest) : 1);
        double worst = 0;
        for (int i = 0; i < actual.Length; i++)
        {
            worst = Worse(worst, Math.Abs((double)actual[i] - expected[i]) / scale);
        }

        return worst;
    }

    private static double Worse(double worst, double difference) => double.IsNaN(difference) ? double.NaN : Math.Max(worst, difference);

    // As the part standardises its features where it does; noise otherwise.
    private static float[] Made(GenreClassifier model, SeededRandom random)
    {
        int coefficients = model.Card.Features.CoefficientCount;
        bool isKnown = model.Card.Standardization.Mean.Count == coefficients;
        float[] features = new float[Segments * model.Card.Features.ValuesPerSegment];
        for (int i = 0; i < features.Length; i++)
        {
            int k = i % coefficients;
            features[i] = isKnown
                ? model.Card.Standardization.Mean[k] + ((float)random.NextGaussian() * model.Card.Standardization.Deviation[k])
                : (float)random.NextGaussian();
        }

        return features;
    }

    private static GenreClassifier Open(byte[] file, string name)
    {
        using var stream = new MemoryStream(file);
        return GenreClassifier.Load(stream, name);
    }
}
