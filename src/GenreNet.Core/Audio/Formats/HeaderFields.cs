using System.Buffers.Binary;

namespace GenreNet.Core.Audio;

/// <summary>Reads the integers of a header in its byte order.</summary>
/// <param name="BigEndian">Whether the first byte of an integer is the highest.</param>
internal readonly record struct HeaderFields(bool BigEndian)
{
    /// <summary>Reads 16 bits without a sign.</summary>
    public ushort UInt16(ReadOnlySpan<byte> bytes) =>
        BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(bytes) : BinaryPrimitives.ReadUInt16LittleEndian(bytes);

    /// <summary>Reads 32 bits without a sign.</summary>
    public uint UInt32(ReadOnlySpan<byte> bytes) =>
        BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);

    /// <summary>Reads 64 bits with a sign.</summary>
    public long Int64(ReadOnlySpan<byte> bytes) =>
        BigEndian ? BinaryPrimitives.ReadInt64BigEndian(bytes) : BinaryPrimitives.ReadInt64LittleEndian(bytes);
}
