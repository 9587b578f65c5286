using System.Globalization;
using GenreNet.Core;
using GenreNet.Inference;

namespace GenreNet.Training.Tagging;

/// <summary>Specifies which files are tagged. Immutable.</summary>
internal sealed record TaggingOptions
{
    /// <summary>Whether files are changed; false for a dry run, the default.</summary>
    public bool Write { get; init; }

    /// <summary>Whether files that have a genre are left as they are.</summary>
    public bool OnlyIfMissing { get; init; }

    /// <summary>The minimum probability of a genre, 0 to 1.</summary>
    public double MinConfidence { get; init; } = 0.5;

    /// <summary>The maximum number of genres per file.</summary>
    public int MostGenres { get; init; } = 1;
}

/// <summary>Tags music files with their genres.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="source">Answers which genres a file has.</param>
/// <param name="spelling">How genres are written.</param>
/// <param name="options">Which files are tagged.</param>
internal sealed class GenreTagger(IGenreSource source, GenreSpelling spelling, TaggingOptions options)
{
    /// <summary>Tags a file, or determines what would be written.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="cancellationToken">Stops the work; the file is not changed.</param>
    /// <returns>The result; an error is part of it.</returns>
    public TagResult Tag(string path, CancellationToken cancellationToken)
    {
        TagResult result = new(path, TagAction.Error);
        try
        {
            if (!File.Exists(path))
            {
                return result with { Reason = $"{path} does not exist. Check the path." };
            }

            result = result with { Present = MusicTag.Read(path).Genres };
            return options.OnlyIfMissing && result.Present.Count > 0
                ? result with { Action = TagAction.HasGenre }
                : Decide(result, cancellationToken);
        }
        catch (UnsupportedTagException problem)
        {
            return result with { Action = TagAction.Unsupported, Reason = problem.Message };
        }
        catch (Exception problem) when (problem is GenreNetException or IOException or UnauthorizedAccessException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return result with { Action = TagAction.Error, Reason = problem.Message };
        }
    }

    private TagResult Decide(TagResult file, CancellationToken cancellationToken)
    {
        GenreAnswer answer = source.Of(file.File, cancellationToken);
        IReadOnlyList<GenreProbability> best = answer.Best(options.MostGenres, options.MinConfidence);
        IEnumerable<GenreProbability> shown = best.Count > 0 || answer.Obstacle is not null ? best : answer.Ranking.Take(1);
        TagResult result = file with
        {
            Genres = [.. shown.Select(genre => spelling.Of(genre.Genre)).Distinct(StringComparer.Ordinal)],
            Confidence = answer.Obstacle is null && answer.Ranking.Count > 0 ? answer.Ranking[0].Probability : null,
        };
        if (best.Count == 0)
        {
            return result with
            {
                Action = TagAction.TooUncertain,
                Reason = answer.Obstacle ?? string.Create(CultureInfo.InvariantCulture, $"below {options.MinConfidence:0.## %}"),
            };
        }

        // More genres than those of the model are kept: they are usually more exact, such as Rock; Post-Punk.
        if (result.Genres.All(genre => result.Present.Any(present => GenreSpelling.AreSame(present, genre))))
        {
            return result with { Action = TagAction.Unchanged };
        }

        TagWriter.RequireWritable(result.File);
        string? reason = FileAttributesOf.LinkCount(result.File) > 1 ? "its other hard links keep the old tags" : null;
        if (!options.Write)
        {
            return result with { Action = TagAction.WouldWrite, Reason = reason };
        }

        TagWriter.Write(result.File, result.Genres, cancellationToken);
        return result with { Action = TagAction.Written, Reason = reason };
    }
}
