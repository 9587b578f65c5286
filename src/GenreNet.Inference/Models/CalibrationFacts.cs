namespace GenreNet.Inference;

/// <summary>Describes the calibration of the model's probabilities by temperature scaling.</summary>
/// <remarks>
/// Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (2017). The graph divides by the temperature, so callers do
/// not. Immutable.
/// </remarks>
/// <seealso cref="ModelCard"/>
public sealed record CalibrationFacts
{
    /// <summary>
    /// Gets the divisor of the logits before the softmax: values above 1 lower the confidence, 1 leaves it unchanged. It never changes
    /// which genre is first.
    /// </summary>
    public required double Temperature { get; init; }

    /// <summary>Gets a description of the data that the temperature was fitted on.</summary>
    public required string FittedOn { get; init; }

    /// <summary>
    /// Gets the expected calibration error on that data with a temperature of 1, 0 to 1, computed per segment (per track if log
    /// probabilities are pooled).
    /// </summary>
    public required double ErrorBefore { get; init; }

    /// <summary>Gets the expected calibration error per segment on that data with <see cref="Temperature"/>, 0 to 1.</summary>
    public required double ErrorAfter { get; init; }

    /// <summary>Gets the reason why the temperature was left at 1, or another note; null if there is none.</summary>
    public string? Remark { get; init; }

    /// <summary>
    /// Gets the coverage and accuracy on the same tracks if results below a confidence are reported as unknown. Null in cards of earlier
    /// versions.
    /// </summary>
    public IReadOnlyList<ConfidenceLevel>? Levels { get; init; }
}

/// <summary>
/// Represents the effect of reporting less confident results as unknown: one point of the trade-off between coverage and accuracy.
/// </summary>
/// <remarks>
/// El-Yaniv and Wiener, "On the foundations of noise-free selective classification" (2010): coverage and selective accuracy. Immutable.
/// </remarks>
public sealed record ConfidenceLevel
{
    /// <summary>
    /// Gets the minimum confidence of a track that counts as classified, 0 to 1: <see cref="ClassificationOptions.UnknownBelow"/>.
    /// </summary>
    public required double Confidence { get; init; }

    /// <summary>Gets the share of tracks that are still classified, 0 to 1.</summary>
    public required double Answered { get; init; }

    /// <summary>Gets the share of those tracks that are classified correctly, 0 to 1; null if there are none.</summary>
    public double? Accuracy { get; init; }
}

/// <summary>
/// Specifies which genres of a multi-label model have calibrated probabilities. Those of the other genres are scores that are useful for
/// ranking clips and genres only.
/// </summary>
/// <remarks>
/// The graph applies the calibration, so callers do not: it multiplies the logit of a genre by its scale and adds its offset before the
/// sigmoid.
/// Platt, "Probabilistic outputs for support vector machines" (1999). Immutable.
/// </remarks>
/// <seealso cref="ModelCard"/>
public sealed record LabelCalibration
{
    /// <summary>Gets the calibrated genres: some or all of <see cref="ModelCard.Genres"/>.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>Gets a description of the data that the calibration was fitted on.</summary>
    public required string FittedOn { get; init; }

    /// <summary>Gets a note on the genres that are not calibrated, or on the fit; null if there is none.</summary>
    public string? Remark { get; init; }

    /// <summary>
    /// Gets the scales of the logits of <see cref="Genres"/>, in their order; null if the network's logits are used unchanged.
    /// </summary>
    public IReadOnlyList<LogitScale>? Scales { get; init; }

    /// <summary>
    /// Gets the scale of the logits of all other genres, which makes them comparable with the calibrated ones in a ranking; null if they
    /// are used unchanged.
    /// </summary>
    public LogitScale? OtherScale { get; init; }

    /// <summary>
    /// Gets the calibration errors of the probabilities of <see cref="Genres"/>, in their order; null if they were not measured.
    /// </summary>
    public IReadOnlyList<LabelFigures>? Figures { get; init; }

    /// <summary>Returns the scale of a genre's logit.</summary>
    /// <param name="genre">One of <see cref="ModelCard.Genres"/>.</param>
    public LogitScale ScaleOf(string genre)
    {
        for (int i = 0; i < Genres.Count; i++)
        {
            if (Genres[i] == genre)
            {
                return Scales?[i] ?? LogitScale.Identity;
            }
        }

        return OtherScale ?? LogitScale.Identity;
    }
}

/// <summary>Represents a linear function of a logit.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Scale">Factor of the logit, above 0: it never changes the order of clips.</param>
/// <param name="Offset">Value added after the multiplication.</param>
public sealed record LogitScale(double Scale, double Offset)
{
    /// <summary>Gets the function that leaves logits unchanged.</summary>
    public static LogitScale Identity { get; } = new(1, 0);

    /// <summary>Gets whether both values are finite and the scale is above 0.</summary>
    internal bool IsValid => Scale is > 0 and < double.PositiveInfinity && double.IsFinite(Offset);
}

/// <summary>
/// Represents the calibration errors of one genre. Each probability was computed by a calibration that was fitted without the clip's group.
/// </summary>
/// <remarks>Immutable.</remarks>
public sealed record LabelFigures
{
    /// <summary>Gets the number of clips of the genre.</summary>
    public required int Clips { get; init; }

    /// <summary>Gets the number of groups, such as artists, that these clips belong to.</summary>
    public required int Groups { get; init; }

    /// <summary>
    /// Gets the mean squared distance of the network's own probability from 1 for clips of the genre and from 0 for others.
    /// </summary>
    public required double BrierBefore { get; init; }

    /// <summary>Gets the mean squared distance of the calibrated probability from 1 for clips of the genre and from 0 for others.</summary>
    public required double BrierAfter { get; init; }

    /// <summary>Gets the expected calibration error of the network's own probability, 0 to 1.</summary>
    public required double ErrorBefore { get; init; }

    /// <summary>Gets the expected calibration error of the calibrated probability, 0 to 1.</summary>
    public required double ErrorAfter { get; init; }
}
