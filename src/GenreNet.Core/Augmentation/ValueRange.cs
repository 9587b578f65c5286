namespace GenreNet.Core.Augmentation;

/// <summary>Specifies the range of a random setting.</summary>
/// <param name="From">Smallest value.</param>
/// <param name="To">Largest value.</param>
public readonly record struct ValueRange(double From, double To);
