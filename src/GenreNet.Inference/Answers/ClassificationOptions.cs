using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Inference;

/// <summary>How a clip is cut into segments, and what the answer tells. Equal options give equal answers.</summary>
public sealed record ClassificationOptions
{
    /// <summary>Segments as the model was trained on, back to back; all genres and the timeline are told.</summary>
    /// <remarks>A new one each time: the binder of configurations writes into what it finds, and must not find one that others share.</remarks>
    public static ClassificationOptions Default => new();

    /// <summary>
    /// Length of a segment. Null, the default: as long as those that the model was trained on. Only models of summaries take another one: a
    /// second at least (or all of a shorter segment), and no longer than the model's own.
    /// </summary>
    public TimeSpan? Window { get; init; }

    /// <summary>
    /// From the start of a segment to that of the next: above zero, at most the window. Null, the default: the hop that the model was trained with
    /// (<see cref="FeatureOptions.HopSeconds"/>), or the whole <see cref="Window"/> where one is given.
    /// </summary>
    public TimeSpan? Hop { get; init; }

    /// <summary>How many genres the ranking has at most, 1 or more. Null, the default: all of them.</summary>
    public int? Top { get; init; }

    /// <summary>
    /// Genres less probable than this are left out of the ranking, but never the first; 0 to 1. Default 0. With a multi-label model the
    /// ranking then holds the genres that apply.
    /// </summary>
    public double Threshold { get; init; }

    /// <summary>
    /// The answer is <see cref="GenrePrediction.UnknownGenre"/> where the likeliest genre is less probable than this, 0 to 1. Default 0: never. The card's
    /// calibration says how often answers above a confidence are right, and how many are left.
    /// </summary>
    public double UnknownBelow { get; init; }

    /// <summary>
    /// The longest audio that is classified, above zero; longer audio is refused with an <see cref="Core.AudioFormatException"/> as soon as more of it is decoded, whatever its
    /// header declares. A few megabytes of FLAC can hold hours. Null, the default: no limit.
    /// </summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>
    /// Whether the answer is <see cref="GenrePrediction.UnknownGenre"/> where the clip contains no music, or is unlike all music that the
    /// model was trained
    /// on (<see cref="GenrePrediction.IsOutOfDistribution"/>). Default false: the ranking is kept, with a warning; softened in the second
    /// case.
    /// </summary>
    public bool UnknownIfOutOfDistribution { get; init; }

    /// <summary>
    /// Shorter clips carry a warning and <see cref="GenrePrediction.IsShort"/>; zero for none. Default 5 s: with the default model, 3 % of the answers for
    /// excerpts of 5 s differ from those for the complete clips, 7 % for 3 s, and 12 % for 1 s (269 clips of GTZAN, most of which it was trained on).
    /// </summary>
    public TimeSpan ReliableDuration { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether the answer has a timeline. Without, memory does not grow with the length of the audio. Default true.</summary>
    public bool Timeline { get; init; } = true;

    /// <summary>Whether the answer has an embedding of the clip. Default false.</summary>
    public bool Embedding { get; init; }

    /// <summary>Whether the answer has the clip's mean MFCCs. Default false.</summary>
    public bool MfccMeans { get; init; }

    /// <summary>Checks that the settings are in range.</summary>
    /// <exception cref="ArgumentException">One is not; the message says which and what it may be.</exception>
    public void Validate()
    {
        RequirePositive(Window, nameof(Window));
        RequirePositive(Hop, nameof(Hop));
        RequirePositive(MaxDuration, nameof(MaxDuration));
        RequireShare(Threshold, nameof(Threshold));
        RequireShare(UnknownBelow, nameof(UnknownBelow));
        if (ReliableDuration < TimeSpan.Zero)
        {
            throw new ArgumentException($"{nameof(ReliableDuration)} is {ReliableDuration}: it must be zero or above.");
        }

        if (Top is < 1)
        {
            throw new ArgumentException($"{nameof(Top)} is {Top}: it must be 1 or more, or null for all genres.");
        }
    }

    /// <summary>Checks that the settings are in range and that a model can do what they want.</summary>
    /// <exception cref="ArgumentException">It cannot; the message says which and why.</exception>
    internal void RequireFits(OnnxModel model)
    {
        WindowOf(model.Card.Features);
        if (Embedding && model.EmbeddingSize == 0)
        {
            throw new ArgumentException($"The model gives no embedding: export it again, or leave {nameof(Embedding)} off.");
        }
    }

    /// <summary>Returns the audio, with <see cref="MaxDuration"/> as its limit where there is one.</summary>
    internal AudioReader Limit(AudioReader audio) => MaxDuration is TimeSpan limit ? audio.LimitedTo(limit) : audio;

    /// <summary>How segments lie in a clip.</summary>
    /// <param name="features">The model's features.</param>
    /// <exception cref="ArgumentException">The model cannot take such segments.</exception>
    internal SegmentWindow WindowOf(FeatureOptions features)
    {
        Validate();
        int length = Window is TimeSpan window ? Samples(window, features) : features.SegmentLength;
        int usualHop = Window is null ? SegmentWindow.Of(features).HopLength : length;
        var result = new SegmentWindow(length, Hop is TimeSpan hop ? Samples(hop, features) : usualHop);
        result.Validate(features);
        if (Window is not null && (length > features.SegmentLength || Window.Value.TotalSeconds < features.ShortestSeconds))
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{nameof(Window)} is {Window.Value.TotalSeconds} s: this model takes {features.ShortestSeconds} to {features.SegmentSeconds} s."));
        }

        return result;
    }

    private static int Samples(TimeSpan time, FeatureOptions features) =>
        (int)Math.Min(int.MaxValue, Math.Round(time.TotalSeconds * features.SampleRate));

    private static void RequirePositive(TimeSpan? time, string name)
    {
        if (time <= TimeSpan.Zero)
        {
            throw new ArgumentException($"{name} is {time}: it must be above zero, or null for the default.");
        }
    }

    private static void RequireShare(double value, string name)
    {
        if (value is not (>= 0 and <= 1))
        {
            throw new ArgumentException(FormattableString.Invariant($"{name} is {value}: it must be from 0 to 1."));
        }
    }
}
