namespace GenreNet.Core.Numpy;

/// <summary>A named array for <see cref="NpzWriter"/>: from memory, from a temporary file, or written piece by piece when its turn comes.</summary>
public sealed class NpzEntry
{
    private readonly Action<Stream> _write;

    private NpzEntry(string name, Action<Stream> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        Name = name;
        _write = write;
    }

    /// <summary>The name, without <c>.npy</c>.</summary>
    public string Name { get; }

    /// <summary>An array in memory.</summary>
    /// <param name="name">The name, without <c>.npy</c>.</param>
    /// <param name="array">The array.</param>
    public static NpzEntry Of(string name, NpyArray array)
    {
        ArgumentNullException.ThrowIfNull(array);
        return new NpzEntry(name, stream => NpyFile.Write(stream, array));
    }

    /// <summary>A matrix that was gathered column by column.</summary>
    /// <param name="name">The name, without <c>.npy</c>.</param>
    /// <param name="columns">The matrix; it must still be there when the file is written, and stays open.</param>
    public static NpzEntry Of(string name, NpyColumns columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        return new NpzEntry(name, columns.CopyTo);
    }

    /// <summary>An array of numbers that need not fit into memory.</summary>
    /// <param name="name">The name, without <c>.npy</c>.</param>
    /// <param name="type">What the elements are; not text.</param>
    /// <param name="shape">The length of each axis, zero or more; together up to 2^63 bytes.</param>
    /// <param name="writeElements">
    /// Writes all elements, in C order and little endian. It is called once for each file; a byte too few or too many fails the file with
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
                throw new ArgumentException($"The shape ({string.Join(", ", axes)}) is more than a file can hold.", nameof(shape));
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
