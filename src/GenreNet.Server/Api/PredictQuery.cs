using System.Globalization;
using GenreNet.Core.Features;
using GenreNet.Inference;
using GenreNet.Server.Problems;
using GenreNet.Server.Queueing;

namespace GenreNet.Server.Api;

/// <summary>What a client may choose behind the question mark.</summary>
/// <param name="Top">Genres in the ranking at most; null for all.</param>
/// <param name="HasTimeline">Whether the segments are told.</param>
/// <param name="TimelineSeconds">About how long the stretches of the timeline are; null for the model's own segments.</param>
internal sealed record PredictQuery(int? Top, bool HasTimeline, double? TimelineSeconds)
{
    /// <summary>Reads the query of a request.</summary>
    /// <exception cref="RequestProblemException">A value is not what it must be.</exception>
    public static PredictQuery Parse(IQueryCollection query) => new(
        Value<int>(query, "top", text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int top) && top >= 1 ? top : null, "a number from 1"),
        Value<bool>(query, "timeline", text => bool.TryParse(text, out bool on) ? on : null, "true or false") ?? true,
        Value<double>(
            query,
            "timeline_seconds",
            text => double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds is >= 1 and <= 3600 ? seconds : null,
            "a number from 1 to 3600"));

    /// <summary>How the answer itself is made.</summary>
    public ClassificationOptions Answer(ClassificationOptions configured) =>
        configured with { Top = Top ?? configured.Top, Timeline = HasTimeline && configured.Timeline, MfccMeans = true };

    /// <summary>How a finer timeline is made, by hearing the clip again; null where none is wanted or the model cannot.</summary>
    public ClassificationOptions? Finer(ModelCard card) =>
        HasTimeline && TimelineSeconds is double seconds && card.Features.Kind == FeatureKind.Summary && seconds < card.Features.SegmentSeconds
            ? new ClassificationOptions { Window = TimeSpan.FromSeconds(Math.Max(seconds, card.Features.ShortestSeconds)) }
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
