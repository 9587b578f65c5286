namespace GenreNet.Inference;

/// <summary>How the model's probabilities were made to mean what they say: by temperature scaling.</summary>
/// <remarks>Guo, Pleiss, Sun and Weinberger, "On calibration of modern neural networks" (2017). The graph divides by the temperature, so callers do not.</remarks>
public sealed record CalibrationFacts
{
    /// <summary>What the logits are divided by before the softmax: above 1 takes confidence away, 1 leaves it as it is. It never changes which genre is first.</summary>
    public required double Temperature { get; init; }

    /// <summary>What it was fitted on, in words.</summary>
    public required string FittedOn { get; init; }

    /// <summary>Expected calibration error by segment (by track, where log probabilities are pooled) there with a temperature of 1, 0 to 1.</summary>
    public required double ErrorBefore { get; init; }

    /// <summary>Expected calibration error by segment there with <see cref="Temperature"/>, 0 to 1.</summary>
    public required double ErrorAfter { get; init; }

    /// <summary>Why the temperature was left at 1, or what else is to be known; null where there is nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>How many of the same tracks are answered, and how many of those rightly, if answers below a confidence are called unknown. Null in cards of earlier versions.</summary>
    public IReadOnlyList<ConfidenceLevel>? Levels { get; init; }
}

/// <summary>
/// What becomes of the answers if all less sure ones are called unknown: a row of the trade between answering often and being right.
/// </summary>
/// <remarks>
/// El-Yaniv and Wiener, "On the foundations of noise-free selective classification" (2010): coverage and selective accuracy.
/// </remarks>
public sealed record ConfidenceLevel
{
    /// <summary>
    /// The least confidence of a track that counts as an answer, 0 to 1: <see cref="ClassificationOptions.UnknownBelow"/>.
    /// </summary>
    public required double Confidence { get; init; }

    /// <summary>Share of the tracks that are still answered, 0 to 1.</summary>
    public required double Answered { get; init; }

    /// <summary>Share of those that are right, 0 to 1; null where none is answered.</summary>
    public double? Accuracy { get; init; }
}

/// <summary>
/// Which genres of a multi-label model have calibrated probabilities; those of the others are scores that only rank clips and genres.
/// </summary>
/// <remarks>
/// The graph applies the calibration, so callers do not: it multiplies the logit of a genre by its scale and adds its offset before the sigmoid.
/// Platt, "Probabilistic outputs for support vector machines" (1999).
/// </remarks>
public sealed record LabelCalibration
{
    /// <summary>The calibrated genres: some or all of <see cref="ModelCard.Genres"/>.</summary>
    public required IReadOnlyList<string> Genres { get; init; }

    /// <summary>What the calibration was fitted on, in words.</summary>
    public required string FittedOn { get; init; }

    /// <summary>What is known about the genres that are not calibrated, or about the fit; null where there is nothing to say.</summary>
    public string? Remark { get; init; }

    /// <summary>What becomes of the logits of <see cref="Genres"/>, in their order; null where the network's logits are used as they are.</summary>
    public IReadOnlyList<LogitScale>? Scales { get; init; }

    /// <summary>
    /// What becomes of the logits of all other genres, so that they can be ranked together with the calibrated ones; null where they are
    /// used as they are.
    /// </summary>
    public LogitScale? OtherScale { get; init; }

    /// <summary>How well the probabilities of <see cref="Genres"/> are calibrated, in their order; null where that was not measured.</summary>
    public IReadOnlyList<LabelFigures>? Figures { get; init; }

    /// <summary>Returns what becomes of the logit of a genre.</summary>
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

/// <summary>A linear function of a logit.</summary>
/// <param name="Scale">What the logit is multiplied by, above 0: it never changes the order of clips.</param>
/// <param name="Offset">What is added then.</param>
public sealed record LogitScale(double Scale, double Offset)
{
    /// <summary>Leaves logits as they are.</summary>
    public static LogitScale Identity { get; } = new(1, 0);

    /// <summary>Whether both are finite numbers and the scale is above 0.</summary>
    internal bool IsValid => Scale is > 0 and < double.PositiveInfinity && double.IsFinite(Offset);
}

/// <summary>Figures of the probabilities of one genre, each computed by a calibration that was fitted without the clip's group.</summary>
public sealed record LabelFigures
{
    /// <summary>Clips of the genre.</summary>
    public required int Clips { get; init; }

    /// <summary>Groups, such as artists, that these clips are of.</summary>
    public required int Groups { get; init; }

    /// <summary>Mean squared distance of the network's own probability from 1 for clips of the genre and 0 for others.</summary>
    public required double BrierBefore { get; init; }

    /// <summary>The same of the calibrated probability.</summary>
    public required double BrierAfter { get; init; }

    /// <summary>Expected calibration error of the network's own probability, 0 to 1.</summary>
    public required double ErrorBefore { get; init; }

    /// <summary>The same of the calibrated probability.</summary>
    public required double ErrorAfter { get; init; }
}
