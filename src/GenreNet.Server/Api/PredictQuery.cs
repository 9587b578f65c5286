using System.Globalization;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Server.Problems;

namespace GenreNet.Server.Api;

/// <summary>Represents the query parameters that a client can set.</summary>
/// <param name="Top">Maximum number of genres in the ranking; null for all.</param>
/// <param name="HasTimeline">Whether the result contains the segments.</param>
/// <param name="TimelineSeconds">Approximate length of the timeline's segments in seconds; null for the model's own segments.</param>
internal sealed record PredictQuery(int? Top, bool HasTimeline, double? TimelineSeconds)
{
    /// <summary>Reads the query of a request.</summary>
    /// <exception cref="RequestProblemException">A value is not valid.</exception>
    public static PredictQuery Parse(IQueryCollection query) => new(
        Value<int>(query, "top", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int top) && top >= 1 ? top : null, "an integer of 1 or greater"),
        Value<bool>(query, "timeline", text => bool.TryParse(text, out bool on) ? on : null, "true or false") ?? true,
        Value<double>(
            query,
            "timeline_seconds",
            text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 1 and <= 3600 ? seconds : null,
            "a number between 1 and 3600"));

    /// <summary>Returns the options for the classification itself.</summary>
    public ClassificationOptions Answer(ClassificationOptions configured) =>
        configured with { Top = Top ?? configured.Top, IncludeTimeline = HasTimeline && configured.IncludeTimeline, IncludeMfccMeans = true };

    /// <summary>
    /// Returns the options for a finer timeline, computed by a second pass over the clip; null if none is requested or the model does not
    /// support it.
    /// </summary>
    public ClassificationOptions? Finer(ModelCard card) =>
        HasTimeline && TimelineSeconds is double seconds && card.Features.Kind == FeatureKind.Summary && seconds < card.Features.SegmentSeconds
            ? new ClassificationOptions { SegmentDuration = TimeSpan.FromSeconds(Math.Max(seconds, card.Features.ShortestSeconds)) }
            : null;

    private static T? Value<T>(IQueryCollection query, string name, Func<string, T?> parse, string wanted)
        where T : struct
    {
        string? text = query[name];
        return string.IsNullOrEmpty(text)
            ? null
            : parse(text) ?? throw new RequestProblemException(StatusCodes.Status400BadRequest, $"The parameter {name} must be {wanted}.");
    }
}
