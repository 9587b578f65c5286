using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>Reads the integers of a header in its byte order.</summary>
/// <param name="BigEndian">Whether the integers are big-endian.</param>
internal readonly record struct HeaderFields(bool BigEndian)
{
    /// <summary>Reads an unsigned 16-bit integer.</summary>
    public ushort UInt16(ReadOnlySpan<byte> bytes) =>
        BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    /// <summary>Reads an unsigned 32-bit integer.</summary>
    public uint UInt32(ReadOnlySpan<byte> bytes) =>
        BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>Reads a signed 64-bit integer.</summary>
    public long Int64(ReadOnlySpan<byte> bytes) =>
        BigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
