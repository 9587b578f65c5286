using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;

namespace GenreNet.Training.Evaluation;

/// <summary>
/// Represents the predictions of several models for the same tracks. No model was fitted to the tracks that it classifies.
/// </summary>
/// <param name="Genres">The genres.</param>
/// <param name="Tracks">The ids of the tracks.</param>
/// <param name="Labels">The genre index of each track.</param>
/// <param name="LogProbabilities">The log probabilities of the genres, by model and track.</param>
public sealed record VoteAnswers(IReadOnlyList<string> Genres, IReadOnlyList<string> Tracks, IReadOnlyList<int> Labels, IReadOnlyList<double[][]> LogProbabilities)
{
    // Floor of the probabilities, which keeps their logarithms finite.
    private const double Smallest = 1e-12;

    /// <summary>Reads cross-validation reports and keeps the tracks that all of them tested.</summary>
    /// <param name="paths">Paths of files written by <c>crossval</c>, one per model.</param>
    /// <exception cref="GenreNetException">A file cannot be read, is from another version, or has other genres; or the files
    /// have too few tracks in common.</exception>
    public static VoteAnswers Load(IReadOnlyList<string> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        CrossValidationReport[] reports = [.. paths.Select(Read)];
        IReadOnlyList<string> genres = reports[0].Together.Genres;
        Dictionary<string, OutOfFoldAnswer>[] byTrack = [.. reports.Select(r => r.Answers!.ToDictionary(a => a.Track, StringComparer.Ordinal))];
        string[] tracks = [.. byTrack[0].Keys.Where(track => byTrack.All(b => b.ContainsKey(track))).Order(StringComparer.Ordinal)];
        if (tracks.Length < genres.Count * 2)
        {
            throw new GenreNetException($"{string.Join(" and ", paths)} have too few tracks in common to fit weights ({tracks.Length}; at least {genres.Count * 2} are needed): cross-validate all models on the same data.");
        }

        List<double[][]> logs = [];
        int[]? labels = null;
        for (int model = 0; model < reports.Length; model++)
        {
            int[] places = [.. genres.Select(genre => GenreName.IndexIn(reports[model].Together.Genres, genre))];
            if (places.Contains(-1) || places.Length != reports[model].Together.Genres.Count)
            {
                throw new GenreNetException($"The genres of {paths[model]} and {paths[0]} differ: cross-validate all models on the same data.");
            }

            int[] own = [.. tracks.Select(track => GenreName.IndexIn(genres, byTrack[model][track].Actual))];
            labels ??= own;
            int different = Enumerable.Range(0, tracks.Length).FirstOrDefault(i => own[i] != labels[i], -1);
            if (different >= 0)
            {
                throw new GenreNetException($"The genre of track {tracks[different]} is {byTrack[model][tracks[different]].Actual} in {paths[model]} but {byTrack[0][tracks[different]].Actual} in {paths[0]}: cross-validate all models on the same data.");
            }

            logs.Add([.. tracks.Select(track => places.Select(place => Math.Log(Math.Max(byTrack[model][track].Probabilities[place], Smallest))).ToArray())]);
        }

        return new VoteAnswers(genres, tracks, labels!, logs);
    }

    /// <summary>Reads a cross-validation report that contains the predictions for single tracks.</summary>
    /// <param name="path">Path of a file written by <c>crossval</c>.</param>
    /// <exception cref="GenreNetException">The file cannot be read, or is from another version.</exception>
    public static CrossValidationReport Read(string path)
    {
        try
        {
            CrossValidationReport report = JsonSerializer.Deserialize(InputFile.ReadAllBytes(path), EvaluationJson.Default.CrossValidationReport) ?? throw new JsonException("it contains null");
            return report.Answers is { Count: > 0 } answers && answers.All(a => a.Probabilities.Count == report.Together.Genres.Count && GenreName.IndexIn(report.Together.Genres, a.Actual) >= 0)
                ? report
                : throw new JsonException("it lacks valid predictions per track");
        }
        catch (Exception problem) when (problem is JsonException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new GenreNetException($"{path} cannot be used ({problem.Message.Split('\n')[0].TrimEnd('.')}): use a crossval.json written by this version of 'genrenet crossval'.", problem);
        }
    }
}
