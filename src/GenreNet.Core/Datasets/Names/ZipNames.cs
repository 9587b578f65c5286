using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;
using System.Text;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Opens ZIP archives and decodes the names of their entries: the base class library replaces invalid UTF-8, so that two names may become
/// the same.
/// </summary>
/// <remarks>PKWARE APPNOTE.TXT 6.3.10, sections 4.3.12 to 4.3.16 and 4.6.9 (Info-ZIP Unicode Path).</remarks>
internal static class ZipNames
{
    private const int EndLength = 22;
    private const int Zip64LocatorLength = 20;
    private const int Zip64EndLength = 56;
    private const int HeaderLength = 46;
    private const ushort Utf8Flag = 0x800;
    private const ushort UnicodePath = 0x7075;
    private const int HostUnix = 3;
    private const int HostMac = 19;

    /// <summary>Opens an archive for reading and decodes its names.</summary>
    /// <param name="stream">A seekable stream; stays open.</param>
    /// <param name="names">Receives the names, in the order of <see cref="ZipArchive.Entries"/>.</param>
    /// <exception cref="InvalidDataException">The archive is damaged.</exception>
    public static ZipArchive Open(Stream stream, out IReadOnlyList<ZipName> names)
    {
        // Latin-1 maps every byte of a name to one character, so that names can be compared with the bytes read here.
        var zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true, Encoding.Latin1);
        try
        {
            names = Read(stream, zip.Entries);
            return zip;
        }
        catch
        {
            zip.Dispose();
            throw;
        }
    }

    private static List<ZipName> Read(Stream stream, IReadOnlyList<ZipArchiveEntry> entries)
    {
        stream.Position = DirectoryStart(stream);
        // Not disposed, because that would close the archive; it holds only memory.
        var reader = new BufferedStream(stream, 1 << 16);
        List<ZipName> names = [];
        Span<byte> header = stackalloc byte[HeaderLength];
        foreach (ZipArchiveEntry entry in entries)
        {
            reader.ReadExactly(header);
            Require(header.StartsWith("PK\u0001\u0002"u8));
            byte[] name = new byte[UInt16(header, 28)];
            byte[] extra = new byte[UInt16(header, 30)];
            byte[] comment = new byte[UInt16(header, 32)];
            reader.ReadExactly(name);
            reader.ReadExactly(extra);
            reader.ReadExactly(comment);
            bool isUtf8 = (UInt16(header, 8) & Utf8Flag) != 0;
            Require(entry.FullName == (isUtf8 ? Encoding.UTF8 : Encoding.Latin1).GetString(name));
            string? unicode = UnicodeName(extra, name) ?? EntryText.Strict(name);
            names.Add(new ZipName(unicode ?? EntryText.OfZip(name), unicode is null, header[5] is HostUnix or HostMac, UInt16(header, 10)));
        }

        return names;
    }

    private static long DirectoryStart(Stream stream)
    {
        byte[] tail = new byte[Math.Min(stream.Length, EndLength + ushort.MaxValue + Zip64LocatorLength)];
        stream.Position = stream.Length - tail.Length;
        stream.ReadExactly(tail);
        int end = tail.AsSpan(0, Math.Max(0, tail.Length - EndLength + 4)).LastIndexOf("PK\u0005\u0006"u8);
        Require(end >= 0);
        uint start = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        int locator = end - Zip64LocatorLength;
        if (start != uint.MaxValue || locator < 0 || !tail.AsSpan(locator).StartsWith("PK\u0006\u0007"u8))
        {
            return start;
        }

        byte[] large = new byte[Zip64EndLength];
        stream.Position = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(locator + 8));
        stream.ReadExactly(large);
        Require(large.AsSpan().StartsWith("PK\u0006\u0006"u8));
        return BinaryPrimitives.ReadInt64LittleEndian(large.AsSpan(48));
    }

    // Info-ZIP stores the name a second time in UTF-8, with a checksum of the first, so that renaming by other programs invalidates it.
    private static string? UnicodeName(ReadOnlySpan<byte> extra, ReadOnlySpan<byte> name)
    {
        while (extra.Length >= 4)
        {
            int length = UInt16(extra, 2);
            if (length > extra.Length - 4)
            {
                return null;
            }

            ReadOnlySpan<byte> field = extra.Slice(4, length);
            if (UInt16(extra, 0) == UnicodePath && length > 5 && field[0] == 1
                && BinaryPrimitives.ReadUInt32LittleEndian(field[1..]) == Crc32.HashToUInt32(name))
            {
                return EntryText.Strict(field[5..]);
            }

            extra = extra[(4 + length)..];
        }

        return null;
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16LittleEndian(bytes[offset..]);

    private static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidDataException("its central directory is inconsistent");
        }
    }
}

/// <summary>Represents the name of an entry in a ZIP archive.</summary>
/// <param name="Text">The decoded name.</param>
/// <param name="IsGuessed">Whether the name is not UTF-8 and was decoded as code page 437, so that characters may be wrong.</param>
/// <param name="IsOfUnix">Whether it was stored on a system where a backslash is an ordinary character and not a separator.</param>
/// <param name="Method">Compression method of the entry (APPNOTE.TXT, section 4.4.5).</param>
internal readonly record struct ZipName(string Text, bool IsGuessed, bool IsOfUnix, int Method)
{
    private const int Stored = 0;
    private const int Deflate = 8;
    private const int Deflate64 = 9;

    /// <summary>Gets whether the base class library can decompress the entry.</summary>
    public bool IsMethodSupported => Method is Stored or Deflate or Deflate64;
}
