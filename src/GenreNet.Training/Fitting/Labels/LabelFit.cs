using GenreNet.Inference;

namespace GenreNet.Training.Fitting;

/// <summary>Represents the calibration of one genre.</summary>
/// <param name="Genre">The genre, in the model's spelling.</param>
/// <param name="Scale">The scale and offset applied to its logits.</param>
/// <param name="Figures">The figures from cross-validation.</param>
/// <param name="Refusal">Why the genre is not calibrated, worded to follow its name; null if it is calibrated.</param>
internal sealed record LabelFit(string Genre, LogitScale Scale, LabelFigures Figures, string? Refusal);
