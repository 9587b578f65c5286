using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features.Rhythm;

public class MeanTempogramTests
{
    // Double precision, but each step of the sliding spectrum rounds.
    private const double Tolerance = 1e-11;

    [Theory]
    [InlineData(344, 150)]
    [InlineData(64, 300)]
    [InlineData(63, 33)]
    [InlineData(5, 1)]
    [InlineData(2, 40)]
    public void Compute_returns_the_mean_autocorrelation(int windowLength, int count)
    {
        float[] strengths = [.. Sound.Noise(count).Select(s => Math.Max(s, 0) * 20)];
        strengths.AsSpan(count / 3, count / 4).Clear();
        double[] lags = new double[windowLength];
        new MeanTempogram(windowLength).Compute(strengths, lags);
        double[] expected = Definition(strengths, windowLength);
        Assert.All(lags.Zip(expected), pair => Assert.Equal(pair.Second, pair.First, Tolerance));
    }

    [Fact]
    public void Compute_without_onsets_returns_zero()
    {
        double[] lags = [1, 2, 3, 4, 5, 6, 7, 8];
        new MeanTempogram(8).Compute(new float[100], lags);
        Assert.Equal(new double[8], lags);
    }

    [Fact]
    public void Windows_without_onsets_count_as_zero()
    {
        // Of 100 windows of 8 frames, 7 hold the impulse where their weight is not zero; each is 1 at lag 0.
        float[] strengths = new float[100];
        strengths[50] = 3;
        double[] lags = new double[8];
        new MeanTempogram(8).Compute(strengths, lags);
        Assert.Equal(0.07, lags[0], Tolerance);
        Assert.All(lags[1..], lag => Assert.Equal(0, lag, Tolerance));
    }

    private static double[] Definition(float[] strengths, int windowLength)
    {
        int half = windowLength / 2;
        double[] padded = new double[strengths.Length + (2 * half)];
        for (int i = 0; i < padded.Length; i++)
        {
            int place = i - half;
            double fade = place < 0 ? (double)i / half : place >= strengths.Length ? (double)(padded.Length - 1 - i) / half : 1;
            padded[i] = fade * strengths[Math.Clamp(place, 0, strengths.Length - 1)];
        }

        double[] mean = new double[windowLength];
        for (int frame = 0; frame < strengths.Length; frame++)
        {
            double[] window = [.. Enumerable.Range(0, windowLength).Select(n => padded[frame + n] * Math.Pow(Math.Sin(Math.PI * n / windowLength), 2))];
            double[] correlation = [.. Enumerable.Range(0, windowLength).Select(lag => Enumerable.Range(0, windowLength - lag).Sum(n => window[n] * window[n + lag]))];
            for (int lag = 0; lag < windowLength && correlation[0] > 0; lag++)
            {
                mean[lag] += correlation[lag] / correlation[0] / strengths.Length;
            }
        }

        return mean;
    }
}
