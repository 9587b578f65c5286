namespace GenreNet.Inference;

/// <summary>Averages the content probabilities of a clip's segments and decides whether the clip contains music. Not thread-safe.</summary>
/// <param name="facts">The labels and thresholds on the model's card.</param>
internal sealed class ContentPool(ContentFacts facts)
{
    private readonly double[] _sums = new double[facts.Labels.Count];
    private long _count;

    /// <summary>Adds a segment that is not silent.</summary>
    /// <param name="probabilities">One per label, 0 to 1.</param>
    public void Add(ReadOnlySpan<float> probabilities)
    {
        for (int label = 0; label < _sums.Length; label++)
        {
            _sums[label] += probabilities[label];
        }

        _count++;
    }

    /// <summary>Returns the labels, most likely first; empty if no segment was added.</summary>
    public IReadOnlyList<ContentProbability> Rank() => _count == 0
        ? []
        : [.. facts.Labels
            .Select((label, i) => new ContentProbability(label, _sums[i] / _count, IsMusic: facts.MusicLabels.Contains(label)))
            .OrderByDescending(content => content.Probability)];

    /// <summary>
    /// Computes the weight of the genre probabilities of a clip without music: the less probable music is, the smaller the weight.
    /// </summary>
    /// <param name="ranking">The result of <see cref="Rank"/>.</param>
    /// <returns>The largest probability of a music label divided by <see cref="ContentFacts.MusicBelow"/>, limited to 0 to 1.</returns>
    public double Trust(IReadOnlyList<ContentProbability> ranking) =>
        Math.Clamp(ranking.First(content => content.IsMusic).Probability / Math.Max(facts.MusicBelow, 1e-9), 0, 1);

    /// <summary>
    /// Decides whether a clip contains music. It does not if all music labels are improbable and another label is probable.
    /// </summary>
    /// <param name="ranking">The result of <see cref="Rank"/>.</param>
    /// <returns>Null if the ranking is empty.</returns>
    public bool? IsMusic(IReadOnlyList<ContentProbability> ranking) => ranking.Count == 0
        ? null
        : ranking.First(content => content.IsMusic).Probability >= facts.MusicBelow
            || ranking.First(content => !content.IsMusic).Probability <= facts.OtherAbove;
}
