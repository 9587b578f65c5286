using System.Formats.Tar;
using System.Globalization;
using System.Text;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Passes a tar archive on to a <see cref="TarReader"/> and keeps the raw bytes of each entry's name: the reader replaces invalid UTF-8, so
/// that two names may become the same.
/// </summary>
/// <param name="source">The archive; closed with this stream.</param>
/// <remarks>
/// POSIX.1-2017, pax: 512-byte headers, content padded to 512 bytes; GNU long names have type L, extended headers type x.
/// </remarks>
internal sealed class TarNameStream(Stream source) : ForwardStream(source)
{
    private const int BlockLength = 512;

    // The reader holds extended headers in memory, and allocates their claimed size before it reads them.
    private const int LongestExtension = 1 << 20;

    private readonly MemoryStream _part = new();
    private long _skip;
    private long _partLength = BlockLength;
    private char _extension;
    private byte[]? _longName;
    private byte[]? _pathRecord;
    private long? _sizeRecord;
    private byte[] _name = [];

    public override int Read(Span<byte> buffer)
    {
        int count = Source.Read(buffer);
        for (ReadOnlySpan<byte> rest = buffer[..count]; rest.Length > 0;)
        {
            int taken = (int)Math.Min(rest.Length, _skip > 0 ? _skip : _partLength - _part.Length);
            if (_skip > 0)
            {
                _skip -= taken;
            }
            else
            {
                _part.Write(rest[..taken]);
                CompletePart();
            }

            rest = rest[taken..];
        }

        return count;
    }

    /// <summary>Returns whether the bytes of a name are not UTF-8, so that <see cref="NameOf"/> decodes them as Latin-1.</summary>
    /// <param name="entry">The entry that the reader returned last.</param>
    public bool IsGuessed(TarEntry entry) => entry.Name.Contains('\uFFFD') && EntryText.Strict(_name) is null;

    /// <summary>Returns the name of the entry that the reader returned last.</summary>
    /// <exception cref="InvalidDataException">The name is not UTF-8, and its bytes could not be found.</exception>
    public string NameOf(TarEntry entry)
    {
        if (!entry.Name.Contains('\uFFFD'))
        {
            return entry.Name;
        }

        return entry.Name == Encoding.UTF8.GetString(_name)
            ? EntryText.OfTar(_name)
            : throw new InvalidDataException($"the name of '{entry.Name}' is not UTF-8");
    }

    private void CompletePart()
    {
        if (_part.Length < _partLength)
        {
            return;
        }

        byte[] part = _part.ToArray();
        _part.SetLength(0);
        if (_extension != default)
        {
            Extend(part);
            _skip = Padding(part.Length);
            _extension = default;
            _partLength = BlockLength;
            return;
        }

        if (!part.AsSpan().ContainsAnyExcept((byte)0))
        {
            return;
        }

        char type = (char)part[156];
        long size = Number(part.AsSpan(124, 12));
        if (type is 'x' or 'L' or 'g' or 'K' && size is (< 0 or > LongestExtension))
        {
            throw new InvalidDataException("an extended header in it expands beyond the allowed size");
        }

        if (type is 'x' or 'L')
        {
            (_extension, _partLength) = size == 0 ? (default, BlockLength) : (type, size);
        }
        else if (type is 'g' or 'K')
        {
            _skip = size + Padding(size);
        }
        else
        {
            CompleteHeader(part, type, size);
        }
    }

    private void CompleteHeader(ReadOnlySpan<byte> header, char type, long size)
    {
        ReadOnlySpan<byte> name = Text(header[..100]);
        ReadOnlySpan<byte> prefix = header.Slice(257, 8).SequenceEqual("ustar\000"u8) ? Text(header.Slice(345, 155)) : [];
        _name = _pathRecord ?? _longName ?? (prefix.Length > 0 ? [.. prefix, (byte)'/', .. name] : name.ToArray());
        // Links, devices, folders and pipes have no content, regardless of their size field.
        long content = type is >= '1' and <= '6' ? 0 : Math.Max(0, _sizeRecord ?? size);
        _skip = content + Padding(content);
        (_longName, _pathRecord, _sizeRecord) = (null, null, null);
    }

    private void Extend(ReadOnlySpan<byte> content)
    {
        if (_extension == 'L')
        {
            _longName = Text(content).ToArray();
            return;
        }

        // Records are "LENGTH KEY=VALUE\n", where the length covers the complete record.
        while (content.IndexOf((byte)' ') is > 0 and var space
            && int.TryParse(Encoding.ASCII.GetString(content[..space]), NumberStyles.None, CultureInfo.InvariantCulture, out int length)
            && length > space + 1 && length <= content.Length)
        {
            ReadOnlySpan<byte> record = content[(space + 1)..(length - 1)];
            if (record.StartsWith("path="u8))
            {
                _pathRecord = record[5..].ToArray();
            }
            else if (record.StartsWith("size="u8)
                && long.TryParse(Encoding.ASCII.GetString(record[5..]), NumberStyles.None, CultureInfo.InvariantCulture, out long size))
            {
                _sizeRecord = size;
            }

            content = content[length..];
        }
    }

    private static ReadOnlySpan<byte> Text(ReadOnlySpan<byte> field) => field.IndexOf((byte)0) is >= 0 and var end ? field[..end] : field;

    private static long Padding(long length) => (BlockLength - (length % BlockLength)) % BlockLength;

    // Octal digits, or a big-endian number if the highest bit is set (GNU, for files of 8 GB and more).
    private static long Number(ReadOnlySpan<byte> field)
    {
        long value = 0;
        bool isBinary = (field[0] & 0x80) != 0;
        foreach (byte b in isBinary ? field[4..] : field)
        {
            if (isBinary)
            {
                value = (value << 8) | b;
            }
            else if (b is >= (byte)'0' and <= (byte)'7')
            {
                value = (value << 3) | (uint)(b - '0');
            }
        }

        return value;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _part.Dispose();
        }

        base.Dispose(disposing);
    }
}
