using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace GenreNet.Core.Numpy;

/// <summary>Reads and writes the elements after an .npy header, in any type, byte order and axis order.</summary>
internal static class NpyElements
{
    private const int BlockLength = 1 << 16;

    /// <summary>Reads the elements into C order.</summary>
    /// <param name="stream">Stream, positioned after the header.</param>
    /// <param name="header">Header of the array.</param>
    /// <param name="isLengthKnown">
    /// Whether the stream is known to contain all elements, so that memory can be allocated for all of them at once.
    /// </param>
    /// <exception cref="EndOfStreamException">The stream ends before the last element.</exception>
    internal static Array Read(Stream stream, NpyHeader header, bool isLengthKnown) => header.Type switch
    {
        // A byte other than 0 and 1 would become a .NET bool that equals neither true nor false.
        NpyType.Boolean => Ordered(Array.ConvertAll(ReadNumbers<byte>(stream, header, isLengthKnown), value => value != 0), header),
        NpyType.Int8 => Ordered(ReadNumbers<sbyte>(stream, header, isLengthKnown), header),
        NpyType.Int16 => Ordered(ReadNumbers<short>(stream, header, isLengthKnown), header),
        NpyType.Int32 => Ordered(ReadNumbers<int>(stream, header, isLengthKnown), header),
        NpyType.Int64 => Ordered(ReadNumbers<long>(stream, header, isLengthKnown), header),
        NpyType.UInt8 => Ordered(ReadNumbers<byte>(stream, header, isLengthKnown), header),
        NpyType.UInt16 => Ordered(ReadNumbers<ushort>(stream, header, isLengthKnown), header),
        NpyType.UInt32 => Ordered(ReadNumbers<uint>(stream, header, isLengthKnown), header),
        NpyType.UInt64 => Ordered(ReadNumbers<ulong>(stream, header, isLengthKnown), header),
        NpyType.Float16 => Ordered(ReadNumbers<Half>(stream, header, isLengthKnown), header),
        NpyType.Float32 => Ordered(ReadNumbers<float>(stream, header, isLengthKnown), header),
        NpyType.Float64 => Ordered(ReadNumbers<double>(stream, header, isLengthKnown), header),
        NpyType.Text => Ordered(ReadTexts(stream, header, header.IsBigEndian ? new UTF32Encoding(bigEndian: true, false) : Encoding.UTF32), header),
        NpyType.Bytes => Ordered(ReadTexts(stream, header, Encoding.Latin1), header),
        _ => throw new ArgumentOutOfRangeException(nameof(header), header.Type, null),
    };

    /// <summary>Writes the elements in C order, little-endian.</summary>
    internal static void Write(Stream stream, NpyArray array, int width)
    {
        switch (array.Type)
        {
            case NpyType.Boolean: WriteNumbers<bool>(stream, array); break;
            case NpyType.Int8: WriteNumbers<sbyte>(stream, array); break;
            case NpyType.Int16: WriteNumbers<short>(stream, array); break;
            case NpyType.Int32: WriteNumbers<int>(stream, array); break;
            case NpyType.Int64: WriteNumbers<long>(stream, array); break;
            case NpyType.UInt8: WriteNumbers<byte>(stream, array); break;
            case NpyType.UInt16: WriteNumbers<ushort>(stream, array); break;
            case NpyType.UInt32: WriteNumbers<uint>(stream, array); break;
            case NpyType.UInt64: WriteNumbers<ulong>(stream, array); break;
            case NpyType.Float16: WriteNumbers<Half>(stream, array); break;
            case NpyType.Float32: WriteNumbers<float>(stream, array); break;
            case NpyType.Float64: WriteNumbers<double>(stream, array); break;
            case NpyType.Text: WriteTexts(stream, array, Encoding.UTF32, 4 * width); break;
            case NpyType.Bytes: WriteTexts(stream, array, Encoding.Latin1, width); break;
            default: throw new ArgumentOutOfRangeException(nameof(array), array.Type, null);
        }
    }

    private static T[] ReadNumbers<T>(Stream stream, NpyHeader header, bool isLengthKnown)
        where T : unmanaged
    {
        // The array grows with the data, so that a header cannot allocate more memory than there is data.
        var values = new T[Math.Min(header.Count, isLengthKnown ? int.MaxValue : BlockLength)];
        for (int start = 0; start < header.Count; start += BlockLength)
        {
            if (start == values.Length)
            {
                Array.Resize(ref values, (int)Math.Min(header.Count, 2L * values.Length));
            }

            Span<T> block = values.AsSpan(start, Math.Min(BlockLength, values.Length - start));
            stream.ReadExactly(MemoryMarshal.AsBytes(block));
            if (header.IsBigEndian == BitConverter.IsLittleEndian)
            {
                ReverseBytes(block, header.ItemSize);
            }
        }

        return values;
    }

    private static string[] ReadTexts(Stream stream, NpyHeader header, Encoding encoding)
    {
        List<string> values = [];
        byte[] item = header.Count == 0 ? [] : ReadItem(stream, header.ItemSize);
        for (int i = 0; i < header.Count; i++)
        {
            if (i > 0)
            {
                stream.ReadExactly(item);
            }

            values.Add(encoding.GetString(item).TrimEnd('\0'));
        }

        return [.. values];
    }

    private static byte[] ReadItem(Stream stream, int size)
    {
        var item = new byte[Math.Min(size, BlockLength)];
        stream.ReadExactly(item);
        while (item.Length < size)
        {
            int filled = item.Length;
            Array.Resize(ref item, (int)Math.Min(size, 2L * filled));
            stream.ReadExactly(item.AsSpan(filled));
        }

        return item;
    }

    private static void WriteNumbers<T>(Stream stream, NpyArray array)
        where T : unmanaged
    {
        ReadOnlySpan<T> values = array.AsSpan<T>();
        int itemSize = Unsafe.SizeOf<T>();
        var block = new T[Math.Min(BlockLength, values.Length)];
        for (int start = 0; start < values.Length; start += BlockLength)
        {
            int length = Math.Min(BlockLength, values.Length - start);
            values.Slice(start, length).CopyTo(block);
            if (!BitConverter.IsLittleEndian)
            {
                ReverseBytes(block.AsSpan(0, length), itemSize);
            }

            stream.Write(MemoryMarshal.AsBytes(block.AsSpan(0, length)));
        }
    }

    private static void WriteTexts(Stream stream, NpyArray array, Encoding encoding, int itemSize)
    {
        var item = new byte[itemSize];
        foreach (string value in array.AsText())
        {
            Array.Clear(item);
            encoding.GetBytes(value, item);
            stream.Write(item);
        }
    }

    private static void ReverseBytes<T>(Span<T> values, int itemSize)
        where T : unmanaged
    {
        switch (itemSize)
        {
            case 2:
                Span<ushort> halves = MemoryMarshal.Cast<T, ushort>(values);
                BinaryPrimitives.ReverseEndianness(halves, halves);
                break;
            case 4:
                Span<uint> words = MemoryMarshal.Cast<T, uint>(values);
                BinaryPrimitives.ReverseEndianness(words, words);
                break;
            case 8:
                Span<ulong> longs = MemoryMarshal.Cast<T, ulong>(values);
                BinaryPrimitives.ReverseEndianness(longs, longs);
                break;
            default:
                break;
        }
    }

    private static T[] Ordered<T>(T[] values, NpyHeader header)
    {
        int[] shape = header.Shape;
        if (!header.IsFortranOrder || shape.Length < 2 || values.Length == 0)
        {
            return values;
        }

        // Iterates over the C order like an odometer, and updates the index in Fortran order.
        var ordered = new T[values.Length];
        var index = new int[shape.Length];
        var strides = new int[shape.Length];
        strides[0] = 1;
        for (int axis = 1; axis < shape.Length; axis++)
        {
            strides[axis] = strides[axis - 1] * shape[axis - 1];
        }

        int from = 0;
        for (int to = 0; to < ordered.Length; to++)
        {
            ordered[to] = values[from];
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                from += strides[axis];
                if (++index[axis] < shape[axis])
                {
                    break;
                }

                from -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }

        return ordered;
    }
}
