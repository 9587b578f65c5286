namespace GenreNet.Training.Serving;

/// <summary>How one coefficient of what is heard compares with the tracks that a model was fitted on.</summary>
/// <param name="Coefficient">From 1, which is loudness.</param>
/// <param name="TrainedMean">Its mean over the tracks.</param>
/// <param name="TrainedDeviation">Its deviation over the tracks.</param>
/// <param name="SeenMean">Its mean over the clips heard.</param>
/// <param name="SeenDeviation">Its deviation over the clips heard.</param>
/// <param name="StandardError">How far chance alone may move <see cref="Distance"/>, one deviation of it.</param>
internal sealed record FeatureDrift(int Coefficient, double TrainedMean, double TrainedDeviation, double SeenMean, double SeenDeviation, double StandardError)
{
    /// <summary>A distance that is called a drift, where chance does not explain it: Cohen's "medium" effect.</summary>
    public const double Noticeable = 0.5;

    // Two standard errors are a chance of one in twenty.
    private const double Certainty = 2;

    /// <summary>The difference of the means in deviations of the tracks.</summary>
    public double Distance => (SeenMean - TrainedMean) / TrainedDeviation;

    /// <summary>The deviation of the clips as a multiple of that of the tracks.</summary>
    public double Spread => SeenDeviation / TrainedDeviation;

    /// <summary>Whether the difference is large, and more than chance.</summary>
    public bool IsDrift => Math.Abs(Distance) >= Noticeable && Math.Abs(Distance) > Certainty * StandardError;

    /// <summary>Compares.</summary>
    /// <param name="coefficient">From 1.</param>
    /// <param name="trainedMean">Mean over the tracks.</param>
    /// <param name="trainedDeviation">Deviation over the tracks, above zero.</param>
    /// <param name="seen">The coefficient of each clip; at least one.</param>
    public static FeatureDrift Of(int coefficient, double trainedMean, double trainedDeviation, IReadOnlyList<double> seen)
    {
        double mean = seen.Average();
        double deviation = Math.Sqrt(seen.Average(value => (value - mean) * (value - mean)));
        // A few clips may be alike by chance: no less than the tracks' own deviation is taken for theirs.
        double error = Math.Max(deviation, trainedDeviation) / Math.Sqrt(seen.Count) / trainedDeviation;
        return new FeatureDrift(coefficient, trainedMean, trainedDeviation, mean, deviation, error);
    }
}
