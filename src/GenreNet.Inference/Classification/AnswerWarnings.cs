namespace GenreNet.Inference;

/// <summary>Writes the warnings that an answer carries: silence, a short clip, a clip without music or unlike the training music.</summary>
internal static class AnswerWarnings
{
    // From this share of silence on, an answer rests on less than half of the clip.
    private const double MuchSilence = 0.5;

    /// <summary>Returns the warnings, a sentence each.</summary>
    /// <param name="prediction">The answer.</param>
    /// <param name="silence">How much of the clip is silent.</param>
    /// <param name="peak">The largest magnitude of its samples where that is beyond all audio, or null.</param>
    /// <param name="options">The options of the answer.</param>
    /// <param name="name">What the sentences call the clip.</param>
    public static IEnumerable<string> Of(GenrePrediction prediction, TimeSpan silence, float? peak, ClassificationOptions options, string name)
    {
        if (prediction.IsSilent)
        {
            yield return $"{name} is silent (below -80 dBFS): no genre can be named.";
            yield break;
        }

        double seconds = prediction.Duration.TotalSeconds;
        if (silence.TotalSeconds > MuchSilence * seconds)
        {
            yield return FormattableString.Invariant(
                $"{name} is silent for {silence.TotalSeconds / seconds:0 %} of its length: the answer rests on {seconds - silence.TotalSeconds:0.#} s of sound.");
        }

        if (prediction.IsShort)
        {
            yield return FormattableString.Invariant(
                $"{name} lasts only {seconds:0.###} s: answers for clips shorter than {options.ReliableDuration.TotalSeconds:0.###} s are often wrong.");
        }

        if (peak is not null)
        {
            yield return FormattableString.Invariant(
                $"{name} has samples up to {peak:0} times full scale: floats must be from -1 to 1; divide integers by their largest value before storing them.");
        }
        else if (prediction.IsMusic == false)
        {
            ContentProbability other = prediction.Content.First(content => !content.IsMusic);
            yield return FormattableString.Invariant($"{name}: no music found: {other.Label} {other.Probability:0 %}.");
        }
        else if (prediction.IsOutOfDistribution)
        {
            yield return FormattableString.Invariant(
                $"{name} is unlike all music that the model was trained on (novelty {prediction.Novelty:0.0}): it may be of no genre that the model knows, or not music.");
        }
    }
}
