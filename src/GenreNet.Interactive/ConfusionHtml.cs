using System.Globalization;
using GenreNet.Training.Reports;

namespace GenreNet.Interactive;

/// <summary>Shows a confusion matrix with its accuracy.</summary>
internal static class ConfusionHtml
{
    /// <summary>Returns the HTML.</summary>
    public static string Of(GenreConfusion confusion)
    {
        if (confusion.Total == 0)
        {
            return NotebookHtml.Block("<p>No clips.</p>");
        }

        int[] indices = [.. Enumerable.Range(0, confusion.Genres.Count)];
        int[] sizes = [.. indices.Select(row => indices.Sum(column => confusion.Count(row, column)))];
        string title = string.Create(CultureInfo.InvariantCulture, $"Confusion matrix: {confusion.Correct} of {confusion.Total} correct ({100 * confusion.Accuracy:0.0} %)");
        Picture picture = MatrixChart.Draw(
            ("confusion", title, "Rows are actual genres, columns predicted genres."),
            confusion.Genres,
            confusion.Genres,
            [.. indices.Select(row => indices.Select(column => confusion.Count(row, column) / (double)Math.Max(1, sizes[row])).ToArray())],
            [.. indices.Select(row => indices.Select(column => confusion.Count(row, column).ToString(CultureInfo.InvariantCulture)).ToArray())],
            ColorMap.Blues,
            ("actual", "predicted"));
        return NotebookHtml.Block(NotebookHtml.Figure(picture.Redraw?.Invoke(NotebookHtml.WideWidth) ?? picture, NotebookHtml.WideWidth));
    }
}
