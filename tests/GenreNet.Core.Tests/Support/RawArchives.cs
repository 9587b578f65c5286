using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;

namespace GenreNet.Core.Tests.Support;

/// <summary>Archives byte by byte, with names that no library would write.</summary>
internal static class RawArchives
{
    private const int Unix = 3;

    /// <summary>An entry of a ZIP archive.</summary>
    public sealed record ZipFile(byte[] Name, byte[] Content)
    {
        public bool IsMarkedUtf8 { get; init; }

        public int Host { get; init; } = Unix;

        public byte[] Extra { get; init; } = [];

        /// <summary>The uncompressed length that is claimed; null for the true one.</summary>
        public uint? Claim { get; init; }
    }

    /// <summary>A ZIP archive of stored files.</summary>
    public static byte[] Zip(params ZipFile[] files)
    {
        var archive = new MemoryStream();
        var directory = new MemoryStream();
        foreach (ZipFile file in files)
        {
            byte[] common = new byte[26];
            BinaryPrimitives.WriteUInt16LittleEndian(common, 20);
            BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(2), (ushort)(file.IsMarkedUtf8 ? 0x800 : 0));
            BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(8), 0x21);
            BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(10), Crc32.HashToUInt32(file.Content));
            BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(14), (uint)file.Content.Length);
            BinaryPrimitives.WriteUInt32LittleEndian(common.AsSpan(18), file.Claim ?? (uint)file.Content.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(22), (ushort)file.Name.Length);
            BinaryPrimitives.WriteUInt16LittleEndian(common.AsSpan(24), (ushort)file.Extra.Length);
            uint offset = (uint)archive.Position;
            archive.Write([.. "PK\u0003\u0004"u8, .. common, .. file.Name, .. file.Extra, .. file.Content]);
            byte[] rest = new byte[14];
            BinaryPrimitives.WriteUInt32LittleEndian(rest.AsSpan(10), offset);
            directory.Write([.. "PK\u0001\u0002"u8, 20, (byte)file.Host, .. common, .. rest, .. file.Name, .. file.Extra]);
        }

        byte[] end = new byte[18];
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(4), (ushort)files.Length);
        BinaryPrimitives.WriteUInt16LittleEndian(end.AsSpan(6), (ushort)files.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(8), (uint)directory.Length);
        BinaryPrimitives.WriteUInt32LittleEndian(end.AsSpan(12), (uint)archive.Length);
        return [.. archive.ToArray(), .. directory.ToArray(), .. "PK\u0005\u0006"u8, .. end];
    }

    /// <summary>The extra field in which Info-ZIP writes the name in UTF-8.</summary>
    public static byte[] UnicodePath(byte[] name, string text, bool isStale = false)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        byte[] field = new byte[9];
        BinaryPrimitives.WriteUInt16LittleEndian(field, 0x7075);
        BinaryPrimitives.WriteUInt16LittleEndian(field.AsSpan(2), (ushort)(utf8.Length + 5));
        field[4] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(field.AsSpan(5), Crc32.HashToUInt32(name) + (isStale ? 1u : 0));
        return [.. field, .. utf8];
    }

    /// <summary>An entry of a tar archive: a header of 512 bytes and the content, padded.</summary>
    public static byte[] TarEntry(byte[] name, byte[] content, char type = '0', byte[]? prefix = null)
    {
        byte[] header = new byte[512];
        name.AsSpan(0, Math.Min(100, name.Length)).CopyTo(header);
        "0000644\00000000\00000000\0"u8.CopyTo(header.AsSpan(100));
        Encoding.ASCII.GetBytes(Convert.ToString(content.Length, 8).PadLeft(11, '0')).CopyTo(header, 124);
        "00000000000\0        "u8.CopyTo(header.AsSpan(136));
        header[156] = (byte)type;
        "ustar\000"u8.CopyTo(header.AsSpan(257));
        prefix?.CopyTo(header, 345);
        Encoding.ASCII.GetBytes(Convert.ToString(header.Sum(b => b), 8).PadLeft(6, '0')).CopyTo(header, 148);
        header[154] = 0;
        return [.. header, .. content, .. new byte[(512 - (content.Length % 512)) % 512]];
    }

    /// <summary>A <c>.tar.gz</c> of such entries.</summary>
    public static byte[] TarGz(params byte[][] entries) => Archives.Gzip([.. entries.SelectMany(entry => entry), .. new byte[1024]]);

    /// <summary>An extended header with a path.</summary>
    public static byte[] PaxPath(byte[] path)
    {
        int length = path.Length + 7;
        length += length.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        length = path.Length + 7 + length.ToString(System.Globalization.CultureInfo.InvariantCulture).Length;
        return TarEntry("x"u8.ToArray(), [.. Encoding.ASCII.GetBytes($"{length} path="), .. path, (byte)'\n'], 'x');
    }
}
