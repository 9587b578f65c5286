using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.IO;
using GenreNet.Inference;
using GenreNet.Training.Evaluation;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>Represents a model and the data that it is evaluated on.</summary>
/// <param name="Classifier">The classifier that makes the predictions: the model itself or, for embeddings, the classifier of embeddings
/// next to it.</param>
/// <param name="Data">Features for the classifier, or its predictions; see <see cref="ModelAnswers"/>.</param>
/// <param name="Path">Path of the model file; null for the embedded model.</param>
internal sealed record EvaluatedModel(GenreClassifier Classifier, FeatureSet Data, string? Path) : IDisposable
{
    /// <summary>Loads a model and reads the data.</summary>
    /// <param name="nameOrPath">The model, as given by the user.</param>
    /// <param name="source">The data, as given by the user: audio, prepared features, arrays or a table.</param>
    /// <param name="loader">Reads the data.</param>
    /// <param name="allowsMultiLabel">Whether the model may be multi-label.</param>
    /// <exception cref="GenreNetException">The model is not installed or not of a supported kind, or the data does not match
    /// it.</exception>
    public static EvaluatedModel Open(string nameOrPath, string source, DataLoader loader, bool allowsMultiLabel = false)
    {
        string? path = ModelSymbols.PathOf(nameOrPath);
        FeatureSet? prepared = DataLoader.KindOf(source) == DataKind.Prepared ? loader.Load(source) : null;
        GenreClassifier classifier = ModelSymbols.Load(nameOrPath);
        try
        {
            if (!allowsMultiLabel)
            {
                ModelEvaluation.RequireOneGenre(classifier.Card);
            }

            if (path is not null && prepared is { Options.Source: not null } && ModelAnswers.AreFor(classifier.Card))
            {
                classifier = Replace(classifier, LoadHead(path, classifier.Card, source));
            }

            return new EvaluatedModel(classifier, prepared ?? Read(source, classifier, loader), path);
        }
        catch
        {
            classifier.Dispose();
            throw;
        }
    }

    /// <summary>Writes the model with another card; also writes the classifier of embeddings next to it, if the model has one.</summary>
    /// <param name="target">Path of the model file to write; the classifier is written next to it.</param>
    /// <param name="change">Returns the changed card.</param>
    /// <returns>Paths of the written files.</returns>
    public IReadOnlyList<string> SaveWith(string target, Func<ModelCard, ModelCard> change)
    {
        string path = Path ?? throw new GenreNetException("The embedded model has no file. Give the file of a model.");
        List<(string From, string To)> files = [(path, target)];
        if (RunFolder.HeadOf(path) is { } head)
        {
            files.Add((head, RunFolder.HeadPathOf(target)));
        }

        foreach ((string from, string to) in files)
        {
            AtomicFile.RequireWritable(to);
            byte[] file = GenreNet.Networks.OnnxModelFile.WithCard(InputFile.ReadAllBytes(from), change(ModelCard.Read(from)), from);
            AtomicFile.Write(to, stream => stream.Write(file));
        }

        return [.. files.Select(file => file.To)];
    }

    /// <summary>Disposes the model.</summary>
    public void Dispose() => Classifier.Dispose();

    private static FeatureSet Read(string source, GenreClassifier classifier, DataLoader loader) =>
        ModelAnswers.AreFor(classifier.Card) && DataLoader.KindOf(source) == DataKind.Dataset
            ? loader.Extract(source, ModelAnswers.PipelineOf(classifier))
            : loader.LoadFor(source, classifier.Card.Features);

    private static GenreClassifier Replace(GenreClassifier model, GenreClassifier head)
    {
        model.Dispose();
        return head;
    }

    private static GenreClassifier LoadHead(string path, ModelCard model, string source)
    {
        string head = RunFolder.HeadOf(path) ?? throw new GenreNetException(
            $"{source} contains embeddings, but {path} requires audio, and its classifier of embeddings, {RunFolder.HeadPathOf(path)}, "
                + "is missing. Give the audio instead.");
        var classifier = GenreClassifier.Load(head);
        if (Belongs(classifier.Card, model))
        {
            return classifier;
        }

        classifier.Dispose();
        throw new GenreNetException(
            $"{head} is not the classifier of embeddings of {path}. Keep the two files of a run together, or give the audio instead.");
    }

    private static bool Belongs(ModelCard head, ModelCard model) => head.Features.Encoder is { } encoder
        && head.Features == FeatureOptions.Encoded(model.Features, encoder)
        && head.Genres.SequenceEqual(model.Genres)
        && head.Training.DatasetFingerprint == model.Training.DatasetFingerprint
        && head.Calibration?.Temperature == model.Calibration?.Temperature;
}
