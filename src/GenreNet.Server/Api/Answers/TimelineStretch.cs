using System.ComponentModel;
using GenreNet.Inference;

namespace GenreNet.Server.Api.Answers;

/// <summary>What one stretch of a clip sounds like.</summary>
internal sealed record TimelineStretch(
    [property: Description("Where it begins.")] double StartSeconds,
    [property: Description("Where it ends.")] double EndSeconds,
    [property: Description("The likeliest genre of this stretch alone.")] string Genre,
    [property: Description("The probability of that genre, 0 to 1.")] double Probability,
    [property: Description("All genres, in the order of /genres.")] IReadOnlyList<float> Probabilities)
{
    public static TimelineStretch Of(TimelineSegment segment) =>
        new(segment.Start.TotalSeconds, segment.End.TotalSeconds, segment.Genre, segment.Probability, segment.Probabilities);
}
