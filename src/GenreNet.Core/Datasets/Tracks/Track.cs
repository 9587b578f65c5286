namespace GenreNet.Core.Datasets;

/// <summary>Represents an audio file of a dataset.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Id">
/// Path below the folder of genres without the extension, such as <c>blues/blues.00000</c>: the same for a folder and an archive of a
/// dataset. A manifest may specify another id; for FMA it is the track number in six digits.
/// </param>
/// <param name="Genre">Name of the genre, in the spelling that the library chose (<see cref="GenreName"/>).</param>
/// <param name="RelativePath">Path below the dataset's folder or inside its archive, with forward slashes.</param>
/// <param name="Length">Length of the file in bytes.</param>
/// <seealso cref="TrackLibrary"/>
public sealed record Track(string Id, string Genre, string RelativePath, long Length)
{
    /// <summary>
    /// Gets the address of the file's content, in general its XXH128 in hexadecimal; equal contents have equal addresses.
    /// </summary>
    public string Content { get; init; } = string.Empty;

    /// <summary>
    /// Gets the group that a split must not divide: an artist, an album, copies of one recording. Its own id if no group is known; groups
    /// named by a dataset have the prefix <c>group:</c>, which no id in a manifest may have.
    /// </summary>
    public string Group { get; init; } = Id;

    /// <summary>Gets the split part that the dataset itself assigns to the track; null if it assigns none.</summary>
    public SplitPart? Part { get; init; }
}

/// <summary>Represents a track of a <see cref="FeatureSet"/>.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Id">Id of the track.</param>
/// <param name="Label">Index into the genres.</param>
/// <param name="Group">Group that a split must not divide; the track's own id if no group is known.</param>
/// <param name="Part">Split part that the dataset itself assigns to the track; null if it assigns none.</param>
/// <seealso cref="FeatureSet"/>
public sealed record LabelledTrack(string Id, int Label, string Group, SplitPart? Part);
