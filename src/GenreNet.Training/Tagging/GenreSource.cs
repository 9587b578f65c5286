using GenreNet.Inference;

namespace GenreNet.Training.Tagging;

/// <summary>Answers which genres a music file has.</summary>
/// <remarks>Implementations are thread-safe: several files are processed at the same time.</remarks>
internal interface IGenreSource
{
    /// <summary>Returns the genres of a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="Core.GenreNetException">There is no answer for this file; the message states why.</exception>
    GenreAnswer Of(string path, CancellationToken cancellationToken);
}

/// <summary>Represents the genres of a file.</summary>
/// <param name="Ranking">The genres, most probable first; empty if no genre can be named.</param>
/// <param name="Duration">The duration of the file, or null if it is unknown.</param>
/// <param name="Obstacle">Why no genre can be named although the file could be read, such as "silent"; null if one can be named.</param>
internal sealed record GenreAnswer(IReadOnlyList<GenreProbability> Ranking, TimeSpan? Duration, string? Obstacle = null)
{
    /// <summary>Returns the most probable genres with at least a given probability.</summary>
    /// <param name="count">The maximum number of genres.</param>
    /// <param name="minConfidence">The minimum probability, 0 to 1.</param>
    /// <returns>The genres, most probable first; empty if the answer is too uncertain.</returns>
    public IReadOnlyList<GenreProbability> Best(int count, double minConfidence) =>
        Obstacle is null ? [.. Ranking.Take(count).Where(genre => genre.Probability >= minConfidence)] : [];
}

/// <summary>Classifies each file with a model.</summary>
/// <param name="classifier">The model.</param>
internal sealed class ClassifiedGenres(GenreClassifier classifier) : IGenreSource
{
    private static readonly ClassificationOptions Options = ClassificationOptions.Default with { IncludeTimeline = false };

    /// <inheritdoc/>
    public GenreAnswer Of(string path, CancellationToken cancellationToken)
    {
        GenrePrediction prediction = classifier.Classify(path, Options, progress: null, cancellationToken);
        string? obstacle = prediction switch
        {
            { IsSilent: true } => "silent",
            { IsMusic: false } => "no music found",
            { IsUnknown: true } => "no genre recognised",
            _ => null,
        };
        return new GenreAnswer(prediction.Ranking, prediction.Duration, obstacle);
    }
}

/// <summary>Takes the genres that the tags of the files contain.</summary>
internal sealed class TaggedGenres : IGenreSource
{
    /// <inheritdoc/>
    public GenreAnswer Of(string path, CancellationToken cancellationToken)
    {
        MusicTag tag = MusicTag.Read(path);
        return new GenreAnswer(
            [.. tag.Genres.Select(genre => new GenreProbability(genre, 1))], tag.Duration, tag.Genres.Count == 0 ? "no genre in the tags" : null);
    }
}
