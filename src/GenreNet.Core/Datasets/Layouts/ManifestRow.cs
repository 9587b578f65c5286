namespace GenreNet.Core.Datasets;

/// <summary>A line of a manifest, with its fields but the path trimmed and nothing else checked but that path, genre and split make sense.</summary>
/// <param name="Line">Its first line in the file, from 1.</param>
/// <param name="Path">The path as it is written.</param>
/// <param name="Genre">The genre as it is spelled.</param>
/// <param name="Track">The id, or empty.</param>
/// <param name="Group">The group, or empty.</param>
/// <param name="Part">The part of the split, or null.</param>
internal sealed record ManifestRow(long Line, string Path, string Genre, string Track, string Group, SplitPart? Part);
