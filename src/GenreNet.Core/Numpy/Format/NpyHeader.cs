using System.Buffers.Binary;
using System.Text;

namespace GenreNet.Core.Numpy;

/// <summary>Represents the header of an .npy file.</summary>
/// <param name="Type">Element type.</param>
/// <param name="ItemSize">Number of bytes per element.</param>
/// <param name="IsBigEndian">Whether multi-byte elements have their most significant byte first.</param>
/// <param name="IsFortranOrder">Whether the first axis varies fastest.</param>
/// <param name="Shape">Length of each axis.</param>
/// <param name="Length">Length of the header in bytes.</param>
/// <remarks>NumPy Enhancement Proposal 1 and numpy.lib.format: magic, version, header length, a Python dictionary as text.</remarks>
internal sealed record NpyHeader(NpyType Type, int ItemSize, bool IsBigEndian, bool IsFortranOrder, int[] Shape, int Length)
{
    // The header of a plain array has about a hundred characters; NumPy itself rejects more than ten thousand.
    /// <summary>The maximum number of elements: more than any disk holds, and far from an overflow of the byte count.</summary>
    private const long MaximumCount = 1L << 48;

    private const int MaximumTextLength = 1 << 16;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Gets the number of elements.</summary>
    internal long Count => CountOf(Shape);

    /// <summary>
    /// Computes the number of elements of a shape, or -1 if an axis is negative or the product exceeds <see cref="MaximumCount"/>.
    /// </summary>
    internal static long CountOf(ReadOnlySpan<int> shape)
    {
        long count = 1;
        bool isEmpty = false;
        foreach (int length in shape)
        {
            if (length < 0)
            {
                return -1;
            }

            isEmpty |= length == 0;
            count = isEmpty || count > MaximumCount ? count : count * length;
        }

        return isEmpty ? 0 : count > MaximumCount ? -1 : count;
    }

    /// <summary>Reads a header of version 1, 2 or 3.</summary>
    /// <exception cref="NumpyFormatException">The data is not a header, or not one of a plain array.</exception>
    /// <exception cref="EndOfStreamException">The stream ends within the header.</exception>
    internal static NpyHeader Read(Stream stream, string name)
    {
        Span<byte> start = stackalloc byte[12];
        stream.ReadExactly(start[..8]);
        if (!start[..6].SequenceEqual(Magic))
        {
            throw new NumpyFormatException(name, start[0] == 0x80
                ? "the file is a Python pickle, which is not loaded because it can run arbitrary code; save plain arrays with numpy.save or numpy.savez."
                : "the file is not a NumPy array (its signature is missing).");
        }

        byte version = start[6];
        int prefix = version switch
        {
            1 => 10,
            2 or 3 => 12,
            _ => throw new NumpyFormatException(name, $"version {version}.{start[7]} of the NumPy format is not supported; save the array in version 1, 2 or 3."),
        };
        stream.ReadExactly(start[8..prefix]);
        uint length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > MaximumTextLength)
        {
            throw new NumpyFormatException(name, $"the header specifies a length of {Plural.Of(length, "byte")}, which is more than any plain array needs.");
        }

        var text = new byte[length];
        stream.ReadExactly(text);
        return NpyHeaderParser.Parse((version == 3 ? Encoding.UTF8 : Encoding.Latin1).GetString(text), name) with { Length = prefix + (int)length };
    }

    /// <summary>Writes a header of version 1, padded so that the elements start at a multiple of 64 bytes.</summary>
    internal static void Write(Stream stream, NpyType type, int width, ReadOnlySpan<long> shape, bool isFortranOrder = false)
    {
        var axes = new StringBuilder();
        foreach (long length in shape)
        {
            axes.Append(axes.Length == 0 ? "" : " ").Append(length).Append(',');
        }

        // Python writes a comma after the only axis, and none after the last of several.
        string tuple = shape.Length == 1 ? axes.ToString() : axes.ToString().TrimEnd(',');
        string text = $"{{'descr': '{NpyTypes.Description(type, width)}', 'fortran_order': {(isFortranOrder ? "True" : "False")}, 'shape': ({tuple}), }}";
        int length64 = (10 + text.Length + 1 + 63) / 64 * 64;

        var header = new byte[length64];
        Magic.CopyTo(header);
        header[6] = 1;
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(8), checked((ushort)(length64 - 10)));
        header.AsSpan(10).Fill((byte)' ');
        Encoding.ASCII.GetBytes(text, header.AsSpan(10));
        header[^1] = (byte)'\n';
        stream.Write(header);
    }
}
