namespace GenreNet.Core.Datasets;

/// <summary>Two spectral peaks that follow each other.</summary>
/// <param name="Hash">Bands of both and the frames between them, below 2^20.</param>
/// <param name="Frame">Frame of the first.</param>
internal readonly record struct Landmark(int Hash, int Frame);
