using System.IO.Compression;
using System.Text;
using GenreNet.Core.IO;

namespace GenreNet.Core.Numpy;

/// <summary>Reads named arrays from a <c>.npz</c> file, as written by numpy.savez and numpy.savez_compressed.</summary>
/// <remarks>
/// Arrays are read and verified against their checksums on demand; members that are not <c>.npy</c> files are ignored. Not thread-safe.
/// </remarks>
/// <example>
/// <code>
/// using NpzReader file = NpzReader.Open("features.npz");
/// foreach (string name in file.Names)
/// {
///     NpyArray array = file.Read(name);
///     Console.WriteLine($"{name}: {array.Type}, {array.Count} elements");
/// }
/// </code>
/// </example>
/// <seealso cref="NpzWriter"/>
/// <seealso cref="NpyArray"/>
public sealed class NpzReader : IDisposable
{
    private const string Extension = ".npy";
    private const int EndRecordLength = 22;

    // Deflate cannot compress by more than a factor of 1032; a larger declared length is false.
    private const long LargestExpansion = 1032;

    // Numbers rarely compress by more than a factor of eight: for larger declared lengths, memory grows as the array is read.
    private const long UsualExpansion = 8;

    private readonly string _name;
    private readonly ZipArchive _archive;
    private readonly Stream? _owned;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    private NpzReader(Stream stream, string name, bool leaveOpen)
    {
        _name = name;
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            foreach (ZipArchiveEntry entry in _archive.Entries.Where(e => e.FullName.EndsWith(Extension, StringComparison.Ordinal)))
            {
                Add(entry);
            }

            RequireNothingBehind(stream);
            _owned = leaveOpen ? null : stream;
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            throw new NumpyFormatException(name, "the file is not an .npz file (a ZIP archive of arrays), or is truncated; copy or save it again.", problem);
        }
    }

    /// <summary>Gets the names of the arrays, in the order of the file.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Opens a file.</summary>
    /// <param name="path">Path of an <c>.npz</c> file.</param>
    /// <exception cref="NumpyFormatException">
    /// The file is not an <c>.npz</c> file, is truncated, has two arrays of the same name, or has names that point outside the archive.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NpzReader Open(string path)
    {
        FileStream stream = InputFile.OpenRead(path);
        try
        {
            return new NpzReader(stream, path, leaveOpen: false);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Opens a seekable stream, which stays open.</summary>
    /// <param name="stream">Stream with the content of an <c>.npz</c> file.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <inheritdoc cref="Open(string)" path="/exception[1]"/>
    public static NpzReader Open(Stream stream, string name) => new(stream, name, leaveOpen: true);

    /// <summary>Returns whether the file has an array with the given name.</summary>
    /// <param name="name">Name, without <c>.npy</c>.</param>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>Reads an array.</summary>
    /// <param name="name">Name, without <c>.npy</c>.</param>
    /// <exception cref="NumpyFormatException">There is no array with that name, or it is damaged, or it is not a plain array.</exception>
    public NpyArray Read(string name)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            throw Missing(name);
        }

        string member = $"{_name}[{name}]";
        try
        {
            using var stream = new ChecksumStream(entry.Open());
            NpyArray array = NpyFile.Read(stream, member, MostBytes(entry), UsualExpansion * entry.CompressedLength);
            RequireEnd(stream, entry, member);
            return array;
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            throw new NumpyFormatException(member, "the array is damaged; copy or save the file again.", problem);
        }
    }

    /// <summary>Returns whether the data of an array is undamaged. Reads all of it, with little memory.</summary>
    /// <param name="name">Name, without <c>.npy</c>.</param>
    internal bool IsComplete(string name)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            return false;
        }

        try
        {
            using var stream = new ChecksumStream(entry.Open());
            stream.CopyTo(Stream.Null);
            return stream.Checksum == entry.Crc32;
        }
        catch (Exception problem) when (IsDamage(problem))
        {
            return false;
        }
    }

    /// <summary>Reads the elements of an array with a function that receives them as a stream, and verifies the checksum at the end.</summary>
    /// <param name="name">Name, without <c>.npy</c>.</param>
    /// <param name="read">Reads the elements that the header describes, all of them.</param>
    /// <exception cref="NumpyFormatException">There is no array with that name, or it is damaged, or it is not a plain array.</exception>
    internal void ReadElements(string name, Action<Stream, NpyHeader> read)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            throw Missing(name);
        }

        string member = $"{_name}[{name}]";
        try
        {
            using var stream = new ChecksumStream(entry.Open());
            var header = NpyHeader.Read(stream, member);
            if (header.Count > MostBytes(entry) / header.ItemSize)
            {
                throw new NumpyFormatException(member, "the array is cut off, or its header is wrong; save it again.");
            }

            read(stream, header);
            RequireEnd(stream, entry, member);
        }
        catch (Exception problem) when (problem is InvalidDataException or EndOfStreamException)
        {
            throw new NumpyFormatException(member, "the array is damaged; copy or save the file again.", problem);
        }
    }

    /// <summary>Opens an array that is too large for memory. The returned stream contains the elements described by its header.</summary>
    /// <exception cref="NumpyFormatException">There is no array with that name, or it is not a plain array.</exception>
    internal Stream OpenElements(string name, out NpyHeader header)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            throw Missing(name);
        }

        Stream stream = entry.Open();
        header = NpyHeader.Read(stream, $"{_name}[{name}]");
        return stream;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _archive.Dispose();
        _owned?.Dispose();
    }

    private static void RequireEnd(ChecksumStream stream, ZipArchiveEntry entry, string member)
    {
        if (stream.ReadByte() >= 0)
        {
            throw new NumpyFormatException(member, "the array has more data than its shape requires; save the file again.");
        }

        if (stream.Checksum != entry.Crc32)
        {
            throw new NumpyFormatException(member, "the array is damaged (its checksum is wrong); copy or save the file again.");
        }
    }

    // Exceptions that ZipArchive throws for damaged directories and data; a failing disk throws a different kind of IOException.
    private static bool IsDamage(Exception problem) =>
        problem is InvalidDataException or EndOfStreamException or ArgumentException or NotSupportedException or OverflowException or InvalidOperationException;

    private static long MostBytes(ZipArchiveEntry entry) => entry.CompressedLength > entry.Length
        ? entry.Length
        : Math.Min(entry.Length, entry.CompressedLength > long.MaxValue / LargestExpansion ? long.MaxValue : LargestExpansion * entry.CompressedLength);

    private void Add(ZipArchiveEntry entry)
    {
        string path = entry.FullName.Replace('\\', '/');
        if (path.StartsWith('/') || path.Contains('\0') || path.Split('/').Contains(".."))
        {
            throw new NumpyFormatException(_name, $"the name '{entry.FullName}' refers to a path outside the archive; save the arrays under plain names.");
        }

        if (!_entries.TryAdd(entry.FullName[..^Extension.Length], entry))
        {
            throw new NumpyFormatException(_name, $"the archive contains two arrays with the name '{entry.FullName[..^Extension.Length]}'; save them under different names.");
        }
    }

    // A ZIP archive is located from its end. Data after the end means that two files were concatenated, or that a copy went wrong.
    private void RequireNothingBehind(Stream stream)
    {
        long start = stream.Length - EndRecordLength - Encoding.UTF8.GetByteCount(_archive.Comment);
        Span<byte> signature = stackalloc byte[4];
        stream.Position = Math.Max(start, 0);
        stream.ReadExactly(signature);
        if (!signature.SequenceEqual("PK\u0005\u0006"u8))
        {
            throw new NumpyFormatException(_name, "there is data after the end of the archive; copy or save the file again.");
        }
    }

    private NumpyFormatException Missing(string name) =>
        new(_name, $"the archive does not contain an array with the name '{name}'; it contains {string.Join(", ", Names)}.");
}
