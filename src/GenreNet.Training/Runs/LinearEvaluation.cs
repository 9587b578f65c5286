using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>
/// Represents the cross-validation performed during the fit of a linear network: each track is classified by a model that was fitted
/// without it.
/// </summary>
/// <param name="Fit">How the network was fitted.</param>
/// <param name="Result">The out-of-fold predictions, with the temperature of <paramref name="Calibration"/>.</param>
/// <param name="Calibration">The temperature, fitted to these predictions by track.</param>
internal sealed record LinearEvaluation(LinearFit Fit, EvaluationResult Result, CalibrationFacts Calibration)
{
    /// <summary>The name of this subset in reports.</summary>
    public const string Subset = "cross-validation";

    /// <summary>Gets the accuracy figures in the form used on a card.</summary>
    public CardEvaluation Facts => new()
    {
        Name = $"{Fit.Folds}, over the tracks that train",
        TrackAccuracy = Result.Tracks.Accuracy,
        Low = Result.Tracks.Interval.Low,
        High = Result.Tracks.Interval.High,
        Tracks = Result.Tracks.Total,
    };

    /// <summary>Evaluates the out-of-fold predictions.</summary>
    /// <param name="data">The features and labels.</param>
    /// <param name="fit">How the network was fitted to the data.</param>
    public static LinearEvaluation Of(FeatureSet data, LinearFit fit)
    {
        FittedTemperature temperature = TemperatureScaling.Fit(fit.TrackLogits, [.. fit.Tracks.Select(track => track.Label)], "tracks");
        int genres = data.Genres.Count;
        float[] probabilities = [.. fit.SegmentLogits.Chunk(genres)
            .SelectMany(row => TemperatureScaling.Softmax(row, temperature.Temperature)).Select(p => (float)p)];
        EvaluationResult result = Evaluator.Evaluate(data, data.Genres, fit.Segments, probabilities, SegmentPooling.LogMean) with
        {
            Temperature = temperature.Temperature,
        };
        return new LinearEvaluation(fit, result, new CalibrationFacts
        {
            Temperature = temperature.Temperature,
            FittedOn = $"{fit.Tracks.Count} training tracks, each classified by a model that was fitted without it ({fit.Folds})",
            ErrorBefore = temperature.Before.Error,
            ErrorAfter = temperature.After.Error,
            Remark = temperature.Remark,
        });
    }
}
