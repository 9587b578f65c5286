using GenreNet.Inference;

namespace GenreNet.Server.Monitoring;

/// <summary>What is kept of an answer, to look later at what a service hears and how often it is right. Nothing of who asked, and no name of a file.</summary>
/// <param name="Time">When it was answered.</param>
/// <param name="Model">Name of the model file.</param>
/// <param name="Genre">The answer; <see cref="GenrePrediction.UnknownGenre"/> where there was none.</param>
/// <param name="Confidence">The probability of the likeliest genre, 0 to 1.</param>
/// <param name="ActualGenre">The genre that the client sent, cut to <see cref="LongestActualGenre"/> characters; null where it sent none.</param>
/// <param name="DurationSeconds">Length of the clip in seconds.</param>
/// <param name="MfccMeans">Its mean MFCCs, loudness first; empty for a silent clip, whose MFCCs say nothing about music.</param>
internal sealed record LoggedPrediction(
    DateTimeOffset Time, string Model, string Genre, double Confidence, string? ActualGenre, double DurationSeconds, IReadOnlyList<float> MfccMeans)
{
    /// <summary>Characters that are kept of a genre that a client sends.</summary>
    public const int LongestActualGenre = 64;

    // A clip of nothing but zeros has the same level in all mel bands, so that every MFCC but the first is 0. No sound is that flat.
    private const float Flat = 1e-3f;

    /// <summary>Whether the clip is silent.</summary>
    public bool IsSilent => Genre == GenrePrediction.UnknownGenre && (MfccMeans.Count == 0 ? Confidence == 0 : IsFlat(MfccMeans));

    /// <summary>What to keep of an answer.</summary>
    /// <param name="time">When it was answered.</param>
    /// <param name="model">Name of the model file.</param>
    /// <param name="prediction">The answer, with <see cref="ClassificationOptions.MfccMeans"/>.</param>
    /// <param name="actualGenre">The genre that whoever asked says it is, or null.</param>
    public static LoggedPrediction Of(DateTimeOffset time, string model, GenrePrediction prediction, string? actualGenre)
    {
        ArgumentNullException.ThrowIfNull(prediction);
        bool isSilent = prediction.Ranking.Count == 0 || (prediction.IsUnknown && IsFlat(prediction.MfccMeans));
        return new LoggedPrediction(
            time,
            model,
            prediction.IsUnknown ? GenrePrediction.UnknownGenre : prediction.Genre,
            isSilent ? 0 : prediction.Confidence,
            Shortened(actualGenre),
            prediction.Duration.TotalSeconds,
            isSilent ? [] : prediction.MfccMeans);
    }

    private static bool IsFlat(IReadOnlyList<float> means) => means.Count > 1 && means.Skip(1).All(value => Math.Abs(value) < Flat);

    private static string? Shortened(string? genre)
    {
        if (genre is null || genre.Length <= LongestActualGenre)
        {
            return genre;
        }

        // Never half of a surrogate pair.
        return genre[..(char.IsHighSurrogate(genre[LongestActualGenre - 1]) ? LongestActualGenre - 1 : LongestActualGenre)];
    }
}
