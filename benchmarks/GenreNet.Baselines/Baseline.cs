using GenreNet.Core.Datasets;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Trainers.LightGbm;
using Microsoft.ML.Transforms;

namespace GenreNet.Baselines;

/// <summary>Represents a classical classifier of ML.NET on summaries: standardised columns, with logarithms of variances.</summary>
/// <param name="Name">Name of the classifier in the output.</param>
/// <param name="Learner">Creates the classifier; the context contains the seed.</param>
internal sealed record Baseline(string Name, Func<MLContext, IEstimator<ITransformer>> Learner)
{
    private const int Folds = 10;

    // Smaller values are rounded to zero in the table.
    private const float VarianceFloor = 1e-10f;

    public static IReadOnlyList<ulong> Seeds { get; } = [1, 2, 3];

    public static IReadOnlyList<Baseline> All { get; } =
    [
        new("logistic regression", ml => ml.MulticlassClassification.Trainers.LbfgsMaximumEntropy(l2Regularization: 3)),
        new("gradient boosting (LightGBM)", ml => ml.MulticlassClassification.Trainers.LightGbm(new LightGbmMulticlassTrainer.Options
        {
            NumberOfIterations = 200,
            LearningRate = 0.05,
            NumberOfLeaves = 15,
            MinimumExampleCountPerLeaf = 5,
            NumberOfThreads = 1,
            Seed = 1,
        })),
    ];

    /// <summary>Computes the cross-validated accuracy over all rows.</summary>
    public double CrossValidate(FeatureSet data, ulong seed)
    {
        int right = 0;
        foreach (DataSplit fold in TrackSplit.Folds(data, Folds, seed))
        {
            // Validation tracks are not used to select anything, so they are training tracks as well.
            int[] train = [.. fold.SegmentsOf(data, SplitPart.Train), .. fold.SegmentsOf(data, SplitPart.Validation)];
            right += CountRight(data, train, fold.SegmentsOf(data, SplitPart.Test), seed);
        }

        return (double)right / data.SegmentCount;
    }

    /// <summary>Computes the accuracy on the test rows.</summary>
    public double Accuracy(FeatureSet data, int[] train, int[] test, ulong seed) => (double)CountRight(data, train, test, seed) / test.Length;

    private int CountRight(FeatureSet data, int[] train, int[] test, ulong seed)
    {
        var ml = new MLContext((int)seed);
        SchemaDefinition schema = SchemaDefinition.Create(typeof(SummaryInput));
        schema[nameof(SummaryInput.Features)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, data.CoefficientCount);
        IDataView Rows(int[] segments) => ml.Data.LoadFromEnumerable(segments.Select(s => Row(data, s)), schema);

        TransformerChain<ITransformer> model = ml.Transforms.Conversion.MapValueToKey("Label", nameof(SummaryInput.Genre), keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(ml.Transforms.NormalizeMeanVariance("Features", fixZero: false))
            .Append(Learner(ml))
            .Fit(Rows(train));
        MulticlassClassificationMetrics metrics = ml.MulticlassClassification.Evaluate(model.Transform(Rows(test)));
        return (int)Math.Round(metrics.MicroAccuracy * test.Length);
    }

    private static SummaryInput Row(FeatureSet data, int segment)
    {
        float[] row = data.Segment(segment).ToArray();
        for (int i = 1; i < row.Length; i += 2)
        {
            row[i] = MathF.Log(Math.Max(row[i], VarianceFloor));
        }

        return new SummaryInput { Features = row, Genre = data.Labels[segment] };
    }
}
