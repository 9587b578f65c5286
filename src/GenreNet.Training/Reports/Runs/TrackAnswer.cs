using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Reports;

/// <summary>What the model said about a test track.</summary>
/// <param name="Track">Id of the track.</param>
/// <param name="Actual">What it is.</param>
/// <param name="Predicted">What it was taken for.</param>
/// <param name="Confidence">The mean probability of what it was taken for, 0 to 1.</param>
/// <param name="ActualProbability">The mean probability of what it is, 0 to 1.</param>
internal sealed record TrackAnswer(string Track, string Actual, string Predicted, double Confidence, double ActualProbability)
{
    /// <summary>Whether it was named rightly.</summary>
    public bool IsRight => Actual == Predicted;

    /// <summary>Reads those of the test tracks.</summary>
    /// <param name="path">A file that <see cref="PredictionsFile"/> wrote.</param>
    /// <exception cref="GenreNetException">It cannot be read, or is no table of predictions.</exception>
    public static IReadOnlyList<TrackAnswer> Load(string path)
    {
        PredictionTable table = PredictionsFile.Load(path);
        return [.. table.Rows.Where(r => r.Part == SplitPart.Test)
            .Select(r => new TrackAnswer(r.Track, table.Genres[r.Actual], table.Genres[r.Predicted], r.Confidence, r.Probabilities[r.Actual]))];
    }
}
