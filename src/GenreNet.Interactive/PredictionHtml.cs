using System.Globalization;
using GenreNet.Inference;
using GenreNet.Training.Reports;

namespace GenreNet.Interactive;

/// <summary>Shows a prediction: the genre, the ranking and the timeline.</summary>
internal static class PredictionHtml
{
    private const int MostGenres = 10;
    private const double RowHeight = 22;
    private const double AxisHeight = 50;

    /// <summary>Returns the HTML.</summary>
    public static string Of(GenrePrediction prediction)
    {
        string[] genres = [.. prediction.Ranking.Select(row => row.Genre).Concat(prediction.Timeline.Select(part => part.Genre)).Distinct(StringComparer.Ordinal)];
        List<string> blocks =
        [
            $"<p><b style=\"font-size:1.2em\">{NotebookHtml.Escape(prediction.Genre)}</b> {Percent(prediction.Confidence)}, {NotebookHtml.Escape(prediction.Duration.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture))}</p>",
            .. prediction.Warnings.Select(warning => $"<p>{NotebookHtml.Escape(warning)}</p>"),
        ];
        if (prediction.Ranking.Count > 0)
        {
            blocks.Add(NotebookHtml.Figure(Ranking(prediction, genres), NotebookHtml.WideWidth));
        }

        if (prediction.Timeline.Count > 0)
        {
            blocks.Add(NotebookHtml.Figure(Timeline(prediction, genres), NotebookHtml.WideWidth));
        }

        return NotebookHtml.Block([.. blocks]);
    }

    private static Picture Ranking(GenrePrediction prediction, string[] genres)
    {
        GenreProbability[] rows = [.. prediction.Ranking.Take(MostGenres)];
        var picture = new Picture("ranking", "Ranking", "Probability of each genre.", NotebookHtml.WideWidth, (rows.Length * RowHeight) + AxisHeight);
        var frame = new PlotFrame(picture, Axis.Percent("probability"), Lanes([.. rows.Select(row => row.Genre)]));
        frame.Draw(hasGrid: false);
        double height = (frame.Bottom - frame.Top) / rows.Length;
        for (int i = 0; i < rows.Length; i++)
        {
            string text = Percent(rows[i].Probability);
            double end = frame.X(rows[i].Probability);
            picture.Add(new BoxShape(new Spot(frame.Left, frame.Top + (i * height) + 3), end - frame.Left, height - 6, Color(rows[i].Genre, genres), $"{rows[i].Genre}: {text}"));
            // Within the picture also for a probability of 100 %.
            double room = PictureText.Width(text, Picture.TextSize) + 6;
            picture.Add(end + room < picture.Width
                ? new TextShape(new Spot(end + 5, frame.Top + ((i + 0.5) * height) + 4), text, Ink.Text)
                : new TextShape(new Spot(end - 5, frame.Top + ((i + 0.5) * height) + 4), text, Ink.Back, Anchor: TextAnchor.End));
        }

        return picture;
    }

    private static Picture Timeline(GenrePrediction prediction, string[] genres)
    {
        TimelineSegment[] audible = [.. prediction.Timeline.Where(part => !part.IsSilent)];
        string[] lanes = [.. genres.Where(genre => audible.Any(part => part.Genre == genre))];
        if (lanes.Length == 0)
        {
            lanes = ["silent"];
        }

        var picture = new Picture("timeline", "Timeline", "Most probable genre of each segment.", NotebookHtml.WideWidth, (lanes.Length * RowHeight) + AxisHeight);
        double end = prediction.Timeline.Max(part => part.End.TotalSeconds);
        var frame = new PlotFrame(picture, Axis.Of("time (s)", 0, end, isTight: true, count: 10), Lanes(lanes));
        frame.Draw();
        double height = (frame.Bottom - frame.Top) / lanes.Length;
        foreach (TimelineSegment part in audible)
        {
            double left = frame.X(part.Start.TotalSeconds);
            string hint = string.Create(CultureInfo.InvariantCulture, $"{part.Start.TotalSeconds:0.#}–{part.End.TotalSeconds:0.#} s: {part.Genre} {Percent(part.Probability)}");
            double width = Math.Max(1, frame.X(part.End.TotalSeconds) - left - 1);
            picture.Add(new BoxShape(new Spot(left, frame.Top + (Array.IndexOf(lanes, part.Genre) * height) + 3), width, height - 6, Color(part.Genre, genres), hint));
        }

        return picture;
    }

    // The first name is at the top.
    private static Axis Lanes(string[] names) =>
        new(string.Empty, 0, names.Length, [.. names.Select((name, i) => (names.Length - i - 0.5, PictureText.Fit(name, Picture.TextSize, 160)))]);

    private static Ink Color(string genre, string[] genres) => Ink.Series(Array.IndexOf(genres, genre));

    private static string Percent(double probability) => string.Create(CultureInfo.InvariantCulture, $"{100 * probability:0.0} %");
}
