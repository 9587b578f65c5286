using System.Globalization;
using System.Text;
using GenreNet.Core.Datasets;

namespace GenreNet.Interactive;

/// <summary>Shows the size of a feature set and its tracks per genre.</summary>
internal static class FeatureSetHtml
{
    /// <summary>Returns the HTML.</summary>
    public static string Of(FeatureSet features)
    {
        var rows = new StringBuilder();
        for (int genre = 0; genre < features.Genres.Count; genre++)
        {
            rows.Append(CultureInfo.InvariantCulture, $"<tr><td>{NotebookHtml.Escape(features.Genres[genre])}</td><td>{features.Tracks.Count(track => track.Label == genre)}</td><td>{features.Labels.Count(label => label == genre)}</td></tr>");
        }

        string head = string.Create(CultureInfo.InvariantCulture, $"{features.SegmentCount} segments of {features.TrackCount} tracks, {features.FrameCount} × {features.CoefficientCount} values per segment");
        return NotebookHtml.Block(
            $"<p><b>{NotebookHtml.Escape(features.DatasetName)}</b>: {head}</p>",
            $"<table><thead><tr><th>genre</th><th>tracks</th><th>segments</th></tr></thead><tbody>{rows}</tbody></table>");
    }
}
