using System.IO.Compression;
using GenreNet.Core;
using GenreNet.Inference.Tests.Support;
using GenreNet.ML.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace GenreNet.ML.Tests;

/// <summary>Complete pipelines, from files to trained models that are saved and loaded.</summary>
public sealed class PipelineTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly Songs _songs = new(perGenre: 5);

    public void Dispose() => _songs.Dispose();

    [Fact]
    public void A_saved_pipeline_predicts_the_same_in_another_context()
    {
        IDataView folder = _context.Data.LoadAudioFolder(_songs.Music);
        ITransformer model = Pipeline().Fit(folder);
        using PredictionEngine<Song, Scores> engine = _context.Model.CreatePredictionEngine<Song, Scores>(model);
        var song = new Song { Path = _songs.PathOf("techno", 1) };
        float[] expected = engine.Predict(song).Score;

        string file = _songs.File("genres.zip");
        _context.Model.Save(model, folder.Schema, file);
        var other = new MLContext();
        other.ComponentCatalog.RegisterAudioTransforms();
        other.ComponentCatalog.RegisterAudioTransforms();
        ITransformer loaded = other.Model.Load(file, out DataViewSchema schema);
        Assert.NotNull(schema.GetColumnOrNull("Path"));
        using PredictionEngine<Song, Scores> second = other.Model.CreatePredictionEngine<Song, Scores>(loaded);
        Assert.Equal(expected, second.Predict(song).Score);
        Assert.Equal("techno", second.Predict(song).PredictedLabel);
        Assert.Equal("ambient", second.Predict(new Song { Path = _songs.PathOf("ambient", 2) }).PredictedLabel);
        Assert.Throws<GenreNetException>(() => second.Predict(new Song { Path = _songs.Broken }));
    }

    [Fact]
    public void A_saved_classifier_contains_its_model()
    {
        IDataView rows = _context.Data.LoadFromEnumerable([new Song { Path = _songs.PathOf("ambient", 0) }]);
        string copy = _songs.File("copy.onnx");
        File.Copy(Fixture.Model, copy);
        using AudioTransformer model = _context.Transforms.ClassifyGenre("Path", options: new GenreOptions { ModelPath = copy, UnknownBelow = 0.01 }).Fit(rows);
        float[] expected = model.Transform(rows).GetColumn<float[]>("GenreProbabilities").Single();
        string file = _songs.File("classifier.zip");
        _context.Model.Save(model, rows.Schema, file);
        File.Delete(copy);

        var other = new MLContext();
        other.ComponentCatalog.RegisterAudioTransforms();
        ITransformer loaded = other.Model.Load(file, out _);
        Assert.Equal(expected, loaded.Transform(rows).GetColumn<float[]>("GenreProbabilities").Single());
        ((IDisposable)loaded).Dispose();
    }

    [Fact]
    public void Damaged_settings_in_a_pipeline_are_reported()
    {
        IDataView rows = _context.Data.LoadFromEnumerable([new Song { Path = "a.wav" }]);
        using AudioTransformer model = _context.Transforms.ExtractAudioFeatures("Path").Fit(rows);
        string file = _songs.File("damaged.zip");
        _context.Model.Save(model, rows.Schema, file);
        using (ZipArchive zip = ZipFile.Open(file, ZipArchiveMode.Update))
        {
            ZipArchiveEntry entry = zip.Entries.Single(found => found.Name.StartsWith("Settings", StringComparison.Ordinal));
            string name = entry.FullName;
            entry.Delete();
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write("""{ "format_version": 1, "input": "Path", "output": "F", "features": { "segment_seconds": -1 } }""");
        }

        var other = new MLContext();
        other.ComponentCatalog.RegisterAudioTransforms();
        Exception problem = Assert.ThrowsAny<Exception>(() => other.Model.Load(file, out _));
        // ML.NET wraps what a loader throws.
        while (problem is not GenreNetException && problem.InnerException is { } inner)
        {
            problem = inner;
        }

        Assert.Contains("settings of an audio transform", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Cross_validation_of_a_pipeline_of_files_keeps_tracks_together()
    {
        IDataView folder = _context.Data.LoadAudioFolder(_songs.Music);
        var folds = _context.MulticlassClassification.CrossValidate(folder, Pipeline(), numberOfFolds: 2, samplingKeyColumnName: "Track");
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.MicroAccuracy, 0.5, 1));
    }

    private EstimatorChain<KeyToValueMappingTransformer> Pipeline() => _context.Transforms.ExtractAudioFeatures("Path", "Features")
        .Append(_context.Transforms.NormalizeMeanVariance("Features", fixZero: false))
        .Append(_context.MulticlassClassification.Trainers.LbfgsMaximumEntropy())
        .Append(_context.Transforms.Conversion.MapKeyToValue("PredictedLabel"));

    private sealed class Scores
    {
        public string PredictedLabel { get; set; } = string.Empty;

        public float[] Score { get; set; } = [];
    }
}
