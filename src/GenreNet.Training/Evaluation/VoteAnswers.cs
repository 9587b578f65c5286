using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;

namespace GenreNet.Training.Evaluation;

/// <summary>What several models say about the same tracks, none of them fitted on the tracks that it answers for.</summary>
/// <param name="Genres">The genres.</param>
/// <param name="Tracks">Ids of the tracks.</param>
/// <param name="Labels">The genre of each track, by index.</param>
/// <param name="LogProbabilities">Of each model and track, the logarithms of the probabilities.</param>
public sealed record VoteAnswers(IReadOnlyList<string> Genres, IReadOnlyList<string> Tracks, IReadOnlyList<int> Labels, IReadOnlyList<double[][]> LogProbabilities)
{
    // What float32 still tells from zero.
    private const double Smallest = 1e-12;

    /// <summary>Reads the reports of cross-validations and keeps the tracks that all of them tested.</summary>
    /// <param name="paths">Files that <c>crossval</c> wrote, one a model.</param>
    /// <exception cref="GenreNetException">One cannot be read, is of another version, or has other genres; or they share too few tracks.</exception>
    public static VoteAnswers Load(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        CrossValidationReport[] reports = [.. paths.Select(Read)];
        IReadOnlyList<string> genres = reports[0].Together.Genres;
        Dictionary<string, OutOfFoldAnswer>[] byTrack = [.. reports.Select(r => r.Answers!.ToDictionary(a => a.Track, StringComparer.Ordinal))];
        string[] tracks = [.. byTrack[0].Keys.Where(track => byTrack.All(b => b.ContainsKey(track))).Order(StringComparer.Ordinal)];
        if (tracks.Length < genres.Count * 2)
        {
            throw new GenreNetException($"{string.Join(" and ", paths)} share {tracks.Length} tracks, too few to fit weights: cross-validate all models on the same data.");
        }

        List<double[][]> logs = [];
        int[]? labels = null;
        for (int model = 0; model < reports.Length; model++)
        {
            int[] places = [.. genres.Select(genre => GenreName.IndexIn(reports[model].Together.Genres, genre))];
            if (places.Contains(-1) || places.Length != reports[model].Together.Genres.Count)
            {
                throw new GenreNetException($"{paths[model]} is about other genres than {paths[0]}: cross-validate all models on the same data.");
            }

            int[] own = [.. tracks.Select(track => GenreName.IndexIn(genres, byTrack[model][track].Actual))];
            labels ??= own;
            int different = Enumerable.Range(0, tracks.Length).FirstOrDefault(i => own[i] != labels[i], -1);
            if (different >= 0)
            {
                throw new GenreNetException($"{paths[model]} says that {tracks[different]} is {byTrack[model][tracks[different]].Actual} and {paths[0]} says something else: cross-validate all models on the same data.");
            }

            logs.Add([.. tracks.Select(track => places.Select(place => Math.Log(Math.Max(byTrack[model][track].Probabilities[place], Smallest))).ToArray())]);
        }

        return new VoteAnswers(genres, tracks, labels!, logs);
    }

    /// <summary>Reads a report of a cross-validation that has the answers for single tracks.</summary>
    /// <param name="path">A file that <c>crossval</c> wrote.</param>
    /// <exception cref="GenreNetException">It cannot be read, or is of another version.</exception>
    public static CrossValidationReport Read(string path)
    {
        try
        {
            CrossValidationReport report = JsonSerializer.Deserialize(InputFile.ReadAllBytes(path), EvaluationJson.Default.CrossValidationReport) ?? throw new JsonException("it is null");
            return report.Answers is { Count: > 0 } answers && answers.All(a => a.Probabilities.Count == report.Together.Genres.Count && GenreName.IndexIn(report.Together.Genres, a.Actual) >= 0)
                ? report
                : throw new JsonException("it lacks the answers for single tracks");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new GenreNetException($"{path} cannot be used ({problem.Message.Split('\n')[0].TrimEnd('.')}): give a crossval.json that this version of 'genrenet crossval' wrote.", problem);
        }
    }
}
