namespace GenreNet.Inference.Monitoring;

/// <summary>What is kept of an answer, to look later at what a service hears and how often it is right. Nothing of who asked, and no name of a file.</summary>
/// <param name="Time">When it was answered.</param>
/// <param name="Model">Name of the model file.</param>
/// <param name="Genre">The answer; <see cref="GenrePrediction.UnknownGenre"/> where there was none.</param>
/// <param name="Confidence">The probability of the likeliest genre, 0 to 1.</param>
/// <param name="ActualGenre">The genre that whoever asked says it is; null where nobody did.</param>
/// <param name="DurationSeconds">Length of the clip in seconds.</param>
/// <param name="MfccMeans">Its mean MFCCs, loudness first.</param>
public sealed record LoggedPrediction(
    DateTimeOffset Time, string Model, string Genre, double Confidence, string? ActualGenre, double DurationSeconds, IReadOnlyList<float> MfccMeans)
{
    /// <summary>What to keep of an answer.</summary>
    /// <param name="time">When it was answered.</param>
    /// <param name="model">Name of the model file.</param>
    /// <param name="prediction">The answer, with <see cref="ClassificationOptions.MfccMeans"/>.</param>
    /// <param name="actualGenre">The genre that whoever asked says it is, or null.</param>
    public static LoggedPrediction Of(DateTimeOffset time, string model, GenrePrediction prediction, string? actualGenre)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        return new LoggedPrediction(time, model, prediction.Genre, prediction.Confidence, actualGenre, prediction.Duration.TotalSeconds, prediction.MfccMeans);
    }
}
