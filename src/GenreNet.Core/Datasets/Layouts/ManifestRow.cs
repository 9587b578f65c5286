namespace GenreNet.Core.Datasets;

/// <summary>
/// Represents a line of a manifest. All fields except the path are trimmed; only path, genre and split have been checked.
/// </summary>
/// <param name="Line">First line in the file, from 1.</param>
/// <param name="Path">The path as written.</param>
/// <param name="Genre">The genre as spelled in the manifest.</param>
/// <param name="Track">The track id, or empty.</param>
/// <param name="Group">The group, or empty.</param>
/// <param name="Part">The part of the split, or null.</param>
internal sealed record ManifestRow(long Line, string Path, string Genre, string Track, string Group, SplitPart? Part);
