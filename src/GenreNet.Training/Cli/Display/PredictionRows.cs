using System.Globalization;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>Prints the predictions for many files as aligned rows, each as soon as it is known, and a summary at the end.</summary>
/// <param name="terminal">Receives the rows.</param>
/// <param name="names">The names of all files, which determine the width of the first column.</param>
/// <param name="genres">The genres of the model, which determine the width of the second column.</param>
/// <param name="ranking">Number of genres per file.</param>
internal sealed class PredictionRows(Terminal terminal, IReadOnlyList<string> names, IReadOnlyList<string> genres, int ranking)
{
    // A longer name moves the rest of its own row only.
    private const int WidestName = 60;
    private const string Silent = "silent";

    private readonly int _nameWidth = Math.Min(WidestName, names.Select(name => name.Length).Append("file".Length).Max());
    private readonly int _genreWidth = genres.Select(genre => genre.Length).Append(Silent.Length).Max();
    private readonly Dictionary<string, int> _counts = new(StringComparer.Ordinal);

    /// <summary>Prints a row, before the first one also the names of the columns.</summary>
    /// <param name="name">Name of the file, as given by the user.</param>
    /// <param name="prediction">The prediction.</param>
    /// <param name="remark">Why the prediction is unreliable; empty if it is not.</param>
    public void Write(string name, GenrePrediction prediction, string remark)
    {
        if (_counts.Count == 0)
        {
            Say("file", "genre", "conf.", ranking > 1 ? "next" : string.Empty);
        }

        string genre = prediction.IsSilent ? Silent : prediction.Genre;
        _counts[genre] = _counts.GetValueOrDefault(genre) + 1;
        IEnumerable<string> next = prediction.IsSilent ? [] : prediction.Ranking.Where(other => other.Genre != genre).Take(ranking - 1).Select(other => $"{other.Genre} {Percent(other.Probability)}");
        Say(name, genre, prediction.IsSilent ? "-" : Percent(prediction.Confidence), $"{string.Join(", ", next)}{remark}");
    }

    /// <summary>Prints how many files have each genre, most frequent first.</summary>
    public void WriteSummary()
    {
        int done = _counts.Values.Sum();
        string shares = string.Join(", ", _counts.OrderByDescending(count => count.Value).ThenBy(count => count.Key, StringComparer.Ordinal).Select(count => $"{count.Key} {count.Value}"));
        terminal.Error.WriteLine(Terminal.Printable(
            done == names.Count ? $"{done} files: {shares}." : $"{done} of {names.Count} files classified{(done > 0 ? $": {shares}" : string.Empty)}."));
    }

    private void Say(string name, string genre, string confidence, string rest) =>
        terminal.Say($"{name.PadRight(_nameWidth)}  {genre.PadRight(_genreWidth)}  {confidence,7}  {rest}".TrimEnd());

    private static string Percent(double share) => share.ToString("0.0 %", CultureInfo.InvariantCulture);
}
