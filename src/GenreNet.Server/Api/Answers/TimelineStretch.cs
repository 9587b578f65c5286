using System.ComponentModel;
using GenreNet.Inference;

namespace GenreNet.Server.Api;

/// <summary>Represents the result for one segment of a clip.</summary>
internal sealed record TimelineStretch(
    [property: Description("Where it begins.")] double StartSeconds,
    [property: Description("Where it ends.")] double EndSeconds,
    [property: Description("The likeliest genre of this stretch alone; unknown where it is silent.")] string Genre,
    [property: Description("The probability of that genre, 0 to 1; 0 where it is silent.")] double Probability,
    [property: Description("All genres, in the order of /genres; all 0 where it is silent.")] IReadOnlyList<float> Probabilities,
    [property: Description("True where the stretch is silent; left out elsewhere.")] bool? Silent)
{
    public static TimelineStretch Of(TimelineSegment segment) =>
        new(segment.Start.TotalSeconds, segment.End.TotalSeconds, segment.Genre, segment.Probability, segment.Probabilities.ToArray(), segment.IsSilent ? true : null);
}
