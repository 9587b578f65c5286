using System.Buffers;
using System.IO.MemoryMappedFiles;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Holds the features of many segments in blocks. A dataset is therefore not limited to the length of one array (2^31 values), and one
/// that exceeds the memory is mapped from a file. Immutable and thread-safe.
/// </summary>
internal sealed class SegmentValues
{
    /// <summary>Returns the values of a segment.</summary>
    /// <param name="segment">Index of the segment, from 0.</param>
    public delegate ReadOnlySpan<float> SegmentSource(int segment);


    /// <summary>The number of values per block: 64 MiB, which neither strains the heap nor the address space.</summary>
    private const int BlockValues = 1 << 24;

    private readonly ReadOnlyMemory<float>[] _blocks;
    private readonly int _size;
    private readonly int _segmentsPerBlock;

    private SegmentValues(ReadOnlyMemory<float>[] blocks, int size, int segmentsPerBlock)
    {
        _blocks = blocks;
        _size = size;
        _segmentsPerBlock = segmentsPerBlock;
        Count = blocks.Sum(block => block.Length / size);
    }

    /// <summary>Gets the number of segments.</summary>
    public int Count { get; }

    /// <summary>Gets the values of a segment.</summary>
    /// <param name="segment">Index of the segment, from 0.</param>
    public ReadOnlySpan<float> this[int segment] =>
        _blocks[segment / _segmentsPerBlock].Span.Slice(segment % _segmentsPerBlock * _size, _size);

    /// <summary>Wraps an array without copying it.</summary>
    /// <param name="values">Values of complete segments.</param>
    /// <param name="size">Number of values per segment, 1 or more.</param>
    public static SegmentValues Wrap(ReadOnlyMemory<float> values, int size) => new([values], size, Math.Max(1, values.Length / size));

    /// <summary>Reads segments into memory or, if they need more memory than allowed, into a mapped temporary file.</summary>
    /// <param name="count">Number of segments.</param>
    /// <param name="size">Number of values per segment, 1 or more.</param>
    /// <param name="memoryLimit">Maximum number of bytes to hold in memory.</param>
    /// <param name="file">
    /// Path of the temporary file. On Unix the file is unlinked once open; on Windows it is deleted on close. No file remains, even after a
    /// crash.
    /// </param>
    /// <param name="fill">Fills a block of values; called in order.</param>
    public static SegmentValues Read(int count, int size, long memoryLimit, string file, SpanAction<float, long> fill)
    {
        int segmentsPerBlock = Math.Clamp(BlockValues / size, 1, Math.Max(1, count));
        var blocks = new ReadOnlyMemory<float>[(count + segmentsPerBlock - 1) / segmentsPerBlock];
        MemoryMappedFile? map = (long)count * size * sizeof(float) > memoryLimit ? CreateMap(file, (long)count * size * sizeof(float)) : null;
        for (int i = 0; i < blocks.Length; i++)
        {
            long first = (long)i * segmentsPerBlock;
            int length = (int)Math.Min(segmentsPerBlock, count - first) * size;
            Memory<float> block = map is null
                ? new float[length]
                : new MappedFloats(map, first * size * sizeof(float), length).Memory;
            fill(block.Span, first);
            blocks[i] = block;
        }

        return new SegmentValues(blocks, size, segmentsPerBlock);
    }

    /// <summary>Copies segments into new blocks in memory.</summary>
    /// <param name="count">Number of segments.</param>
    /// <param name="size">Number of values per segment, 1 or more.</param>
    /// <param name="segment">Returns the values of a segment by its index.</param>
    public static SegmentValues Gather(int count, int size, SegmentSource segment) => Read(count, size, long.MaxValue, string.Empty, (block, first) =>
    {
        for (int i = 0; i < block.Length / size; i++)
        {
            segment((int)first + i).CopyTo(block[(i * size)..]);
        }
    });

    /// <summary>Returns the index of the first segment with a value that is not finite, and that value; null if all are finite.</summary>
    public (int Segment, float Value)? FindNotFinite()
    {
        for (int segment = 0; segment < Count; segment++)
        {
            foreach (float value in this[segment])
            {
                if (!float.IsFinite(value))
                {
                    return (segment, value);
                }
            }
        }

        return null;
    }

    private static MemoryMappedFile CreateMap(string file, long length)
    {
        var stream = new FileStream(
            file, new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Share = FileShare.Delete, Options = FileOptions.DeleteOnClose, PreallocationSize = length });
        if (!OperatingSystem.IsWindows())
        {
            // The open file keeps its content without a name.
            File.Delete(file);
        }

        return MemoryMappedFile.CreateFromFile(stream, null, length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
    }
}
