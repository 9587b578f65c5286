namespace GenreNet.Core.Datasets;

/// <summary>A clip that may hold the same music as another.</summary>
/// <param name="Clip">Its number in the index.</param>
/// <param name="Shift">Its frame minus the other clip's at the same moment of music.</param>
/// <param name="Matches">Landmarks in common at that shift.</param>
internal sealed record LandmarkMatch(int Clip, int Shift, int Matches);
