using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Networks;
using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Fits a network in which only the last layer has weights. The optimum is computed directly, without epochs or batches.</summary>
/// <remarks>
/// The same data, split and settings give bit-identical results on processors with the same vector width, for any number of threads.
/// </remarks>
/// <param name="options">The training settings; settings of gradient steps are ignored.</param>
internal sealed class LinearTrainer(TrainingOptions options)
{
    private const double Tolerance = 1e-7;
    private const int BatchSize = 256;

    /// <summary>Fits a new network to the training part of a split.</summary>
    /// <param name="data">The features and labels of all segments.</param>
    /// <param name="split">The split; only its training part is used.</param>
    /// <param name="cancellationToken">Stops between steps.</param>
    /// <returns>The network with <see cref="FittedNetwork.Linear"/>; the caller disposes it.</returns>
    /// <exception cref="GenreNetException">A genre has fewer than two training tracks, or a setting does not apply to a linear
    /// network.</exception>
    public FittedNetwork Fit(FeatureSet data, DataSplit split, CancellationToken cancellationToken)
    {
        if (options.EnsembleSize > 1)
        {
            throw new GenreNetException($"The fit of a linear network has a unique solution, so all {options.EnsembleSize} networks of an ensemble would be equal: omit --ensemble-size.");
        }

        int[] segments = Trainer.RequireSegments(split.SegmentsOf(data, SplitPart.Train));
        TorchNetwork network = new Trainer(options).Start(data);
        try
        {
            return Fit(network, data, segments, cancellationToken);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private FittedNetwork Fit(TorchNetwork network, FeatureSet data, int[] segments, CancellationToken cancellationToken)
    {
        var train = new SegmentTensors(data, segments);
        var statistics = FeatureStatistics.Measure(network, train);
        network.SetStandardization(statistics.Mean, statistics.Deviation);
        network.eval();
        float[] rows = Rows(network, train);

        LinearOptions settings = options.Linear ?? new LinearOptions();
        var tracks = new LinearTracks(data, segments, rows);
        var folds = InnerFolds.Of(tracks.Tracks, data.Genres, settings.Folds, options.Seed);
        var search = LinearSearch.Run(tracks, folds, settings, options.Threads, cancellationToken);
        double l2 = search.L2s[search.Best];

        List<EpochResult> history = [];
        var problem = new LinearProblem(tracks.Items([.. Enumerable.Range(0, tracks.Tracks.Count)], settings.Items), settings.Method);
        void Note(double loss, double accuracy) => history.Add(new EpochResult(history.Count + 1, loss, accuracy, double.NaN, double.NaN));
        LinearClassifier classifier = problem.Fit(l2, Tolerance, cancellationToken, stepped: Note);
        if (history.Count == 0)
        {
            // The starting point is the optimum if no feature is informative.
            history.Add(new EpochResult(1, search.Losses[search.Best], 1.0 / data.Genres.Count, double.NaN, double.NaN));
        }

        SetLastLayer(network, classifier);
        return new FittedNetwork(network.Spec, network, statistics.Mean, statistics.Deviation, history, history.Count)
        {
            Linear = Describe(settings, l2, search, tracks, segments),
        };
    }

    private static float[] Rows(TorchNetwork network, SegmentTensors train)
    {
        using IDisposable noGradient = no_grad();
        return [.. train.SelectInOrder(BatchSize, (features, _) => network.BeforeLast(features).contiguous().data<float>().ToArray()).SelectMany(rows => rows)];
    }

    private static void SetLastLayer(TorchNetwork network, LinearClassifier classifier)
    {
        string last = LayerPath.Of(network.Spec.Layers.Count - 1);
        NetworkWeights weights = network.SaveWeights();
        if (weights.Names.Any(name => name.Layer != last && WeightRoles.IsTrained(name.Role)))
        {
            throw new GenreNetException($"A linear fit trains only the last layer, and the network {network.Spec.Name} has weights in other layers: choose another network.");
        }

        long genres = classifier.Intercepts.Length;
        weights[last, WeightRoles.Weight] = new WeightArray([genres, classifier.Weights.Length / genres], Single(classifier.Weights));
        weights[last, WeightRoles.Bias] = new WeightArray([genres], Single(classifier.Intercepts));
        network.LoadWeights(weights);
    }

    private static float[] Single(double[] values) => Array.ConvertAll(values, value => (float)value);

    private static LinearFit Describe(LinearOptions settings, double l2, LinearSearch search, LinearTracks tracks, int[] segments)
    {
        List<float> trackLogits = [];
        List<int> answered = [];
        List<float> segmentLogits = [];
        for (int track = 0; track < tracks.Tracks.Count; track++)
        {
            trackLogits.AddRange(search.ScoresOf(search.Best, track).Select(score => (float)score));
            foreach (int row in tracks.RowsOf(track))
            {
                answered.Add(segments[row]);
                segmentLogits.AddRange(search.ScoresOf(search.Best, track, row).Select(score => (float)score));
            }
        }

        return new LinearFit(
            settings,
            l2,
            [.. search.L2s],
            search.Losses,
            search.Folds.Description,
            search.Folds.Warnings,
            tracks.Tracks,
            [.. trackLogits],
            [.. answered],
            [.. segmentLogits]);
    }
}
