namespace GenreNet.Core.Augmentation;

/// <summary>Where a random setting lies.</summary>
/// <param name="From">The least value.</param>
/// <param name="To">The largest value.</param>
public readonly record struct ValueRange(double From, double To);
