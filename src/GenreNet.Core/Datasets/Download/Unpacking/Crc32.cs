namespace GenreNet.Core.Datasets.Download.Unpacking;

/// <summary>The checksum inside zip files (ISO 3309, polynomial 0xEDB88320), which <see cref="System.IO.Compression.ZipArchive"/> does not check.</summary>
internal sealed class Crc32
{
    private static readonly uint[] Table = [.. Enumerable.Range(0, 256).Select(n => Enumerable.Range(0, 8)
        .Aggregate((uint)n, (value, _) => (value & 1) == 0 ? value >> 1 : (value >> 1) ^ 0xEDB88320u))];

    private uint _state = uint.MaxValue;

    /// <summary>The sum of all bytes so far.</summary>
    public uint Value => ~_state;

    /// <summary>Goes on with these bytes.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        uint state = _state;
        foreach (byte b in bytes)
        {
            state = Table[(byte)state ^ b] ^ (state >> 8);
        }

        _state = state;
    }
}
