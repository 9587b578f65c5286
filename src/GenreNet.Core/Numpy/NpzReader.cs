using System.IO.Compression;
using GenreNet.Core.Errors;
using GenreNet.Core.Numpy.Format;

namespace GenreNet.Core.Numpy;

/// <summary>Named arrays in one file, <c>.npz</c>: what numpy.savez and numpy.savez_compressed write.</summary>
/// <remarks>Arrays are read when asked for. Not thread-safe.</remarks>
public sealed class NpzReader : IDisposable
{
    private const string Extension = ".npy";

    // Deflate cannot shrink anything to less than a 1032nd; a claim beyond that is a lie.
    private const long LargestExpansion = 1032;

    private readonly string _name;
    private readonly ZipArchive _archive;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    private NpzReader(Stream stream, string name, bool leaveOpen)
    {
        _name = name;
        try
        {
            _archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen);
            foreach (ZipArchiveEntry entry in _archive.Entries.Where(e => e.FullName.EndsWith(Extension, StringComparison.Ordinal)))
            {
                _entries[entry.FullName[..^Extension.Length]] = entry;
            }
        }
        catch (InvalidDataException problem)
        {
            _archive?.Dispose();
            throw new NumpyFormatException(name, "this is not an .npz file (a ZIP archive of arrays), or its end is missing.", problem);
        }
    }

    /// <summary>The names of the arrays, in the order of the file.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Opens a file.</summary>
    /// <param name="path">An <c>.npz</c> file.</param>
    /// <exception cref="NumpyFormatException">It is not one.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NpzReader Open(string path)
    {
        FileStream stream = File.OpenRead(path);
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

    /// <summary>Opens a stream that can seek; it stays open.</summary>
    /// <param name="stream">The bytes of an <c>.npz</c> file.</param>
    /// <param name="name">What to call the stream in errors.</param>
    /// <exception cref="NumpyFormatException">It is not one.</exception>
    public static NpzReader Open(Stream stream, string name) => new(stream, name, leaveOpen: true);

    /// <summary>Whether there is an array of that name.</summary>
    /// <param name="name">The name, without <c>.npy</c>.</param>
    public bool Contains(string name) => _entries.ContainsKey(name);

    /// <summary>Reads an array.</summary>
    /// <param name="name">The name, without <c>.npy</c>.</param>
    /// <exception cref="NumpyFormatException">There is none of that name, or it is damaged, or it is not a plain array.</exception>
    public NpyArray Read(string name)
    {
        if (!_entries.TryGetValue(name, out ZipArchiveEntry? entry))
        {
            throw Missing(name);
        }

        string member = $"{_name}[{name}]";
        try
        {
            using Stream stream = entry.Open();
            return NpyFile.Read(stream, member, Math.Min(entry.Length, LargestExpansion * entry.CompressedLength));
        }
        catch (InvalidDataException problem)
        {
            throw new NumpyFormatException(member, "the archive is damaged here.", problem);
        }
    }

    /// <summary>Opens an array that is too large for memory; its elements follow in the stream as its header says.</summary>
    /// <exception cref="NumpyFormatException">There is none of that name, or it is not a plain array.</exception>
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
    public void Dispose() => _archive.Dispose();

    private NumpyFormatException Missing(string name) =>
        new(_name, $"there is no array called '{name}' in it; it has: {string.Join(", ", Names)}.");
}
