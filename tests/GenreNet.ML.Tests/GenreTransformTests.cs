using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;
using GenreNet.ML.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenreNet.ML.Tests;

public sealed class GenreTransformTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly Songs _songs = new(perGenre: 1);

    public void Dispose() => _songs.Dispose();

    [Fact]
    public void The_columns_are_those_of_the_classifier()
    {
        string path = _songs.PathOf("techno", 0);
        IDataView rows = Rows(path);
        using AudioTransformer model = _context.Transforms.ClassifyGenre("Path", options: new GenreOptions { ModelPath = Fixture.Model, IncludeEmbedding = true }).Fit(rows);
        IDataView view = model.Transform(rows);
        using GenreClassifier classifier = Fixture.Load();
        GenrePrediction expected = classifier.Classify(path);
        Assert.Equal(expected.Genre, view.GetColumn<string>("Genre").Single());
        Assert.Equal(expected.Confidence, view.GetColumn<float>("GenreConfidence").Single(), 1e-5);
        Assert.Equal((uint)classifier.Genres.ToList().IndexOf(expected.Genre) + 1, view.GetColumn<uint>("GenreLabel").Single());
        float[] probabilities = view.GetColumn<float[]>("GenreProbabilities").Single();
        Assert.All(expected.Ranking, genre => Assert.Equal(genre.Probability, probabilities[classifier.Genres.ToList().IndexOf(genre.Genre)], 1e-5));
        Assert.Equal(classifier.EmbeddingSize, view.GetColumn<float[]>("GenreEmbedding").Single().Length);

        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["GenreProbabilities"].GetSlotNames(ref names);
        Assert.Equal(classifier.Genres, names.DenseValues().Select(name => name.ToString()));
        view.Schema["GenreLabel"].GetKeyValues(ref names);
        Assert.Equal(classifier.Genres, names.DenseValues().Select(name => name.ToString()));
    }

    [Fact]
    public void A_bad_file_has_missing_values()
    {
        IDataView rows = Rows(_songs.Broken);
        using AudioTransformer model = _context.Transforms.ClassifyGenre("Path", options: new GenreOptions { ModelPath = Fixture.Model, BadAudio = BadAudioPolicy.Missing }).Fit(rows);
        IDataView view = model.Transform(rows);
        Assert.Equal(string.Empty, view.GetColumn<string>("Genre").Single());
        Assert.Equal(0u, view.GetColumn<uint>("GenreLabel").Single());
        Assert.True(float.IsNaN(view.GetColumn<float>("GenreConfidence").Single()));
    }

    [Fact]
    public void ML_NET_evaluates_the_columns_against_the_labels_of_a_folder()
    {
        IDataView folder = _context.Data.LoadAudioFolder(_songs.Music);
        using GenreClassifier classifier = Fixture.Load();
        var labels = _context.Transforms.Conversion.MapValueToKey(
            "Known", "Genre", keyData: _context.Data.LoadFromEnumerable(classifier.Genres.Select(genre => new Known { Genre = genre }))).Fit(folder);
        using AudioTransformer model = _context.Transforms.ClassifyGenre("Path", "Answer", new GenreOptions { ModelPath = Fixture.Model }).Fit(folder);
        MulticlassClassificationMetrics metrics = _context.MulticlassClassification.Evaluate(
            model.Transform(labels.Transform(folder)), "Known", "AnswerProbabilities", predictedLabelColumnName: "AnswerLabel");
        Assert.InRange(metrics.MicroAccuracy, 0, 1);
        Assert.True(double.IsFinite(metrics.LogLoss));
    }

    [Fact]
    public void The_embedded_model_is_the_default_and_a_missing_one_is_named()
    {
        using AudioTransformer model = _context.Transforms.ClassifyGenre("Path").Fit(Rows("a.wav"));
        Assert.Equal(10, ((VectorDataViewType)model.GetOutputSchema(Rows("a.wav").Schema)["GenreProbabilities"].Type).Size);
        Core.ModelFormatException problem = Assert.Throws<Core.ModelFormatException>(() => _context.Transforms.ClassifyGenre("Path", options: new GenreOptions { ModelPath = _songs.File("none.onnx") }));
        Assert.Contains("none.onnx", problem.Message, StringComparison.Ordinal);
    }

    private IDataView Rows(params string[] paths) => _context.Data.LoadFromEnumerable(paths.Select(path => new Song { Path = path }));
}
