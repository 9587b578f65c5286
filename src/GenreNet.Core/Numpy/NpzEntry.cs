namespace GenreNet.Core.Numpy;

/// <summary>Represents a named array for <see cref="NpzWriter"/>: from memory, from a temporary file, or written incrementally.</summary>
/// <remarks>Immutable. The function of a streamed entry is called on the thread that writes the file.</remarks>
/// <seealso cref="NpzWriter"/>
public sealed class NpzEntry
{
    private readonly Action<Stream> _write;

    private NpzEntry(string name, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        _write = write;
    }

    /// <summary>Gets the name, without <c>.npy</c>.</summary>
    public string Name { get; }

    /// <summary>Creates an entry from an array in memory.</summary>
    /// <param name="name">Name, without <c>.npy</c>.</param>
    /// <param name="array">Array to write.</param>
    public static NpzEntry Of(string name, NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new NpzEntry(name, stream => NpyFile.Write(stream, array));
    }

    /// <summary>Creates an entry from a matrix that was written column by column.</summary>
    /// <param name="name">Name, without <c>.npy</c>.</param>
    /// <param name="columns">Matrix to write; it must not be disposed before the file is written, and stays open.</param>
    internal static NpzEntry Of(string name, NpyColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new NpzEntry(name, columns.CopyTo);
    }

    /// <summary>Creates an entry for an array of numbers that need not fit into memory.</summary>
    /// <param name="name">Name, without <c>.npy</c>.</param>
    /// <param name="type">Element type; not text.</param>
    /// <param name="shape">Length of each axis, zero or more; at most 2^63 bytes in total.</param>
    /// <param name="writeElements">
    /// Writes all elements in C order, little-endian. Called once per file. If it writes too few or too many bytes, writing the file throws
    /// <see cref="InvalidOperationException"/>.
    /// </param>
    /// <exception cref="ArgumentException">The type is text, an axis is negative, or the shape is too large.</exception>
    public static NpzEntry Streamed(string name, NpyType type, ReadOnlySpan<long> shape, Action<Stream> writeElements)
    {
        ArgumentNullException.ThrowIfNull(writeElements);
        long[] axes = shape.ToArray();
        long length = NpyTypes.SizeOf(type);
        foreach (long axis in axes)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(axis, nameof(shape));
            if (axis > 0 && length > long.MaxValue / axis)
            {
                throw new ArgumentException($"The shape ({string.Join(", ", axes)}) is too large for a file.", nameof(shape));
            }

            length *= axis;
        }

        return new NpzEntry(name, stream =>
        {
            NpyHeader.Write(stream, type, 1, axes);
            using var elements = new ExactStream(stream, $"the array '{name}'", length);
            writeElements(elements);
            elements.Complete();
        });
    }

    /// <summary>Writes the array as an <c>.npy</c> file.</summary>
    internal void Write(Stream stream) => _write(stream);
}
