namespace GenreNet.Core.Datasets;

/// <summary>Represents a clip that may contain the same music as another.</summary>
/// <param name="Clip">Number of the clip in the index.</param>
/// <param name="Shift">Its frame minus the other clip's frame at the same moment of music.</param>
/// <param name="Matches">Number of landmarks in common at that shift.</param>
internal sealed record LandmarkMatch(int Clip, int Shift, int Matches);
