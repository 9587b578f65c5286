using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>The cross-validation inside the fit of a linear network: classifiers that were fitted without a track answer it.</summary>
/// <param name="Fit">How the network was fitted.</param>
/// <param name="Result">The answers, with the temperature of <paramref name="Calibration"/>.</param>
/// <param name="Calibration">The temperature, fitted on these answers by track.</param>
internal sealed record LinearEvaluation(LinearFit Fit, EvaluationResult Result, CalibrationFacts Calibration)
{
    /// <summary>What reports call these tracks.</summary>
    public const string Subset = "cross-validation";

    /// <summary>The figure as it is on a card.</summary>
    public CardEvaluation Facts => new()
    {
        Name = $"{Fit.Folds}, over the tracks that train",
        TrackAccuracy = Result.Tracks.Accuracy,
        Low = Result.Tracks.Interval.Low,
        High = Result.Tracks.Interval.High,
        Tracks = Result.Tracks.Total,
    };

    /// <summary>Counts the answers.</summary>
    /// <param name="data">The data.</param>
    /// <param name="fit">How the network was fitted to it.</param>
    public static LinearEvaluation Of(FeatureSet data, LinearFit fit)
    {
        TemperatureFit temperature = TemperatureScaling.Fit(fit.TrackLogits, [.. fit.Tracks.Select(track => track.Label)], "tracks");
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
            FittedOn = $"{fit.Tracks.Count} training tracks, each answered by a model that was fitted without it ({fit.Folds})",
            ErrorBefore = temperature.Before.Error,
            ErrorAfter = temperature.After.Error,
            Remark = temperature.Remark,
        });
    }
}
