using System.Numerics.Tensors;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Numerics;
using GenreNet.Inference;

namespace GenreNet.Networks;

/// <summary>Verifies an ensemble against its models, each run separately.</summary>
public static class VoteVerifier
{
    private const int Segments = 8;

    /// <summary>Compares probabilities and embeddings on synthetic segments.</summary>
    /// <param name="vote">The file of the ensemble.</param>
    /// <param name="name">Name of the ensemble in messages.</param>
    /// <param name="parts">The models of the ensemble.</param>
    /// <returns>The larger of the largest difference of a probability and that of an embedding relative to its largest value.</returns>
    /// <exception cref="GenreNetException">The outputs differ by more than <see cref="OnnxVerifier.Tolerance"/>.</exception>
    public static double Verify(byte[] vote, string name, IReadOnlyList<VotePart> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        using GenreClassifier together = Open(vote, name);
        int size = together.Card.Features.ValuesPerSegment;
        int genres = together.Genres.Count;
        float[] rows = new float[Segments * size];
        double[] logits = new double[Segments * genres];
        float[][] embeddings = new float[parts.Count][];
        GenreClassifier[] alone = [.. parts.Select(p => Open(p.File, p.Name))];
        try
        {
            Fill(rows, size, parts, alone);
            foreach ((int i, VotePart part) in parts.Index())
            {
                int width = alone[i].Card.Features.ValuesPerSegment;
                float[] features = [.. Enumerable.Range(0, Segments).SelectMany(s => rows.AsSpan((s * size) + part.Offset, width).ToArray())];
                float[] probabilities = alone[i].ClassifyFeatures(features);
                embeddings[i] = alone[i].EmbedFeatures(features);
                int[] places = [.. together.Genres.Select(genre => GenreName.IndexIn(alone[i].Genres, genre))];
                for (int k = 0; k < logits.Length; k++)
                {
                    logits[k] += part.Weight * Math.Log(Math.Max(probabilities[(k / genres * genres) + places[k % genres]], float.Epsilon));
                }
            }
        }
        finally
        {
            Array.ForEach(alone, model => model.Dispose());
        }

        double temperature = together.Card.Calibration?.Temperature ?? 1;
        double worst = Math.Max(
            Difference(together.ClassifyFeatures(rows), logits, genres, temperature), EmbeddingDifference(together.EmbedFeatures(rows), embeddings));

        // Written so that NaN fails.
        return worst <= OnnxVerifier.Tolerance
            ? worst
            : throw new GenreNetException(
                $"The predictions of the combined model differ from those of its parts (by {worst:G3}, allowed {OnnxVerifier.Tolerance:G3}): the model was not saved; please report these models.");
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

    // Uses the statistics of a model's standardisation if it has them, otherwise plain noise. Models may share features: the last one
    // written decides.
    private static void Fill(float[] rows, int size, IReadOnlyList<VotePart> parts, GenreClassifier[] models)
    {
        var random = new SeededRandom(1);
        foreach ((VotePart part, ModelCard card) in parts.Zip(models.Select(m => m.Card)))
        {
            int coefficients = card.Features.CoefficientCount;
            bool isKnown = card.Standardization.Mean.Length == coefficients;
            for (int i = 0; i < Segments * card.Features.ValuesPerSegment; i++)
            {
                (int segment, int place) = Math.DivRem(i, card.Features.ValuesPerSegment);
                int k = place % coefficients;
                var noise = (float)random.NextGaussian();
                rows[(segment * size) + part.Offset + place] = isKnown ? card.Standardization.Mean.Span[k] + (noise * card.Standardization.Deviation.Span[k]) : noise;
            }
        }
    }

    private static GenreClassifier Open(byte[] file, string name)
    {
        using var stream = new MemoryStream(file);
        return GenreClassifier.Load(stream, name);
    }
}
