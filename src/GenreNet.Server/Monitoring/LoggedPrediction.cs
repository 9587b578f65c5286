using GenreNet.Inference;

namespace GenreNet.Server.Monitoring;

/// <summary>
/// Represents a row of the prediction log, for later analysis of a service's input and accuracy. Contains nothing about the client and no
/// file name.
/// </summary>
/// <param name="Time">Time of the prediction.</param>
/// <param name="Model">Name of the model file.</param>
/// <param name="Genre">The predicted genre; <see cref="GenrePrediction.UnknownGenre"/> if there was none.</param>
/// <param name="Confidence">The probability of the most likely genre, 0 to 1.</param>
/// <param name="ActualGenre">The genre that the client sent, truncated to <see cref="LongestActualGenre"/> characters; null if it sent
/// none.</param>
/// <param name="DurationSeconds">Length of the clip in seconds.</param>
/// <param name="MfccMeans">The mean MFCCs of the clip, loudness first; empty for a silent clip, whose MFCCs carry no information about
/// music.</param>
internal sealed record LoggedPrediction(
    DateTimeOffset Time, string Model, string Genre, double Confidence, string? ActualGenre, double DurationSeconds, IReadOnlyList<float> MfccMeans)
{
    /// <summary>The maximum length of a stored genre that a client sends.</summary>
    public const int LongestActualGenre = 64;

    // An all-zero clip has the same level in all mel bands, so every MFCC but the first is 0. No real sound is that flat.
    private const float Flat = 1e-3f;

    /// <summary>Gets whether the clip is silent.</summary>
    public bool IsSilent => Genre == GenrePrediction.UnknownGenre && (MfccMeans.Count == 0 ? Confidence == 0 : IsFlat([.. MfccMeans]));

    /// <summary>Creates the row of a prediction.</summary>
    /// <param name="time">Time of the prediction.</param>
    /// <param name="model">Name of the model file.</param>
    /// <param name="prediction">The prediction, with <see cref="ClassificationOptions.IncludeMfccMeans"/>.</param>
    /// <param name="actualGenre">The genre that the client sent, or null.</param>
    public static LoggedPrediction Of(DateTimeOffset time, string model, GenrePrediction prediction, string? actualGenre)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        bool isSilent = prediction.Ranking.Count == 0 || (prediction.IsUnknown && IsFlat(prediction.MfccMeans.Span));
        return new LoggedPrediction(
            time,
            model,
            prediction.IsUnknown ? GenrePrediction.UnknownGenre : prediction.Genre,
            isSilent ? 0 : prediction.Confidence,
            Shortened(actualGenre),
            prediction.Duration.TotalSeconds,
            isSilent ? [] : prediction.MfccMeans.ToArray());
    }

    private static bool IsFlat(ReadOnlySpan<float> means) => means.Length > 1 && !means[1..].ContainsAnyExceptInRange(-Flat, Flat);

    private static string? Shortened(string? genre)
    {
        if (genre is null || genre.Length <= LongestActualGenre)
        {
            return genre;
        }

        // Never splits a surrogate pair.
        return genre[..(char.IsHighSurrogate(genre[LongestActualGenre - 1]) ? LongestActualGenre - 1 : LongestActualGenre)];
    }
}
