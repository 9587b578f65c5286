using System.Globalization;
using GenreNet.Inference;
using GenreNet.Training.Reports;

namespace GenreNet.Interactive;

/// <summary>Draws a prediction: the genre, the warnings, the ranking and the timeline.</summary>
internal static class PredictionPicture
{
    private const int MostGenres = 10;
    private const double RowHeight = 22;
    // Below the rows: tick labels and title of the axis, as PlotFrame draws them.
    private const double AxisHeight = 40;
    private const double WarningHeight = 16;
    private const double Gap = 3;

    /// <summary>Draws the prediction.</summary>
    public static NotebookPicture Draw(GenrePrediction prediction)
    {
        string title = string.Create(CultureInfo.InvariantCulture, $"{prediction.Genre}, {PictureText.Percent(prediction.Confidence)} confidence, {prediction.Duration:h\\:mm\\:ss}");
        // A genre has the same colour in ranking and timeline.
        string[] genres = [.. prediction.Ranking.Select(row => row.Genre).Concat(prediction.Timeline.Select(part => part.Genre)).Distinct(StringComparer.Ordinal)];
        Picture ranking = Ranking(title, prediction, genres);
        return prediction.Timeline.Count > 0
            ? new NotebookPicture(title, ranking, Timeline(prediction.Timeline, genres))
            : new NotebookPicture(title, ranking);
    }

    /// <summary>Draws the warnings and the most likely genres.</summary>
    internal static Picture Ranking(string title, GenrePrediction prediction, string[] genres)
    {
        GenreProbability[] rows = [.. prediction.Ranking.Take(MostGenres)];
        double top = (prediction.Warnings.Count * WarningHeight) + 4;
        double height = top + (rows.Length > 0 ? (rows.Length * RowHeight) + AxisHeight : 0);
        var picture = new Picture("ranking", title, title, NotebookPicture.Width, height);
        for (int i = 0; i < prediction.Warnings.Count; i++)
        {
            string text = PictureText.Fit(prediction.Warnings[i], Picture.TextSize, picture.Width - 16);
            picture.Add(new TextShape(new Spot(8, ((i + 1) * WarningHeight) - 5), text, Ink.Faint));
        }

        if (rows.Length == 0)
        {
            return picture;
        }

        var frame = new PlotFrame(picture, Axis.Percent("probability"), Rows([.. rows.Select(row => row.Genre)]), top, right: 60);
        frame.Draw(hasGrid: false);
        for (int i = 0; i < rows.Length; i++)
        {
            string text = PictureText.Percent(rows[i].Probability);
            double end = frame.X(rows[i].Probability);
            double y = frame.Y(rows.Length - i);
            picture.Add(new BoxShape(new Spot(frame.Left, y + Gap), end - frame.Left, RowHeight - (2 * Gap), Color(rows[i].Genre, genres), $"{rows[i].Genre}: {text}"));
            picture.Add(new TextShape(new Spot(end + 5, y + (RowHeight / 2) + 4), text, Ink.Text));
        }

        return picture;
    }

    /// <summary>Draws the most likely genre of each segment that is not silent.</summary>
    internal static Picture Timeline(IReadOnlyList<TimelineSegment> timeline, string[] genres)
    {
        TimelineSegment[] audible = [.. timeline.Where(part => !part.IsSilent)];
        string[] rows = audible.Length == 0 ? ["silent"] : [.. genres.Where(genre => audible.Any(part => part.Genre == genre))];
        var picture = new Picture("timeline", "Timeline", "Most likely genre of each segment.", NotebookPicture.Width, 4 + (rows.Length * RowHeight) + AxisHeight);
        var time = Axis.Of("time (s)", 0, timeline.Max(part => part.End.TotalSeconds), isTight: true, count: 10);
        var frame = new PlotFrame(picture, time, Rows(rows), top: 4);
        frame.Draw();
        foreach (TimelineSegment part in audible)
        {
            double left = frame.X(part.Start.TotalSeconds);
            double width = Math.Max(1, frame.X(part.End.TotalSeconds) - left - 1);
            double y = frame.Y(rows.Length - Array.IndexOf(rows, part.Genre));
            string hint = string.Create(CultureInfo.InvariantCulture, $"{part.Start.TotalSeconds:0.#}–{part.End.TotalSeconds:0.#} s: {part.Genre} {PictureText.Percent(part.Probability)}");
            picture.Add(new BoxShape(new Spot(left, y + Gap), width, RowHeight - (2 * Gap), Color(part.Genre, genres), hint));
        }

        return picture;
    }

    // The first name is at the top.
    private static Axis Rows(string[] names) =>
        new(string.Empty, 0, names.Length, [.. names.Select((name, i) => (names.Length - i - 0.5, PictureText.Fit(name, Picture.TextSize, 160)))]);

    private static Ink Color(string genre, string[] genres) => Ink.Series(Array.IndexOf(genres, genre));
}
