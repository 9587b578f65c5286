using System.Globalization;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using GenreNet.Inference.Monitoring;

namespace GenreNet.Training.Serving.Drift;

/// <summary>The genres of a prediction log: a row for each that the model knows, and all others together, because clients can send any text.</summary>
/// <param name="Judged">Clips that were sent with a genre that the model knows.</param>
/// <param name="Right">Of those, answers that name it.</param>
/// <param name="Shares">A row for each genre that was answered or sent, in ordinal order; those that the model does not know are one row at the end.</param>
/// <param name="Unknown">Clips that were sent with a genre that the model does not know.</param>
internal sealed record DriftGenres(int Judged, int Right, IReadOnlyList<GenreShare> Shares, UnknownGenres Unknown)
{
    private const int MostUnknownNames = 10;

    /// <summary>Counts.</summary>
    /// <param name="predictions">The answers of one model.</param>
    /// <param name="known">Its genres.</param>
    public static DriftGenres Of(IReadOnlyList<LoggedPrediction> predictions, IReadOnlyList<string> known)
    {
        // A log has few spellings, and each is looked up once.
        Dictionary<string, string?> spellings = predictions.Select(prediction => prediction.ActualGenre).OfType<string>().Distinct(StringComparer.Ordinal)
            .ToDictionary(name => name, name => GenreName.IndexIn(known, name) is >= 0 and int place ? known[place] : null, StringComparer.Ordinal);
        (string Predicted, string Actual)[] judged = [.. predictions
            .Where(prediction => prediction.ActualGenre is not null && spellings[prediction.ActualGenre] is not null)
            .Select(prediction => (prediction.Genre, spellings[prediction.ActualGenre!]!))];
        Dictionary<string, int> predicted = predictions.CountBy(prediction => prediction.Genre, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        IEnumerable<string> rows = known.Append(GenrePrediction.UnknownGenre)
            .Where(genre => predicted.ContainsKey(genre) || judged.Any(clip => clip.Actual == genre)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        return new DriftGenres(
            judged.Length,
            judged.Count(clip => clip.Predicted == clip.Actual),
            [.. rows.Select(Share), .. Others(predicted, known)],
            UnknownOf([.. predictions.Select(prediction => prediction.ActualGenre).OfType<string>().Where(name => spellings[name] is null)]));

        GenreShare Share(string genre) => new(
            genre,
            predicted.GetValueOrDefault(genre),
            judged.Count(clip => clip.Actual == genre),
            judged.Count(clip => clip.Actual == genre && clip.Predicted == genre));
    }

    // Answers of an older model of the same name, which knew other genres.
    private static IEnumerable<GenreShare> Others(Dictionary<string, int> predicted, IReadOnlyList<string> known)
    {
        int[] others = [.. predicted.Where(genre => genre.Key != GenrePrediction.UnknownGenre && !known.Contains(genre.Key)).Select(genre => genre.Value)];
        return others.Length == 0 ? [] : [new GenreShare(string.Create(CultureInfo.InvariantCulture, $"other, {others.Length} names"), others.Sum(), 0, 0)];
    }

    // Logs of earlier versions hold any text in full.
    private static string Shown(string name) =>
        new([.. name.Take(LoggedPrediction.LongestActualGenre).Select(letter => char.IsControl(letter) ? ' ' : letter)]);

    private static UnknownGenres UnknownOf(string[] names)
    {
        GenreCount[] genres = [.. names.GroupBy(name => GenreName.Key(name) is { Length: > 0 } key ? key : name, StringComparer.Ordinal)
            .Select(genre => new GenreCount(Shown(genre.CountBy(name => name).OrderByDescending(name => name.Value).ThenBy(name => name.Key, StringComparer.Ordinal).First().Key), genre.Count()))
            .OrderByDescending(genre => genre.Clips).ThenBy(genre => genre.Genre, StringComparer.Ordinal)];
        return new UnknownGenres(names.Length, genres.Length, [.. genres.Take(MostUnknownNames)], genres.Skip(MostUnknownNames).Sum(genre => genre.Clips));
    }
}
