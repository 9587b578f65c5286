using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests.Answers;

public class SegmentPoolTests
{
    [Fact]
    public void The_mean_is_that_of_the_probabilities()
    {
        var pool = new SegmentPool(SegmentPooling.Mean, OutputActivation.Softmax, 2);
        pool.Add([0.9f, 0.1f]);
        pool.Add([0.4f, 0.6f]);
        Assert.Equal([((double)0.9f + 0.4f) / 2, ((double)0.1f + 0.6f) / 2], pool.Compute());
        Assert.Equal(2, pool.Count);
    }

    [Fact]
    public void The_mean_of_logarithms_equals_the_softmax_of_the_mean_logits()
    {
        double[][] logits = [[2, -1, 0.5], [-3, 0, 1], [0.2, 4, -2]];
        var pool = new SegmentPool(SegmentPooling.LogMean, OutputActivation.Softmax, 3);
        foreach (double[] row in logits)
        {
            pool.Add([.. Softmax(row).Select(p => (float)p)]);
        }

        double[] expected = Softmax([.. Enumerable.Range(0, 3).Select(genre => logits.Average(row => row[genre]))]);
        Assert.All(pool.Compute().Zip(expected), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
    }

    [Fact]
    public void The_mean_log_odds_of_a_multi_label_model_are_those_of_the_mean_logit()
    {
        double[] logits = [3, -1, 0.4];
        var pool = new SegmentPool(SegmentPooling.LogMean, OutputActivation.Sigmoid, 1);
        foreach (double logit in logits)
        {
            pool.Add([(float)(1 / (1 + Math.Exp(-logit)))]);
        }

        Assert.Equal(1 / (1 + Math.Exp(-logits.Average())), pool.Compute()[0], 1e-6);
    }

    [Theory]
    [InlineData(OutputActivation.Softmax)]
    [InlineData(OutputActivation.Sigmoid)]
    public void Probabilities_of_zero_and_one_stay_finite(OutputActivation activation)
    {
        var pool = new SegmentPool(SegmentPooling.LogMean, activation, 2);
        pool.Add([1, 0]);
        pool.Add([0, 1]);
        pool.Add([0, 1]);
        double[] clip = pool.Compute();
        Assert.All(clip, probability => Assert.InRange(probability, 0, 1));
        Assert.True(clip[1] > clip[0]);
    }

    [Fact]
    public void A_clip_without_segments_has_no_probability()
    {
        Assert.Equal([0, 0], new SegmentPool(SegmentPooling.LogMean, OutputActivation.Softmax, 2).Compute());
        Assert.Throws<ArgumentException>(() => new SegmentPool(SegmentPooling.Mean, OutputActivation.Softmax, 2).Add([1]));
    }

    [Fact]
    public void The_card_decides_how_a_clip_is_pooled()
    {
        // Loud segments are jazz, quiet ones are not, so that the two ways differ.
        var mean = new TestModel { Slope = 0.02f, Bias = [6, 0, 0] };
        float[] clip = [.. Fixture.Music(seconds: 6).Span, .. Fixture.Music(seconds: 6).ToArray().Select(sample => sample / 100)];
        using GenreClassifier byMean = mean.Load();
        using GenreClassifier byLog = (mean with { Pooling = SegmentPooling.LogMean }).Load();
        GenrePrediction first = byMean.Classify(clip, NonMusic.SampleRate);
        GenrePrediction second = byLog.Classify(clip, NonMusic.SampleRate);
        Assert.Equal(first.Timeline.SelectMany(segment => segment.Probabilities.ToArray()), second.Timeline.SelectMany(segment => segment.Probabilities.ToArray()));
        Assert.Equal(first.Timeline.Average(segment => segment.Probabilities.ToArray()[0]), Of(first, "jazz"), 1e-6);
        double[] logs = [.. Enumerable.Range(0, 3).Select(genre => Math.Exp(first.Timeline.Average(segment => Math.Log(segment.Probabilities.ToArray()[genre]))))];
        Assert.Equal(logs[0] / logs.Sum(), Of(second, "jazz"), 1e-6);
        Assert.Equal(1, second.Ranking.Sum(genre => genre.Probability), 1e-9);
        Assert.True(Math.Abs(Of(first, "jazz") - Of(second, "jazz")) > 0.01, $"{Of(first, "jazz")} {Of(second, "jazz")}");
    }

    private static double Of(GenrePrediction prediction, string genre) => prediction.Ranking.Single(g => g.Genre == genre).Probability;

    private static double[] Softmax(double[] logits)
    {
        double[] powers = Array.ConvertAll(logits, Math.Exp);
        return Array.ConvertAll(powers, power => power / powers.Sum());
    }
}
