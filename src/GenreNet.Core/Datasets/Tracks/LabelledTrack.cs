namespace GenreNet.Core.Datasets;

/// <summary>Represents a track of a <see cref="FeatureSet"/>.</summary>
/// <param name="Id">Id of the track.</param>
/// <param name="Label">Index into the genres.</param>
/// <param name="Group">Group that a split must not divide; the track's own id if no group is known.</param>
/// <param name="Part">Split part that the dataset itself assigns to the track; null if it assigns none.</param>
public sealed record LabelledTrack(string Id, int Label, string Group, SplitPart? Part);
