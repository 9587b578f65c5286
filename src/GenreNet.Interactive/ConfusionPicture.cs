using System.Globalization;
using GenreNet.Training.Reports;

namespace GenreNet.Interactive;

/// <summary>Draws a confusion matrix with its accuracy.</summary>
internal static class ConfusionPicture
{
    /// <summary>Draws the counts.</summary>
    public static NotebookPicture Draw(GenreConfusion confusion)
    {
        string title = confusion.Total == 0
            ? "Confusion matrix of no clips"
            : string.Create(CultureInfo.InvariantCulture, $"Confusion matrix: {confusion.Correct} of {confusion.Total} correct ({PictureText.Percent(confusion.Accuracy)})");
        int[] indices = [.. Enumerable.Range(0, confusion.Genres.Count)];
        int[][] counts = [.. indices.Select(row => indices.Select(column => confusion.Count(row, column)).ToArray())];
        Picture picture = MatrixChart.Draw(
            ("confusion", title, title),
            confusion.Genres,
            confusion.Genres,
            [.. counts.Select(row => row.Select(count => count / (double)Math.Max(1, row.Sum())).ToArray())],
            [.. counts.Select(row => row.Select(count => count == 0 ? string.Empty : count.ToString(CultureInfo.InvariantCulture)).ToArray())],
            ColorMap.Blues,
            ("actual", "predicted"));
        return new NotebookPicture(title, picture);
    }
}
