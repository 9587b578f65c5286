using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace GenreNet.Core.Numpy;

/// <summary>
/// Writes an archive of members that are already compressed, which <see cref="System.IO.Compression.ZipArchive"/> does not support. Not
/// thread-safe.
/// </summary>
/// <remarks>
/// APPNOTE 6.3, with its 64-bit extensions if a length or an offset needs them. All members have the earliest date that the format can
/// store, so that equal members produce equal bytes.
/// </remarks>
internal sealed class ZipWriter(Stream stream)
{
    private const ushort Deflated = 8;
    private const ushort Version = 20;
    private const ushort Version64 = 45;
    private const ushort Extension64 = 1;
    private const ushort EarliestDate = (1 << 5) | 1;

    private readonly List<byte> _directory = [];
    private long _offset;
    private long _count;

    /// <summary>Writes a member.</summary>
    /// <exception cref="InvalidOperationException">The member wrote a number of bytes other than the one it declared.</exception>
    public void Write(ZipMember member)
    {
        bool isLarge = member.Length >= uint.MaxValue || member.CompressedLength >= uint.MaxValue;
        long start = _offset;
        Fields header = new Fields().Add(0x04034B50u);
        AddFacts(header, member, isLarge);
        Put(isLarge ? header.Add((ushort)20).AddText(member.Name).Add(Extension64).Add((ushort)16).Add((ulong)member.Length).Add((ulong)member.CompressedLength)
            : header.Add((ushort)0).AddText(member.Name));

        long before = stream.Position;
        member.CopyTo(stream);
        if (stream.Position - before != member.CompressedLength)
        {
            throw new InvalidOperationException($"{member.Name} wrote {Plural.Of(stream.Position - before, "byte")} instead of {member.CompressedLength}.");
        }

        _offset += member.CompressedLength;
        Enter(member, start, isLarge || start >= uint.MaxValue);
        _count++;
    }

    /// <summary>Writes the central directory, which ends the archive.</summary>
    public void Finish()
    {
        (long start, long length) = (_offset, _directory.Count);
        stream.Write(CollectionsMarshal.AsSpan(_directory));
        if (start >= uint.MaxValue || length >= uint.MaxValue || _count >= ushort.MaxValue)
        {
            Put(new Fields().Add(0x06064B50u).Add(44UL).Add(Version64).Add(Version64).Add(0u).Add(0u)
                .Add((ulong)_count).Add((ulong)_count).Add((ulong)length).Add((ulong)start)
                .Add(0x07064B50u).Add(0u).Add((ulong)(start + length)).Add(1u));
        }

        Put(new Fields().Add(0x06054B50u).Add((ushort)0).Add((ushort)0).Add(Clipped16(_count)).Add(Clipped16(_count)).Add(Clipped(length)).Add(Clipped(start)).Add((ushort)0));
    }

    private void Enter(ZipMember member, long start, bool isLarge)
    {
        Fields entry = new Fields().Add(0x02014B50u).Add(isLarge ? Version64 : Version);
        AddFacts(entry, member, isLarge);
        entry.Add((ushort)(isLarge ? 28 : 0)).Add((ushort)0).Add((ushort)0).Add((ushort)0).Add(0u).Add(isLarge ? uint.MaxValue : (uint)start).AddText(member.Name);
        if (isLarge)
        {
            entry.Add(Extension64).Add((ushort)24).Add((ulong)member.Length).Add((ulong)member.CompressedLength).Add((ulong)start);
        }

        _directory.AddRange(entry.Bytes);
    }

    private static void AddFacts(Fields fields, ZipMember member, bool isLarge) => fields
        .Add(isLarge ? Version64 : Version).Add((ushort)0).Add(Deflated).Add((ushort)0).Add(EarliestDate).Add(member.Checksum)
        .Add(isLarge ? uint.MaxValue : (uint)member.CompressedLength).Add(isLarge ? uint.MaxValue : (uint)member.Length).Add((ushort)member.Name.Length);

    private void Put(Fields fields)
    {
        stream.Write(fields.Bytes);
        _offset += fields.Bytes.Length;
    }

    private static uint Clipped(long value) => (uint)Math.Min(value, uint.MaxValue);

    private static ushort Clipped16(long value) => (ushort)Math.Min(value, ushort.MaxValue);

    /// <summary>Builds the little-endian fields of a header.</summary>
    private sealed class Fields
    {
        private readonly byte[] _bytes = new byte[256];
        private int _length;

        public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

        public Fields Add(ushort value)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(_length), value);
            _length += sizeof(ushort);
            return this;
        }

        public Fields Add(uint value)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes.AsSpan(_length), value);
            _length += sizeof(uint);
            return this;
        }

        public Fields Add(ulong value)
        {
            BinaryPrimitives.WriteUInt64LittleEndian(_bytes.AsSpan(_length), value);
            _length += sizeof(ulong);
            return this;
        }

        public Fields AddText(string text)
        {
            _length += Encoding.ASCII.GetBytes(text, _bytes.AsSpan(_length));
            return this;
        }
    }
}
