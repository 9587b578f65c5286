using System.Globalization;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Server.Monitoring;

namespace GenreNet.Training.Serving;

/// <summary>
/// Represents the genres of a log: one row per genre of the model, and a single row for all others, because clients can send any text.
/// </summary>
/// <param name="Judged">Number of clips sent with a genre that the model has.</param>
/// <param name="Right">Number of correct answers among them.</param>
/// <param name="Shares">One row per answered or sent genre, in ordinal order; answers that the model cannot give are combined in
/// one row.</param>
/// <param name="Unknown">Clips sent with a genre that the model does not have.</param>
internal sealed record DriftGenres(int Judged, int Right, IReadOnlyList<GenreShare> Shares, UnknownGenres Unknown)
{
    private const int MostUnknownNames = 10;

    /// <summary>Counts the genres of a log.</summary>
    /// <param name="predictions">The logged answers of one model.</param>
    /// <param name="known">The genres of the model.</param>
    public static DriftGenres Of(IReadOnlyList<LoggedPrediction> predictions, IReadOnlyList<string> known)
    {
        // A log contains few distinct spellings, and each is looked up once.
        string[] sent = [.. predictions.Select(prediction => prediction.ActualGenre).OfType<string>()];
        Dictionary<string, string?> spellings = sent.Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => GenreName.IndexIn(known, name) is >= 0 and int place ? known[place] : null, StringComparer.Ordinal);
        (string Predicted, string Actual)[] judged = [.. predictions
            .Where(prediction => prediction.ActualGenre is not null && spellings[prediction.ActualGenre] is not null)
            .Select(prediction => (prediction.Genre, spellings[prediction.ActualGenre!]!))];
        var predicted = predictions.CountBy(prediction => prediction.Genre, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        IEnumerable<string> rows = known.Append(GenrePrediction.UnknownGenre)
            .Where(genre => predicted.ContainsKey(genre) || judged.Any(clip => clip.Actual == genre))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal);
        return new DriftGenres(
            judged.Length,
            judged.Count(clip => clip.Predicted == clip.Actual),
            [.. rows.Select(Share), .. Others(predicted, known)],
            UnknownOf([.. sent.Where(name => spellings[name] is null)]));

        GenreShare Share(string genre) => new(
            genre,
            predicted.GetValueOrDefault(genre),
            judged.Count(clip => clip.Actual == genre),
            judged.Count(clip => clip.Actual == genre && clip.Predicted == genre));
    }

    // Answers of an older model with the same name but other genres.
    private static IEnumerable<GenreShare> Others(Dictionary<string, int> predicted, IReadOnlyList<string> known)
    {
        int[] others = [.. predicted.Where(genre => !known.Append(GenrePrediction.UnknownGenre).Contains(genre.Key)).Select(genre => genre.Value)];
        string name = string.Create(CultureInfo.InvariantCulture, $"other, {others.Length} {Plural.Choose(others.Length, "name", "names")}");
        return others.Length == 0 ? [] : [new GenreShare(name, others.Sum(), 0, 0)];
    }

    // Logs of earlier versions contain texts of any length.
    private static string Shown(string name) =>
        new([.. name.Take(LoggedPrediction.LongestActualGenre).Select(letter => char.IsControl(letter) ? ' ' : letter)]);

    private static UnknownGenres UnknownOf(string[] names)
    {
        GenreCount[] genres = [.. names.GroupBy(name => GenreName.Key(name) is { Length: > 0 } key ? key : name, StringComparer.Ordinal)
            .Select(genre => new GenreCount(Shown(MostFrequent(genre)), genre.Count()))
            .OrderByDescending(genre => genre.Clips).ThenBy(genre => genre.Genre, StringComparer.Ordinal)];
        int others = genres.Skip(MostUnknownNames).Sum(genre => genre.Clips);
        return new UnknownGenres(names.Length, genres.Length, [.. genres.Take(MostUnknownNames)], others);
    }

    private static string MostFrequent(IEnumerable<string> spellings) =>
        spellings.CountBy(name => name).OrderByDescending(name => name.Value).ThenBy(name => name.Key, StringComparer.Ordinal).First().Key;
}
