using System.Security.Cryptography;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.IO;
using GenreNet.Inference;

namespace GenreNet.Training.Fitting;

/// <summary>Represents a model whose outputs serve as training targets. Thread-safe.</summary>
public sealed class Teacher : IDisposable
{
    private readonly GenreClassifier _classifier;
    private readonly FeaturePipeline _pipeline;

    private Teacher(GenreClassifier classifier, TeacherFacts facts)
    {
        _classifier = classifier;
        _pipeline = new FeaturePipeline(classifier.Card.Features);
        Facts = facts;
    }

    /// <summary>The name and hash of the model.</summary>
    public TeacherFacts Facts { get; }

    /// <summary>The genres in the order of its probabilities.</summary>
    public IReadOnlyList<string> Genres => _classifier.Genres;

    /// <summary>Size of an embedding; 0 if the model has none.</summary>
    public int EmbeddingSize => _classifier.EmbeddingSize;

    /// <summary>The options of the features that the model expects.</summary>
    public FeatureOptions Features => _classifier.Card.Features;

    /// <summary>Loads a teacher.</summary>
    /// <param name="path">Path of a model file.</param>
    /// <exception cref="GenreNetException">The file is not a model or cannot be read.</exception>
    public static Teacher Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] file;
        try
        {
            file = InputFile.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"The teacher {path} cannot be read ({problem.Message.TrimEnd('.')}): pass a model file to --teacher.", problem);
        }

        using var stream = new MemoryStream(file);
        return new Teacher(GenreClassifier.Load(stream, path), new TeacherFacts(Path.GetFileName(path), Convert.ToHexStringLower(SHA256.HashData(file))));
    }

    /// <summary>Returns whether training features match those that the teacher expects, regardless of where the segments begin.</summary>
    /// <param name="features">The options of the features.</param>
    public bool Takes(FeatureOptions features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Features with { HopSeconds = null, Tail = TailPolicy.Drop } == features with { HopSeconds = null, Tail = TailPolicy.Drop };
    }

    /// <summary>Classifies the segments of a clip.</summary>
    /// <param name="audio">The clip; disposed after the call. A clip shorter than a segment is padded with silence.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    public TeacherAnswer Answer(AudioReader audio, CancellationToken cancellationToken) =>
        Answer(_pipeline.Extract(audio, ShortClip.Pad, cancellationToken).Values, cancellationToken);

    /// <summary>Classifies segments from extracted features.</summary>
    /// <param name="features">Features, <c>[segments, frames, coefficients]</c>, extracted with <see cref="Features"/>.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public TeacherAnswer Answer(ReadOnlyMemory<float> features, CancellationToken cancellationToken) =>
        new(_classifier.ClassifyFeatures(features, cancellationToken), _classifier.EmbedFeatures(features, cancellationToken));

    /// <summary>Disposes the model.</summary>
    public void Dispose() => _classifier.Dispose();
}

/// <summary>Represents the outputs of a teacher for the segments of a track.</summary>
/// <param name="Probabilities">Probabilities, <c>[segments, genres]</c>, row-major.</param>
/// <param name="Embeddings">Embeddings, <c>[segments, embedding size]</c>, row-major; empty if the teacher has none.</param>
public sealed record TeacherAnswer(float[] Probabilities, float[] Embeddings);
