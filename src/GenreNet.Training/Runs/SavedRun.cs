using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Training.Evaluation;

namespace GenreNet.Training.Runs;

/// <summary>Represents a finished run, loaded from its folder: figures, predictions and card, checked for consistency.</summary>
/// <param name="Metrics">The evaluation on the test tracks.</param>
/// <param name="Predictions">The prediction for each validation and test track.</param>
/// <param name="Card">The card of the model.</param>
public sealed record SavedRun(EvaluationReport Metrics, PredictionTable Predictions, ModelCard Card)
{
    /// <summary>Reads a run folder.</summary>
    /// <param name="path">Path of a folder written by <c>train</c>, or of its <c>model.onnx</c>.</param>
    /// <exception cref="GenreNetException">The folder is not a run folder, a file is missing or damaged, or the files belong to
    /// different runs.</exception>
    public static SavedRun Load(string path)
    {
        var folder = RunFolder.At(path);
        folder.RequireFolder();
        foreach (string file in (string[])[folder.Metrics, folder.Predictions, folder.Model])
        {
            if (!File.Exists(file))
            {
                throw new GenreNetException($"{path} contains no {Path.GetFileName(file)}: pass the folder of a run completed by this version of 'genrenet train'.");
            }
        }

        var run = new SavedRun(folder.ReadMetrics(), folder.ReadPredictions(), folder.ReadCard());
        run.RequireOneRun(folder);
        return run;
    }

    /// <summary>Returns the parts of the run that a comparison needs.</summary>
    /// <param name="name">Name of the run in the comparison.</param>
    public TestedRun ToTested(string name) => new(
        new RunFigures(
            name,
            Card.Network,
            Card.ParameterCount,
            Card.Training.Epochs,
            Metrics.Tracks,
            Metrics.TrackAccuracy,
            Metrics.TrackInterval,
            Metrics.SegmentAccuracy,
            Metrics.VoteTrackAccuracy,
            Metrics.Top2TrackAccuracy,
            Metrics.Calibration?.Error,
            Card.Training.Split.IsLeaky),
        Tested().ToDictionary(row => row.Track, row => new TestedTrack(Predictions.Genres[row.Actual], row.IsRight), StringComparer.Ordinal));

    private IEnumerable<PredictionRow> Tested() => Predictions.Rows.Where(row => row.Part == SplitPart.Test);

    private void RequireOneRun(RunFolder folder)
    {
        (int tracks, int right) = (Tested().Count(), Tested().Count(row => row.IsRight));
        bool isOf(int count, double accuracy) => count == tracks && (int)Math.Round(accuracy * count) == right;
        if (!isOf(Metrics.Tracks, Metrics.TrackAccuracy) || !Predictions.Genres.SequenceEqual(Card.Genres))
        {
            throw new GenreNetException($"{folder.Predictions} comes from another run than {Path.GetFileName(folder.Metrics)} and {Path.GetFileName(folder.Model)} in the same folder: train again.");
        }

        if (Card.Test is { } figures && !isOf(figures.Tracks, figures.TrackAccuracy))
        {
            throw new GenreNetException($"{folder.Model} comes from another run than {Path.GetFileName(folder.Metrics)} in the same folder: train again.");
        }
    }
}
