using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Calibrators;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers;
using Microsoft.ML.Trainers.FastTree;
using Microsoft.ML.Trainers.LightGbm;

namespace GenreNet.Training.Fitting;

/// <summary>Represents a classifier of ML.NET: its trees or its weights, and its own predictions.</summary>
/// <param name="Trees">The trees; null for a linear classifier.</param>
/// <param name="Weights">The weights of the columns, one array per genre; null for trees.</param>
/// <param name="Biases">The bias of each genre, for a linear classifier.</param>
/// <param name="IsSoftmax">Whether the predictions are probabilities; otherwise they are logits.</param>
/// <param name="Scores">Returns the predictions of a view: one array per genre, or one per row, as ML.NET computes them.</param>
internal sealed record MlNetClassifier(FittedTrees? Trees, float[][]? Weights, float[]? Biases, bool IsSoftmax, Func<IDataView, float[]> Scores);

/// <summary>Fits trainers of ML.NET on one thread, so that equal data and seed give equal classifiers.</summary>
/// <param name="options">The settings.</param>
/// <param name="seed">The seed.</param>
internal sealed class MlNetTrainer(TrainerOptions options, ulong seed)
{
    // Passes of stochastic trainers over the data: enough to settle on a thousand rows.
    private const int Passes = 50;

    private const string Score = "Score";

    // The penalty of the sum of the losses; benchmarks/GenreNet.Baselines uses the same value.
    private const float DefaultLogisticL2 = 3;

    private int Seed => (int)(seed % int.MaxValue);

    /// <summary>Fits the trainer.</summary>
    /// <param name="view">The training segments.</param>
    /// <param name="genres">Number of genres.</param>
    /// <param name="rounds">Number of trees per genre.</param>
    /// <param name="cancellationToken">Stops the fit.</param>
    public MlNetClassifier Fit(IDataView view, int genres, int rounds, CancellationToken cancellationToken)
    {
        var context = new MLContext(Seed);
        using CancellationTokenRegistration stop = cancellationToken.Register(() => CancelExecution(context));
        try
        {
            return options.Kind switch
            {
                TrainerKind.LightGbm => FitLightGbm(context, view, rounds),
                TrainerKind.Logistic => Linear(context.MulticlassClassification.Trainers.LbfgsMaximumEntropy(new LbfgsMaximumEntropyMulticlassTrainer.Options
                {
                    ExampleWeightColumnName = TrainerView.Weight,
                    L1Regularization = 0,
                    L2Regularization = (float)(options.L2 ?? DefaultLogisticL2),
                    NumberOfThreads = 1,
                }).Fit(view)),
                TrainerKind.Sdca => Linear(context.MulticlassClassification.Trainers.SdcaMaximumEntropy(new SdcaMaximumEntropyMulticlassTrainer.Options
                {
                    ExampleWeightColumnName = TrainerView.Weight,
                    L2Regularization = (float?)options.L2,
                    NumberOfThreads = 1,
                }).Fit(view)),
                _ => OneAgainstOthers(context, view, genres, rounds, cancellationToken),
            };
        }
        catch (OperationCanceledException problem)
        {
            throw new OperationCanceledException(problem.Message, problem, cancellationToken);
        }
    }

    private MlNetClassifier FitLightGbm(MLContext context, IDataView view, int rounds)
    {
        MulticlassPredictionTransformer<OneVersusAllModelParameters> model = context.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            ExampleWeightColumnName = TrainerView.Weight,
            NumberOfIterations = rounds,
            NumberOfLeaves = options.Leaves,
            MinimumExampleCountPerLeaf = options.LeafSize,
            LearningRate = options.LearningRate,
            UseSoftmax = true,
            NumberOfThreads = 1,
            Seed = Seed,
        }).Fit(view);
        RegressionTreeEnsemble[] genres = [.. SubModels(model.Model)
            .Select(genre => ((LightGbmBinaryModelParameters)((CalibratedModelParametersBase)genre).SubModel).TrainedTreeEnsemble)];
        var trees = new FittedTrees([.. genres.Select(TreesOf)], [.. genres.Select(genre => (float)genre.Bias)]);
        return new MlNetClassifier(trees, null, null, IsSoftmax: true, rows => ByRow(model, rows));
    }

    private static MlNetClassifier Linear(MulticlassPredictionTransformer<MaximumEntropyModelParameters> model)
    {
        VBuffer<float>[] weights = [];
        model.Model.GetWeights(ref weights, out int _);
        return new MlNetClassifier(
            null, [.. weights.Select(genre => genre.DenseValues().ToArray())], [.. model.Model.GetBiases()], IsSoftmax: true, rows => ByRow(model, rows));
    }

    private MlNetClassifier OneAgainstOthers(MLContext context, IDataView view, int genres, int rounds, CancellationToken cancellationToken)
    {
        List<ITransformer> models = [];
        List<(IReadOnlyList<DecisionTree> Trees, float[] Weights, float Bias)> parts = [];
        for (int genre = 0; genre < genres; genre++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            models.Add(FitOne(context, view, TrainerView.Is(genre), rounds, parts));
        }

        float[] Scores(IDataView rows)
        {
            float[][] columns = [.. models.Select(model => model.Transform(rows).GetColumn<float>(Score).ToArray())];
            return [.. Enumerable.Range(0, columns[0].Length).SelectMany(row => columns.Select(column => column[row]))];
        }

        float[] biases = [.. parts.Select(part => part.Bias)];
        return options.HasTrees
            ? new MlNetClassifier(new FittedTrees([.. parts.Select(part => part.Trees)], biases), null, null, IsSoftmax: false, Scores)
            : new MlNetClassifier(null, [.. parts.Select(part => part.Weights)], biases, IsSoftmax: false, Scores);
    }

    private ITransformer FitOne(
        MLContext context, IDataView view, string label, int rounds, List<(IReadOnlyList<DecisionTree> Trees, float[] Weights, float Bias)> parts)
    {
        BinaryClassificationCatalog.BinaryClassificationTrainers trainers = context.BinaryClassification.Trainers;
        switch (options.Kind)
        {
            case TrainerKind.FastTree:
                BinaryPredictionTransformer<CalibratedModelParametersBase<FastTreeBinaryModelParameters, PlattCalibrator>> boosted = trainers.FastTree(new FastTreeBinaryTrainer.Options
                {
                    LabelColumnName = label,
                    ExampleWeightColumnName = TrainerView.Weight,
                    NumberOfTrees = rounds,
                    NumberOfLeaves = options.Leaves,
                    MinimumExampleCountPerLeaf = options.LeafSize,
                    LearningRate = options.LearningRate,
                    NumberOfThreads = 1,
                    Seed = Seed,
                }).Fit(view);
                RegressionTreeEnsemble trees = boosted.Model.SubModel.TrainedTreeEnsemble;
                parts.Add((TreesOf(trees), [], (float)trees.Bias));
                return boosted;
            case TrainerKind.FastForest:
                BinaryPredictionTransformer<FastForestBinaryModelParameters> forest = trainers.FastForest(new FastForestBinaryTrainer.Options
                {
                    LabelColumnName = label,
                    ExampleWeightColumnName = TrainerView.Weight,
                    NumberOfTrees = rounds,
                    NumberOfLeaves = options.Leaves,
                    MinimumExampleCountPerLeaf = options.LeafSize,
                    NumberOfThreads = 1,
                    Seed = Seed,
                }).Fit(view);
                parts.Add((TreesOf(forest.Model.TrainedTreeEnsemble), [], (float)forest.Model.TrainedTreeEnsemble.Bias));
                return forest;
            case TrainerKind.Svm:
                var svm = new LinearSvmTrainer.Options { LabelColumnName = label, ExampleWeightColumnName = TrainerView.Weight, NumberOfIterations = Passes };
                svm.Lambda = (float)(options.L2 ?? svm.Lambda);
                return Add(trainers.LinearSvm(svm).Fit(view), parts);
            default:
                var perceptron = new AveragedPerceptronTrainer.Options { LabelColumnName = label, NumberOfIterations = Passes };
                perceptron.L2Regularization = (float)(options.L2 ?? perceptron.L2Regularization);
                return Add(trainers.AveragedPerceptron(perceptron).Fit(view), parts);
        }
    }

    private static BinaryPredictionTransformer<LinearBinaryModelParameters> Add(
        BinaryPredictionTransformer<LinearBinaryModelParameters> model, List<(IReadOnlyList<DecisionTree> Trees, float[] Weights, float Bias)> parts)
    {
        parts.Add(([], [.. model.Model.Weights], model.Model.Bias));
        return model;
    }

    private static DecisionTree[] TreesOf<T>(TreeEnsemble<T> ensemble)
        where T : RegressionTreeBase =>
        [.. ensemble.Trees.Zip(ensemble.TreeWeights, DecisionTree.Of)];

    private static float[] ByRow(ITransformer model, IDataView rows) => [.. model.Transform(rows).GetColumn<float[]>(Score).SelectMany(row => row)];

    // Public in the documentation of ML.NET, but internal in version 5.
    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_SubModelParameters")]
    private static extern ImmutableArray<object> SubModels(OneVersusAllModelParameters model);

    // ML.NET's trainers take no token; this is how its own automatic search stops them.
    [UnsafeAccessor(UnsafeAccessorKind.Method)]
    private static extern void CancelExecution(MLContext context);
}
