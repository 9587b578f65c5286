using System.Text;

namespace GenreNet.Catalogue;

/// <summary>Represents a song of an <see cref="EmbeddingIndex"/>.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Path">The path or address, as the catalogue lists it.</param>
/// <param name="Genre">The most likely genre, or <c>unknown</c>.</param>
/// <param name="Confidence">Probability of the genre, 0 to 1.</param>
/// <param name="DurationSeconds">Duration in seconds.</param>
public sealed record IndexedSong(string Path, string Genre, float Confidence, double DurationSeconds)
{
    internal static IndexedSong From(CatalogueRow row) =>
        new(row.Path, row.Genre ?? string.Empty, row.Confidence ?? 0, row.DurationSeconds ?? 0);

    internal static IndexedSong Parse(byte[] entry)
    {
        using var reader = new BinaryReader(new MemoryStream(entry), Encoding.UTF8);
        return new IndexedSong(reader.ReadString(), reader.ReadString(), reader.ReadSingle(), reader.ReadDouble());
    }

    /// <summary>Writes the song, with the path first.</summary>
    internal void Write(BinaryWriter writer)
    {
        writer.Write(Path);
        writer.Write(Genre);
        writer.Write(Confidence);
        writer.Write(DurationSeconds);
    }
}
