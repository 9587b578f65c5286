using GenreNet.Core.Errors;

namespace GenreNet.Training.Reports.Runs;

/// <summary>What the model said about a track, as <c>predictions.csv</c> has it.</summary>
/// <param name="Track">Id of the track.</param>
/// <param name="Part">The part of the split.</param>
/// <param name="Actual">What it is.</param>
/// <param name="Predicted">What it was taken for.</param>
/// <param name="Confidence">The mean probability of what it was taken for, 0 to 1.</param>
/// <param name="ActualProbability">The mean probability of what it is, 0 to 1; NaN where the file does not say.</param>
internal sealed record TrackAnswer(string Track, string Part, string Actual, string Predicted, double Confidence, double ActualProbability)
{
    /// <summary>Whether it was named rightly.</summary>
    public bool IsRight => Actual == Predicted;

    /// <summary>Reads them all.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="GenreNetException">It cannot be read, or is no table of predictions.</exception>
    public static IReadOnlyList<TrackAnswer> Load(string path)
    {
        var table = CsvTable.Load(path);
        (string[] tracks, string[] parts, string[] actual, string[] predicted) = (table.Texts("track"), table.Texts("part"), table.Texts("actual"), table.Texts("predicted"));
        double[] confidence = table.Numbers("confidence");
        var probabilities = actual.Distinct(StringComparer.Ordinal).Where(table.Has).ToDictionary(genre => genre, table.Numbers, StringComparer.Ordinal);
        return [.. tracks.Select((track, i) => new TrackAnswer(
            track, parts[i], actual[i], predicted[i], confidence[i], probabilities.TryGetValue(actual[i], out double[]? column) ? column[i] : double.NaN))];
    }
}
