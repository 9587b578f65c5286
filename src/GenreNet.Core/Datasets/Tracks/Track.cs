namespace GenreNet.Core.Datasets;

/// <summary>One audio file of a dataset.</summary>
/// <param name="Id">
/// Path below the folder of genres without the extension, such as <c>blues/blues.00000</c>: the same for every packing of a dataset. What a manifest
/// says instead; of FMA the number in six digits.
/// </param>
/// <param name="Genre">Name of the genre, in the one spelling that the library shows (<see cref="GenreName"/>).</param>
/// <param name="RelativePath">Path below the dataset's folder or inside its archive, with forward slashes.</param>
/// <param name="Length">Bytes of the file.</param>
public sealed record Track(string Id, string Genre, string RelativePath, long Length)
{
    /// <summary>Address of the file's content: equal contents have equal addresses. Hexadecimal XXH128.</summary>
    public string Content { get; init; } = string.Empty;

    /// <summary>What must not be torn apart by a split: an artist, an album, copies of one recording. Its own id where nothing is known; what a dataset names has the prefix <c>group:</c>, which no id of a manifest may have.</summary>
    public string Group { get; init; } = Id;

    /// <summary>The part that the dataset itself puts it into; null where it does not.</summary>
    public SplitPart? Part { get; init; }
}
