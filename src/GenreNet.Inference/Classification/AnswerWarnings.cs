namespace GenreNet.Inference;

/// <summary>Creates the warnings of a result: silence, a short clip, a clip without music or unlike the training music.</summary>
internal static class AnswerWarnings
{
    // Above this share of silence, the result is based on less than half of the clip.
    private const double MuchSilence = 0.5;

    /// <summary>Returns the warnings, one sentence each.</summary>
    /// <param name="prediction">The result.</param>
    /// <param name="silence">Duration of the silence in the clip.</param>
    /// <param name="peak">The largest magnitude of the samples if it exceeds four times full scale; otherwise null.</param>
    /// <param name="options">The options of the classification.</param>
    /// <param name="name">Name of the clip in the warnings.</param>
    public static IEnumerable<string> Of(GenrePrediction prediction, TimeSpan silence, float? peak, ClassificationOptions options, string name)
    {
        if (prediction.IsSilent)
        {
            yield return $"{name} is silent (below -80 dBFS): no genre can be determined.";
            yield break;
        }

        double seconds = prediction.Duration.TotalSeconds;
        if (silence.TotalSeconds > MuchSilence * seconds)
        {
            yield return FormattableString.Invariant(
                $"{name} is silent for {silence.TotalSeconds / seconds:0 %} of its length: the prediction is based on {seconds - silence.TotalSeconds:0.#} s of sound.");
        }

        if (prediction.IsShort)
        {
            yield return FormattableString.Invariant(
                $"{name} is only {seconds:0.###} s long: predictions for clips shorter than {options.ReliableDuration.TotalSeconds:0.###} s are often wrong.");
        }

        if (peak is not null)
        {
            yield return FormattableString.Invariant(
                $"{name} has samples up to {peak:0} times full scale: float samples must be between -1 and 1; divide integers by their maximum value before storing them as floats.");
        }
        else if (prediction.IsMusic == false)
        {
            ContentProbability other = prediction.Content.First(content => !content.IsMusic);
            yield return FormattableString.Invariant($"{name}: no music found ({other.Label} {other.Probability:0 %}).");
        }
        else if (prediction.IsOutOfDistribution)
        {
            yield return FormattableString.Invariant(
                $"{name} differs from all music that the model was trained on (novelty {prediction.Novelty:0.0}): it may belong to none of the model's genres, or not be music.");
        }
    }
}
