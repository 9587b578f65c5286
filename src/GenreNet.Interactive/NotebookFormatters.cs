using System.Globalization;
using System.Net;
using System.Text;
using GenreNet.Core.Datasets;
using GenreNet.Inference;
using Microsoft.DotNet.Interactive.Formatting;

namespace GenreNet.Interactive;

/// <summary>Registers how notebooks show the types of GenreNet.</summary>
/// <remarks>
/// <c>#r "nuget: GenreNet.Interactive"</c> registers the formatters. Pictures are PNG files, which all viewers of notebooks show: GitHub removes
/// style sheets and SVG from HTML. Thread-safe.
/// </remarks>
/// <example>
/// <code>
/// using GenreNet.Interactive;
///
/// NotebookFormatters.Register();
/// </code>
/// </example>
public static class NotebookFormatters
{
    private const string Png = "image/png";

    /// <summary>
    /// Registers formatters for <see cref="GenrePrediction"/>, <see cref="GenreConfusion"/> and <see cref="NotebookPicture"/> (pictures), and for
    /// <see cref="FeatureSet"/> (a table). Further calls have no effect.
    /// </summary>
    public static void Register()
    {
        RegisterPicture<GenrePrediction>(PredictionPicture.Draw);
        RegisterPicture<GenreConfusion>(ConfusionPicture.Draw);
        RegisterPicture<NotebookPicture>(picture => picture);
        Formatter.Register<FeatureSet>(Table, HtmlFormatter.MimeType);
    }

    // The title is the text for screen readers, and for viewers without pictures.
    private static void RegisterPicture<T>(Func<T, NotebookPicture> draw)
    {
        Formatter.Register<T>(value => Convert.ToBase64String(draw(value).Png.Span), Png);
        Formatter.Register<T>(value => draw(value).Title, PlainTextFormatter.MimeType);
        Formatter.SetPreferredMimeTypesFor(typeof(T), Png, PlainTextFormatter.MimeType);
    }

    private static string Table(FeatureSet features)
    {
        var table = new StringBuilder();
        table.Append(
            CultureInfo.InvariantCulture,
            $"<p><b>{WebUtility.HtmlEncode(features.DatasetName)}</b>: {features.SegmentCount} segments of {features.TrackCount} tracks, {features.FrameCount} × {features.CoefficientCount} values per segment</p>\n<table>\n<thead><tr><th>genre</th><th>tracks</th><th>segments</th></tr></thead>\n<tbody>\n");
        for (int genre = 0; genre < features.Genres.Count; genre++)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"<tr><td>{WebUtility.HtmlEncode(features.Genres[genre])}</td><td>{features.Tracks.Count(track => track.Label == genre)}</td><td>{features.Labels.Count(label => label == genre)}</td></tr>\n");
        }

        return table.Append("</tbody>\n</table>").ToString();
    }
}
