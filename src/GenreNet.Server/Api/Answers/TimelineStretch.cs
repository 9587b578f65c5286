using System.ComponentModel;
using GenreNet.Inference;

namespace GenreNet.Server.Api;

/// <summary>Represents the result for one segment of a clip.</summary>
internal sealed record TimelineStretch(
    [property: Description("Start of the segment in seconds.")] double StartSeconds,
    [property: Description("End of the segment in seconds.")] double EndSeconds,
    [property: Description("Most likely genre of this segment alone; unknown if it is silent.")] string Genre,
    [property: Description("Probability of that genre, 0 to 1; 0 if the segment is silent.")] double Probability,
    [property: Description("Probabilities of all genres, in the order of /genres; all 0 if the segment is silent.")] IReadOnlyList<float> Probabilities,
    [property: Description("True if the segment is silent; omitted otherwise.")] bool? Silent)
{
    public static TimelineStretch Of(TimelineSegment segment) =>
        new(segment.Start.TotalSeconds, segment.End.TotalSeconds, segment.Genre, segment.Probability, segment.Probabilities.ToArray(), segment.IsSilent ? true : null);
}
