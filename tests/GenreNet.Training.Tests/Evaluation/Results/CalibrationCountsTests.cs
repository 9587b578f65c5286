using GenreNet.Core.Numerics;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Tests.Evaluation.Results;

public class CalibrationCountsTests
{
    [Fact]
    public void Calibration_error_is_the_difference_of_confidence_and_accuracy()
    {
        var counts = new CalibrationCounts();
        // Two bins: 0.9 twice, once right; 0.6 twice, always right. (2 |0.5 - 0.9| + 2 |1 - 0.6|) / 4.
        counts.Add([0.9, 0.1], 0);
        counts.Add([0.9, 0.1], 1);
        counts.Add([0.4, 0.6], 1);
        counts.Add([0.4, 0.6], 1);
        Assert.Equal(0.4, counts.Error, 1e-12);
        Assert.Equal(-(Math.Log(0.9) + Math.Log(0.1) + (2 * Math.Log(0.6))) / 4, counts.NegativeLogLikelihood, 1e-12);
        Assert.Equal(((2 * 0.01) + (2 * 0.81) + (4 * 0.16)) / 4, counts.BrierScore, 1e-12);
        CalibrationBin[] filled = [.. counts.Bins.Where(b => b.Count > 0)];
        Assert.Equal([(2, 0.6, 1.0), (2, 0.9, 0.5)], filled.Select(b => (b.Count, b.Confidence!.Value, b.Accuracy!.Value)));
        Assert.All(filled, bin => Assert.InRange(bin.Confidence!.Value, bin.Lower, bin.Upper));
    }

    [Fact]
    public void Bins_include_their_upper_bound_and_cover_all_confidences()
    {
        var counts = new CalibrationCounts();
        double[] confidences = [1, 14 / 15.0, 0.5, 1e-9, 0];
        foreach (double confidence in confidences)
        {
            counts.Add([confidence], 0);
        }

        Assert.Equal(CalibrationCounts.BinCount, counts.Bins.Count);
        Assert.Equal(2, counts.Bins[0].Count);
        Assert.Equal((1, 1), (counts.Bins[13].Count, counts.Bins[14].Count));
        Assert.Equal(confidences.Length, counts.Bins.Sum(b => b.Count));
        Assert.Null(counts.Bins[3].Accuracy);
    }

    [Fact]
    public void Calibrated_predictions_have_no_calibration_error()
    {
        var counts = new CalibrationCounts();
        var random = new SeededRandom(3);
        for (int i = 0; i < 60_000; i++)
        {
            double confidence = random.NextDouble(0.5, 1);
            counts.Add([confidence, 1 - confidence], random.NextDouble() < confidence ? 0 : 1);
        }

        // Fifteen means of thousands of coins: each is off by less than 0.01 or so.
        Assert.InRange(counts.Error, 0, 0.01);
    }

    [Fact]
    public void A_wrong_prediction_with_confidence_one_has_a_finite_loss()
    {
        var counts = new CalibrationCounts();
        counts.Add([1, 0], 1);
        Assert.Equal((1, 2), (counts.Error, counts.BrierScore));
        Assert.Equal(-Math.Log(1e-12), counts.NegativeLogLikelihood, 1e-9);
    }

    [Fact]
    public void Counts_without_predictions_are_zero() => Assert.Equal((0, 0, 0, 0), (new CalibrationCounts().Error, new CalibrationCounts().BrierScore, new CalibrationCounts().NegativeLogLikelihood, new CalibrationCounts().Count));
}
