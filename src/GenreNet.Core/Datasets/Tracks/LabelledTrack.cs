namespace GenreNet.Core.Datasets;

/// <summary>A track of a <see cref="FeatureSet"/>.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Label">Index into the genres.</param>
/// <param name="Group">What must not be torn apart by a split; its own id where nothing is known.</param>
/// <param name="Part">The part that the dataset itself puts it into; null where it does not.</param>
public sealed record LabelledTrack(string Id, int Label, string Group, SplitPart? Part);
