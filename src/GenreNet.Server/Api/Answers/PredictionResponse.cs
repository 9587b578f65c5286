using System.ComponentModel;
using GenreNet.Inference;

namespace GenreNet.Server.Api.Answers;

/// <summary>The answer for one file.</summary>
internal sealed record PredictionResponse
{
    [Description("The likeliest genre of the whole clip; unknown where there is none to hear.")]
    public required string Genre { get; init; }

    [Description("The same, under the name that other clients know.")]
    public string PredictedGenre => Genre;

    [Description("The probability of the likeliest genre, 0 to 1.")]
    public required double Confidence { get; init; }

    [Description("The genres, likeliest first.")]
    public required IReadOnlyList<GenreProbability> Ranking { get; init; }

    [Description("Stretches of the clip in order of time; left out with timeline=false.")]
    public IReadOnlyList<TimelineStretch>? Timeline { get; init; }

    [Description("Length of the clip in seconds.")]
    public required double DurationSeconds { get; init; }

    [Description("What was odd about the audio, a sentence each.")]
    public required IReadOnlyList<string> Warnings { get; init; }

    [Description("The genre that was sent with the file; left out where none was.")]
    public string? ActualGenre { get; init; }

    [Description("Whether the two are the same; left out where no genre was sent, or one that the model does not know.")]
    public bool? Correct { get; init; }

    [Description("Who answered.")]
    public required ModelSummary Model { get; init; }
}
