namespace GenreNet.Core.Datasets;

/// <summary>Represents a pair of successive spectral peaks.</summary>
/// <param name="Hash">Bands of both peaks and the number of frames between them; below 2^20.</param>
/// <param name="Frame">Frame of the first peak.</param>
internal readonly record struct Landmark(int Hash, int Frame);
