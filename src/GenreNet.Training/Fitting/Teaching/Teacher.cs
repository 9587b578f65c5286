using System.Security.Cryptography;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.IO;
using GenreNet.Inference;

namespace GenreNet.Training.Fitting;

/// <summary>A model whose answers are learned from. Thread-safe.</summary>
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

    /// <summary>Its name and hash.</summary>
    public TeacherFacts Facts { get; }

    /// <summary>The genres in the order of its probabilities.</summary>
    public IReadOnlyList<string> Genres => _classifier.Genres;

    /// <summary>Numbers of an embedding; 0 where it gives none.</summary>
    public int EmbeddingSize => _classifier.EmbeddingSize;

    /// <summary>The features that it takes.</summary>
    public FeatureOptions Features => _classifier.Card.Features;

    /// <summary>Loads a teacher.</summary>
    /// <param name="path">A model file, or the name of an installed model.</param>
    /// <exception cref="GenreNetException">It is not a model, cannot be read, or is not installed.</exception>
    public static Teacher Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        byte[] file;
        string name = path;
        path = InstalledModels.Resolve(path);
        try
        {
            file = InputFile.ReadAllBytes(path);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new GenreNetException($"the teacher {path} cannot be read ({problem.Message.TrimEnd('.')}): give --teacher a model file.", problem);
        }

        using var stream = new MemoryStream(file);
        return new Teacher(GenreClassifier.Load(stream, path), new TeacherFacts(Path.GetFileName(name), Convert.ToHexStringLower(SHA256.HashData(file))));
    }

    /// <summary>Checks whether features of training segments are those that the teacher takes, wherever the segments begin.</summary>
    /// <param name="features">The options of the features.</param>
    public bool Takes(FeatureOptions features)
    {
        ArgumentNullException.ThrowIfNull(features);
        return Features with { HopSeconds = null, Tail = TailPolicy.Drop } == features with { HopSeconds = null, Tail = TailPolicy.Drop };
    }

    /// <summary>Answers for the segments of a clip.</summary>
    /// <param name="audio">The clip; disposed at the end. One shorter than a segment is padded with silence.</param>
    /// <param name="cancellationToken">Stops between segments.</param>
    public TeacherAnswer Answer(AudioReader audio, CancellationToken cancellationToken) =>
        Answer(_pipeline.Extract(audio, ShortClip.Pad, cancellationToken).Values, cancellationToken);

    /// <summary>Answers for segments whose features have been extracted.</summary>
    /// <param name="features"><c>[segments, frames, coefficients]</c> with <see cref="Features"/>.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    public TeacherAnswer Answer(float[] features, CancellationToken cancellationToken) =>
        new(_classifier.ClassifyFeatures(features, cancellationToken), _classifier.EmbedFeatures(features, cancellationToken));

    /// <summary>Frees the model.</summary>
    public void Dispose() => _classifier.Dispose();
}

/// <summary>What a teacher says about a track, segment by segment.</summary>
/// <param name="Probabilities"><c>[segments, genres]</c>, row-major.</param>
/// <param name="Embeddings"><c>[segments, numbers]</c>, row-major; empty where the teacher has none.</param>
public sealed record TeacherAnswer(float[] Probabilities, float[] Embeddings);
