// Trains a genre classifier with ML.NET and measures it on tracks that it was not trained on.
//   dotnet run -c Release --project samples/MLNet -- music                                   # music/GENRE/*: audio files
//   dotnet run -c Release --project samples/MLNet -- features_30_sec.csv artists.csv         # a table of features; tracks of an artist stay together
using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.ML;
using Microsoft.ML;
using Microsoft.ML.Data;

if (args is not ([_] or [_, _]))
{
    Console.Error.WriteLine("usage: DATA [ARTISTS.csv] (a folder of genre folders or a feature table; a list of tracks and artists)");
    return 2;
}

try
{
    var context = new MLContext(seed: 1);
    TrackGroups? artists = args.Length == 2 ? TrackGroups.Load(args[1]) : null;
    bool isTable = FeatureTable.IsTable(args[0]);
    IDataView data = isTable ? context.Data.LoadFeatureTable(args[0], artists) : context.Data.LoadAudioFolder(args[0], artists);

    // Files that cannot be decoded are left out; the features of the others are kept in memory for all folds.
    var extraction = context.Transforms.ExtractAudioFeatures("Path", "Features", new AudioFeatureOptions
    {
        BadAudio = BadAudioPolicy.Skip,
        BadFiles = new Progress<BadAudioFile>(file => Console.Error.WriteLine($"Left out: {file.Reason}")),
    });
    IDataView features = isTable ? data : context.Data.Cache(extraction.Fit(data).Transform(data));

    MulticlassClassificationCatalog.MulticlassClassificationTrainers trainers = context.MulticlassClassification.Trainers;
    foreach ((string name, IEstimator<ITransformer> trainer) in new (string, IEstimator<ITransformer>)[]
    {
        ("logistic regression", context.Transforms.NormalizeMeanVariance("Features", fixZero: false).Append(trainers.LbfgsMaximumEntropy(exampleWeightColumnName: "Weight", l2Regularization: 3))),
        ("gradient boosting", trainers.LightGbm(exampleWeightColumnName: "Weight", numberOfIterations: 100, minimumExampleCountPerLeaf: 5)),
    })
    {
        double trained = Accuracy(trainer.Fit(features).Transform(features));
        var folds = context.MulticlassClassification.CrossValidate(features, trainer, numberOfFolds: 5, samplingKeyColumnName: "Artist");
        long[] sizes = [.. folds.Select(fold => fold.ScoredHoldOutSet.GetColumn<uint>("Label").LongCount())];
        double right = folds.Zip(sizes).Sum(fold => fold.First.Metrics.MicroAccuracy * fold.Second);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}: {right / sizes.Sum():0.0 %} of {sizes.Sum()} tracks correct by models that were not trained on them ({trained:0.0 %} of the tracks that a model was trained on)"));
    }

    return 0;
}
catch (GenreNetException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static double Accuracy(IDataView scored)
{
    uint[] labels = [.. scored.GetColumn<uint>("Label")];
    return scored.GetColumn<uint>("PredictedLabel").Zip(labels).Average(pair => pair.First == pair.Second ? 1.0 : 0.0);
}
