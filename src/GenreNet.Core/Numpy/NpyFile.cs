using System.Text;
using GenreNet.Core.IO;

namespace GenreNet.Core.Numpy;

/// <summary>Reads and writes single arrays in NumPy's file format, <c>.npy</c>.</summary>
/// <remarks>
/// Reads versions 1 to 3, both byte orders and both axis orders; writes version 1, little-endian, C order. Python objects
/// (pickles) are never read. Format: numpy.lib.format in the NumPy documentation. Thread-safe. Calls that use the same stream must not
/// overlap.
/// </remarks>
/// <example>
/// <code>
/// NpyFile.Write("window.npy", NpyArray.Create(new float[] { 0.25f, 0.5f, 0.25f }, 3));
/// NpyArray window = NpyFile.Read("window.npy");
/// </code>
/// </example>
/// <seealso cref="NpyArray"/>
/// <seealso cref="NpzReader"/>
public static class NpyFile
{
    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of an <c>.npy</c> file.</param>
    /// <exception cref="NumpyFormatException">The file is damaged or does not contain a plain array.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NpyArray Read(string path)
    {
        using FileStream stream = InputFile.OpenRead(path);
        NpyArray array = Read(stream, path);
        return stream.Position == stream.Length
            ? array
            : throw new NumpyFormatException(path, $"the file is {Plural.Of(stream.Length - stream.Position, "byte")} longer than the array's shape requires; save it again.");
    }

    /// <summary>Reads an array from the current position of a stream. The stream stays open, positioned after the array.</summary>
    /// <param name="stream">Stream with the content of an <c>.npy</c> file.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <exception cref="NumpyFormatException">The data is damaged or is not a plain array.</exception>
    public static NpyArray Read(Stream stream, string name)
    {
        ArgumentNullException.ThrowIfNull(stream);
        long remaining = stream.CanSeek ? stream.Length - stream.Position : long.MaxValue;
        return Read(stream, name, remaining, stream.CanSeek ? remaining : 0);
    }

    /// <summary>Writes a file atomically: the path refers either to the old file or to the complete new file.</summary>
    /// <param name="path">Path of the file to write.</param>
    /// <param name="array">Array to write.</param>
    public static void Write(string path, NpyArray array) => AtomicFile.Write(path, stream => Write(stream, array));

    /// <summary>Writes an array; the stream stays open.</summary>
    /// <param name="stream">Stream to write to.</param>
    /// <param name="array">Array to write.</param>
    public static void Write(Stream stream, NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(array);
        int width = WidthOf(array);
        NpyHeader.Write(stream, array.Type, width, Array.ConvertAll(array.Shape.ToArray(), length => (long)length));
        NpyElements.Write(stream, array, width);
    }

    /// <summary>Reads an array whose size is limited by the number of bytes available.</summary>
    /// <param name="stream">Stream with the content of an <c>.npy</c> file.</param>
    /// <param name="name">Name of the stream in messages.</param>
    /// <param name="remaining">Maximum number of bytes available.</param>
    /// <param name="certain">
    /// Number of bytes that are almost certainly available. Up to this size, memory is allocated at once; a larger array grows as it is
    /// read.
    /// </param>
    internal static NpyArray Read(Stream stream, string name, long remaining, long certain)
    {
        try
        {
            NpyHeader header = NpyHeader.Read(stream, name);
            if (header.Count > Array.MaxLength)
            {
                throw new NumpyFormatException(name, $"the array has {header.Count} elements, more than one array in memory can hold ({Array.MaxLength}); save it in parts.");
            }

            long elements = header.Count * header.ItemSize;
            if (elements > remaining - header.Length)
            {
                throw new NumpyFormatException(
                    name, $"the elements require {Plural.Of(elements, "byte")}, but at most {Math.Max(0, remaining - header.Length)} are present; the file is truncated or its header is wrong; save it again.");
            }

            return new NpyArray(header.Type, header.Shape, NpyElements.Read(stream, header, isLengthKnown: elements <= certain));
        }
        catch (EndOfStreamException problem)
        {
            throw new NumpyFormatException(name, "the array is truncated; copy or save the file again.", problem);
        }
        catch (InvalidDataException problem)
        {
            throw new NumpyFormatException(name, "the compressed data of the array is damaged; copy or save the file again.", problem);
        }
    }

    /// <summary>Returns the number of characters (or bytes) of the longest string; NumPy requires at least one.</summary>
    private static int WidthOf(NpyArray array)
    {
        if (array.Type is not (NpyType.Text or NpyType.Bytes))
        {
            return 1;
        }

        int width = 1;
        foreach (string value in array.AsText())
        {
            width = Math.Max(width, array.Type == NpyType.Text ? Encoding.UTF32.GetByteCount(value) / 4 : value.Length);
        }

        return width;
    }
}
