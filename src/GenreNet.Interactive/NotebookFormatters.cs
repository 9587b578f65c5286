using GenreNet.Core.Datasets;
using GenreNet.Inference;
using Microsoft.DotNet.Interactive.Formatting;

namespace GenreNet.Interactive;

/// <summary>Registers how notebooks show the types of GenreNet.</summary>
/// <remarks>
/// <c>#r "nuget: GenreNet.Interactive"</c> registers the formatters. Thread-safe.
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
    /// <summary>
    /// Registers HTML formatters for <see cref="GenrePrediction"/>, <see cref="FeatureSet"/>, <see cref="GenreConfusion"/> and
    /// <see cref="NotebookPicture"/>. Further calls have no effect.
    /// </summary>
    public static void Register()
    {
        Formatter.Register<GenrePrediction>(PredictionHtml.Of, HtmlFormatter.MimeType);
        Formatter.Register<FeatureSet>(FeatureSetHtml.Of, HtmlFormatter.MimeType);
        Formatter.Register<GenreConfusion>(ConfusionHtml.Of, HtmlFormatter.MimeType);
        Formatter.Register<NotebookPicture>(picture => picture.Html, HtmlFormatter.MimeType);
    }
}
