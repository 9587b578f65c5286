using System.Buffers.Binary;
using System.IO.Compression;
using System.IO.Hashing;

namespace GenreNet.Training.Reports;

/// <summary>Represents a raster of colour indices, one byte per cell: the content of a heat map.</summary>
/// <param name="Width">Number of columns.</param>
/// <param name="Height">Number of rows.</param>
/// <param name="Cells">Colour indices, <c>[rows, columns]</c>, from the top left.</param>
/// <param name="Colors">The colour map.</param>
internal sealed record RasterImage(int Width, int Height, byte[] Cells, ColorMap Colors)
{
    private static ReadOnlySpan<byte> Signature => [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    /// <summary>Creates an image from values, reduced to a maximum size by averaging.</summary>
    /// <param name="values">The values, <c>[rows, columns]</c>; row 0 is drawn at the bottom.</param>
    /// <param name="rows">Number of rows.</param>
    /// <param name="columns">Number of columns.</param>
    /// <param name="range">The values of the first and the last colour.</param>
    /// <param name="colors">The colour map.</param>
    /// <param name="mostRows">Maximum number of rows of the image.</param>
    /// <param name="mostColumns">Maximum number of columns of the image.</param>
    public static RasterImage Of(
        ReadOnlySpan<float> values, int rows, int columns, (double Low, double High) range, ColorMap colors, int mostRows = 160, int mostColumns = 320)
    {
        int height = Math.Min(rows, mostRows);
        int width = Math.Min(columns, mostColumns);
        double scale = range.High > range.Low ? 1 / (range.High - range.Low) : 0;
        byte[] cells = new byte[height * width];
        for (int y = 0; y < height; y++)
        {
            (int firstRow, int endRow) = Share(y, height, rows);
            for (int x = 0; x < width; x++)
            {
                (int firstColumn, int endColumn) = Share(x, width, columns);
                double sum = 0;
                for (int row = firstRow; row < endRow; row++)
                {
                    foreach (float value in values.Slice((row * columns) + firstColumn, endColumn - firstColumn))
                    {
                        sum += value;
                    }
                }

                double mean = sum / ((endRow - firstRow) * (endColumn - firstColumn));
                cells[((height - 1 - y) * width) + x] = ColorMap.Index((mean - range.Low) * scale);
            }
        }

        return new RasterImage(width, height, cells, colors);
    }

    /// <summary>Encodes the image as a PNG file with a palette.</summary>
    /// <remarks>W3C, Portable Network Graphics, second edition (2003).</remarks>
    public byte[] ToPng()
    {
        using var file = new MemoryStream();
        file.Write(Signature);
        byte[] header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        header[8] = 8; // bits per pixel
        header[9] = 3; // palette indices
        Chunk(file, "IHDR"u8, header);
        Chunk(file, "PLTE"u8, Colors.Bytes);
        Chunk(file, "IDAT"u8, Compressed());
        Chunk(file, "IEND"u8, []);
        return file.ToArray();
    }

    private static (int First, int End) Share(int index, int count, int of)
    {
        int first = (int)((long)index * of / count);
        return (first, Math.Max(first + 1, (int)((long)(index + 1) * of / count)));
    }

    private static void Chunk(MemoryStream file, ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(type);
        file.Write(content);
        var checksum = new Crc32();
        checksum.Append(type);
        checksum.Append(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, checksum.GetCurrentHashAsUInt32());
        file.Write(number);
    }

    private byte[] Compressed()
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize, leaveOpen: true))
        {
            for (int row = 0; row < Height; row++)
            {
                zlib.WriteByte(0); // no row filter
                zlib.Write(Cells, row * Width, Width);
            }
        }

        return compressed.ToArray();
    }
}
