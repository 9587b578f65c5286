using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Networks;
using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Fitting;

/// <summary>Fits a trainer of ML.NET to rows of values, and converts the result to a network.</summary>
/// <remarks>Equal data, split, settings and seed give bit-identical results for any number of threads.</remarks>
/// <param name="options">The training settings with <see cref="TrainingOptions.Trainer"/>; settings of gradient steps are ignored.</param>
internal sealed class RowTrainer(TrainingOptions options)
{
    private const int BatchSize = 256;

    // The floor of the logarithm of variances in networks.
    private const float VarianceFloor = 1e-10f;

    private const float SmallestProbability = 1e-30f;

    private TrainerOptions Settings => options.Trainer!;

    /// <summary>Checks, before features are extracted for hours, that a trainer supports them.</summary>
    /// <exception cref="GenreNetException">It does not.</exception>
    public static void Require(string trainer, FeatureOptions features)
    {
        if (features.FrameCount != 1)
        {
            throw new GenreNetException($"--trainer {trainer} needs one row of values per segment, but the features are {features.FrameCount} frames of {features.CoefficientCount} values: use --features Summary or --backbone NAME.");
        }
    }

    /// <summary>Fits the trainer to the training part of a split.</summary>
    /// <param name="data">The features and labels of all segments.</param>
    /// <param name="split">The split; its validation part selects the number of boosted trees.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    /// <returns>The network with <see cref="FittedNetwork.Trainer"/>; the caller disposes it.</returns>
    /// <exception cref="GenreNetException">The features are unsuitable, or a genre has no training track.</exception>
    public FittedNetwork Fit(FeatureSet data, DataSplit split, CancellationToken cancellationToken)
    {
        Require(Settings.Name, data.Options);
        if (options.EnsembleSize > 1)
        {
            throw new GenreNetException($"A trainer is fitted once, so --ensemble-size {options.EnsembleSize} has no effect with --trainer: omit it.");
        }

        int[] training = Trainer.RequireSegments(split.SegmentsOf(data, SplitPart.Train));
        int[] validation = split.SegmentsOf(data, SplitPart.Validation);
        RequireGenres(data, training);
        NativeTorch.EnsureLoaded();
        set_num_threads(options.Threads);
        if (Settings.HasTrees)
        {
            return FitTrees(data, training, validation, cancellationToken);
        }

        // The same layers as those of the linear network; only the weights of the last one come from ML.NET.
        NetworkSpec spec = GenreNetworks.Create(GenreNetworks.Linear, data.Genres.Count, data.Options) with { Name = Settings.Name };
        var network = new TorchNetwork(spec, TensorShape.Of(data.Options));
        try
        {
            return FitLinear(network, data, training, validation, cancellationToken);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    // Trees compare single columns, so logarithms and standardisation would change nothing but the last bits.
    private FittedNetwork FitTrees(FeatureSet data, int[] training, int[] validation, CancellationToken cancellationToken)
    {
        var view = new TrainerView(data);
        var trainer = new MlNetTrainer(Settings, options.Seed);
        MlNetClassifier Fit(int count) => trainer.Fit(view.Of(training, view.WeightsOf(training, options.BalanceGenres)), data.Genres.Count, count, cancellationToken);
        MlNetClassifier fitted = Fit(Settings.Trees);
        float[] Scores(int[] segments) => segments.Length == 0 ? [] : fitted.Scores(view.Of(segments));

        var measure = new BoostingHistory(data, training, validation);
        IReadOnlyList<EpochResult> history = Settings.IsBoosted
            ? measure.Of(fitted.Trees!, Settings.LearningRate, cancellationToken)
            : [measure.Of(segments => Scores(segments))];
        int best = Settings.IsBoosted ? BoostingHistory.Best(history, options.Monitor) : 1;
        bool isSelected = Settings.IsBoosted && best < fitted.Trees!.Rounds;
        if (isSelected)
        {
            // The first trees are the same, and ML.NET's predictions are then those of the exported model.
            fitted = Fit(best);
        }

        var weights = new NetworkWeights();
        TreeEnsemble layer = fitted.Trees!.Lower(weights, LayerPath.Of(1));
        var spec = new NetworkSpec(Settings.Name, [new Flatten(), layer]);
        var network = new TorchNetwork(spec, TensorShape.Of(data.Options));
        network.LoadWeights(weights);
        network.eval();
        FeatureStatistics statistics = Statistics(data, training);
        return new FittedNetwork(spec, network, statistics.Mean, statistics.Deviation, history, best)
        {
            Trainer = new TrainerFit(Settings, training.Length, fitted.Trees.Rounds, isSelected, fitted.IsSoftmax, Scores),
        };
    }

    private FittedNetwork FitLinear(TorchNetwork network, FeatureSet data, int[] training, int[] validation, CancellationToken cancellationToken)
    {
        FeatureStatistics statistics = FeatureStatistics.Measure(network, new SegmentTensors(data, training));
        network.SetStandardization(statistics.Mean, statistics.Deviation);
        network.eval();
        FeatureSet rows = Standardized(network, data);
        var view = new TrainerView(rows);
        MlNetClassifier fitted = new MlNetTrainer(Settings, options.Seed)
            .Fit(view.Of(training, view.WeightsOf(training, options.BalanceGenres)), data.Genres.Count, Settings.Trees, cancellationToken);
        float[] Scores(int[] segments) => segments.Length == 0 ? [] : fitted.Scores(view.Of(segments));

        string last = LayerPath.Of(network.Spec.Layers.Count - 1);
        NetworkWeights weights = network.SaveWeights();
        weights[last, WeightRoles.Weight] = new WeightArray([data.Genres.Count, data.CoefficientCount], [.. fitted.Weights!.SelectMany(genre => genre)]);
        weights[last, WeightRoles.Bias] = new WeightArray([data.Genres.Count], fitted.Biases!);
        network.LoadWeights(weights);
        EpochResult result = new BoostingHistory(data, training, validation).Of(segments => fitted.IsSoftmax
            ? Array.ConvertAll(Scores(segments), score => MathF.Log(Math.Max(score, SmallestProbability)))
            : Scores(segments));
        return new FittedNetwork(network.Spec, network, statistics.Mean, statistics.Deviation, [result], 1)
        {
            Trainer = new TrainerFit(Settings, training.Length, 0, false, fitted.IsSoftmax, Scores),
        };
    }

    private static FeatureSet Standardized(TorchNetwork network, FeatureSet data)
    {
        using IDisposable noGradient = no_grad();
        float[] values = [.. new SegmentTensors(data, [.. Enumerable.Range(0, data.SegmentCount)])
            .SelectInOrder(BatchSize, (features, _) => network.BeforeLast(features).contiguous().data<float>().ToArray()).SelectMany(rows => rows)];
        return new FeatureSet(new FeatureSetContent
        {
            Values = values,
            Labels = data.Labels,
            TrackIds = data.TrackIds,
            Variants = data.Variants,
            Genres = data.Genres,
            Options = FeatureOptions.External("standardised columns", data.CoefficientCount),
            DatasetName = data.DatasetName,
            DatasetFingerprint = data.DatasetFingerprint,
        });
    }

    private static FeatureStatistics Statistics(FeatureSet data, int[] training)
    {
        bool hasVariances = data.Options.Kind == FeatureKind.Summary;
        return FeatureStatistics.Measure(data.CoefficientCount, training.Select(segment =>
        {
            float[] row = data.Segment(segment).ToArray();
            for (int i = 1; i < row.Length && hasVariances; i += 2)
            {
                row[i] = MathF.Log(Math.Max(row[i], VarianceFloor));
            }

            return row;
        }));
    }

    // One classifier per genre needs segments of it and of others.
    private static void RequireGenres(FeatureSet data, int[] training)
    {
        var present = training.Select(segment => data.Labels[segment]).ToHashSet();
        if (Enumerable.Range(0, data.Genres.Count).FirstOrDefault(genre => !present.Contains(genre), -1) is var missing and >= 0)
        {
            throw new DatasetException($"The split has no training track of the genre {data.Genres[missing]}: add tracks, or change the split.");
        }
    }
}
