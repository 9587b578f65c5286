using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.Training.Fitting;

namespace GenreNet.TrainingBenchmarks;

/// <summary>Creates noise in the shape of features, all for training.</summary>
internal static class RandomSegments
{
    private const int Genres = 10;

    /// <summary>Creates segments of ten genres.</summary>
    /// <param name="count">Number of segments.</param>
    /// <param name="features">The features; null for 130 frames of 13 MFCCs.</param>
    public static FeatureSet Make(int count, FeatureOptions? features = null)
    {
        FeatureOptions options = features ?? FeatureOptions.Default;
        var random = new SeededRandom(1);
        return new FeatureSet(new FeatureSetContent
        {
            Values = (float[])[.. Enumerable.Range(0, count * options.ValuesPerSegment).Select(_ => (float)random.NextGaussian())],
            Labels = [.. Enumerable.Range(0, count).Select(i => i % Genres)],
            TrackIds = [.. Enumerable.Range(0, count).Select(i => $"{i % Genres}/{i:D5}")],
            Genres = [.. Enumerable.Range(0, Genres).Select(i => $"{i}")],
            Options = options,
            DatasetName = "noise",
            DatasetFingerprint = new string('0', 64),
        });
    }

    /// <summary>Creates a split without validation and test tracks.</summary>
    public static DataSplit AllTrain(FeatureSet data) => new() { Train = [.. data.TrackIds.Distinct()], Validation = [], Test = [] };

    /// <summary>Trains the network, and reports each epoch.</summary>
    /// <param name="data">The segments.</param>
    /// <param name="options">The settings.</param>
    /// <param name="epochEnded">Called at the end of each epoch.</param>
    public static void Fit(FeatureSet data, TrainingOptions options, Action<EpochResult> epochEnded)
    {
        var hooks = new FittingHooks
        {
            GoOn = epoch =>
            {
                epochEnded(epoch);
                return true;
            },
        };
        new Trainer(options).Fit(data, AllTrain(data), CancellationToken.None, hooks).Dispose();
    }
}
