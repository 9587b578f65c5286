using GenreNet.Inference;

namespace GenreNet.Training.Fitting;

/// <summary>The calibration of one genre.</summary>
/// <param name="Genre">The genre, as the model spells it.</param>
/// <param name="Scale">What becomes of its logits.</param>
/// <param name="Figures">Figures of the cross-validation.</param>
/// <param name="Refusal">Why the genre counts as not calibrated, to follow its name; null where it is calibrated.</param>
internal sealed record LabelFit(string Genre, LogitScale Scale, LabelFigures Figures, string? Refusal);
