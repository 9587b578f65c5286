using GenreNet.Core;
using GenreNet.Inference;
using Microsoft.ML.Data;

namespace GenreNet.ML;

/// <summary>Classifies files with a model.</summary>
internal sealed class GenreTask : AudioTask
{
    private readonly GenreClassifier _classifier;
    private readonly string[] _genres;

    /// <summary>Loads the model.</summary>
    /// <param name="column">Name of the first column, with which the names of the others begin.</param>
    /// <param name="options">The options.</param>
    /// <param name="model">The content of the model file.</param>
    /// <exception cref="ModelFormatException">The model is damaged.</exception>
    public GenreTask(string column, GenreOptions options, byte[] model)
        : base(options)
    {
        Model = model;
        using var stream = new MemoryStream(model, writable: false);
        _classifier = GenreClassifier.Load(stream, options.ModelPath ?? "the model of the pipeline", options.Classification);
        _genres = [.. _classifier.Genres];
        OutputColumn[] embedding = options.IncludeEmbedding
            ? [new OutputColumn($"{column}Embedding", new VectorDataViewType(NumberDataViewType.Single, _classifier.EmbeddingSize), [.. Enumerable.Range(1, _classifier.EmbeddingSize).Select(i => $"embedding{i}")])]
            : [];
        Outputs =
        [
            new OutputColumn(column, TextDataViewType.Instance, []),
            new OutputColumn($"{column}Label", new KeyDataViewType(typeof(uint), _genres.Length), _genres),
            new OutputColumn($"{column}Probabilities", new VectorDataViewType(NumberDataViewType.Single, _genres.Length), _genres),
            new OutputColumn($"{column}Confidence", NumberDataViewType.Single, []),
            .. embedding,
        ];
    }

    /// <summary>Gets the content of the model file, which becomes part of a saved pipeline.</summary>
    public byte[] Model { get; }

    public override IReadOnlyList<OutputColumn> Outputs { get; }

    /// <summary>Reads a model file, or the embedded model.</summary>
    /// <param name="path">Path of the file; null for the embedded model.</param>
    /// <exception cref="ModelFormatException">The file does not exist or cannot be read.</exception>
    public static byte[] ReadModel(string? path) => path is null ? DefaultModel.Read() : ModelFile.ReadAllBytes(path);

    public override void Dispose()
    {
        _classifier.Dispose();
        base.Dispose();
    }

    protected override object[] Compute(string path, CancellationToken cancellationToken)
    {
        GenrePrediction prediction = _classifier.Classify(path, cancellationToken: cancellationToken);
        float[] probabilities = new float[_genres.Length];
        foreach (GenreProbability genre in prediction.Ranking)
        {
            probabilities[Array.IndexOf(_genres, genre.Genre)] = (float)genre.Probability;
        }

        string named = prediction.IsUnknown || prediction.Ranking.Count == 0 ? string.Empty : prediction.Genre;
        object[] values = [named, (uint)(Array.IndexOf(_genres, named) + 1), probabilities, (float)prediction.Confidence];

        // A silent clip has no embedding.
        return Outputs.Count == values.Length
            ? values
            : [.. values, prediction.Embedding.IsEmpty ? new float[_classifier.EmbeddingSize] : prediction.Embedding.ToArray()];
    }
}
