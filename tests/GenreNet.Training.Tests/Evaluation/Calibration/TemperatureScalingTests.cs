using GenreNet.Core.Numerics;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation.Calibration;

public class TemperatureScalingTests
{
    [Fact]
    public void The_temperature_of_two_logits_matches_the_closed_form()
    {
        // All segments say 2 against 0, and three of four are right: the softmax has to say 3/4, so that 2 / T = ln 3.
        float[] logits = [.. Enumerable.Range(0, 40).SelectMany(_ => (float[])[2, 0])];
        FittedTemperature fit = TemperatureScaling.Fit(logits, [.. Enumerable.Range(0, 40).Select(i => i % 4 == 0 ? 1 : 0)]);
        Assert.Equal(2 / Math.Log(3), fit.Temperature, 1e-9);
        Assert.Equal(0, fit.After.Error, 1e-9);
        Assert.Equal((1 / (1 + Math.Exp(-2))) - 0.75, fit.Before.Error, 1e-9);
        Assert.Null(fit.Remark);
    }

    [Theory]
    [InlineData(0.25)]
    [InlineData(1)]
    [InlineData(3.5)]
    public void The_fit_recovers_the_temperature_of_sampled_labels(double temperature)
    {
        (float[] logits, int[] labels) = Draw(4000, 5, temperature, 11);
        Assert.Equal(temperature, TemperatureScaling.Fit(logits, labels).Temperature, 0.08 * temperature);
    }

    [Fact]
    public void Scaling_never_lowers_the_likelihood_or_changes_predictions()
    {
        for (ulong seed = 0; seed < 50; seed++)
        {
            var random = new SeededRandom(seed);
            (float[] logits, int[] labels) = Draw(20 + random.Next(60), 2 + random.Next(9), Math.Exp(random.NextDouble(-4, 4)), seed);
            FittedTemperature fit = TemperatureScaling.Fit(logits, labels);
            Assert.InRange(fit.Temperature, TemperatureScaling.Smallest, TemperatureScaling.Largest);
            Assert.True(fit.After.NegativeLogLikelihood <= fit.Before.NegativeLogLikelihood);
            Assert.Equal(fit.Remark is null ? fit.Temperature : 1, fit.Temperature);
            int genres = logits.Length / labels.Length;
            Assert.All(logits.Chunk(genres), row => Assert.Equal(
                Array.IndexOf(row, row.Max()), Array.IndexOf(TemperatureScaling.Softmax(row, fit.Temperature), TemperatureScaling.Softmax(row, fit.Temperature).Max())));
        }
    }

    [Fact]
    public void The_fit_is_the_minimum_and_ignores_constant_offsets()
    {
        (float[] logits, int[] labels) = Draw(200, 4, 2, 5);
        FittedTemperature fit = TemperatureScaling.Fit(logits, labels);
        Assert.All((double[])[0.97, 1.03], factor => Assert.True(Likelihood(logits, labels, fit.Temperature * factor) > fit.After.NegativeLogLikelihood));
        float[] shifted = [.. logits.Select((logit, i) => logit + (i / 4 % 2 == 0 ? 64 : -64))];
        Assert.Equal(fit.Temperature, TemperatureScaling.Fit(shifted, labels).Temperature, 1e-3);
    }

    [Fact]
    public void The_temperature_stays_one_with_a_remark_if_it_cannot_be_fitted()
    {
        float[] logits = [.. Enumerable.Range(0, 30).SelectMany(_ => (float[])[1, 0, 0])];
        int[] right = new int[30];
        int[] wrong = [.. Enumerable.Repeat(1, 30)];
        Assert.Contains("correctly by a wide margin", Remark(logits, right), StringComparison.Ordinal);
        Assert.Contains("guessing", Remark(logits, wrong), StringComparison.Ordinal);
        Assert.Contains("too few", Remark(logits[..57], right[..19]), StringComparison.Ordinal);
        // Logits that are all the same say the same at every temperature.
        Assert.NotNull(Remark(new float[90], right));

        static string? Remark(float[] logits, int[] labels)
        {
            FittedTemperature fit = TemperatureScaling.Fit(logits, labels);
            Assert.Equal(1, fit.Temperature);
            Assert.Equal(fit.Before, fit.After);
            return fit.Remark;
        }
    }

    [Fact]
    public void Invalid_logits_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1, float.NaN], [0]));
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1, 2, 3], [0, 1]));
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([1, 2], [0, 1]));
        Assert.Throws<ArgumentException>(() => TemperatureScaling.Fit([], []));
    }

    private static double Likelihood(float[] logits, int[] labels, double temperature)
    {
        var counts = new CalibrationCounts();
        foreach ((float[] row, int label) in logits.Chunk(logits.Length / labels.Length).Zip(labels))
        {
            counts.Add(TemperatureScaling.Softmax(row, temperature), label);
        }

        return counts.NegativeLogLikelihood;
    }

    /// <summary>Logits, and labels that are as probable as their softmax at a temperature says.</summary>
    private static (float[] Logits, int[] Labels) Draw(int segments, int genres, double temperature, ulong seed)
    {
        var random = new SeededRandom(seed);
        float[] logits = [.. Enumerable.Range(0, segments * genres).Select(_ => (float)(2 * random.NextGaussian()))];
        int[] labels = [.. logits.Chunk(genres).Select(row =>
        {
            double point = random.NextDouble();
            double[] shares = TemperatureScaling.Softmax(row, temperature);
            int label = 0;
            while (label < genres - 1 && (point -= shares[label]) > 0)
            {
                label++;
            }

            return label;
        })];
        return (logits, labels);
    }
}
