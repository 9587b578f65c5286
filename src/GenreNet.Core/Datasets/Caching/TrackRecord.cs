using System.IO.Compression;
using System.Runtime.InteropServices;
using GenreNet.Core.Numpy;

namespace GenreNet.Core.Datasets;

/// <summary>Represents the compressed features of one audio file, as stored in a journal.</summary>
/// <param name="Content">Address of the audio file's content.</param>
/// <param name="SegmentCount">Number of segments.</param>
/// <param name="Warnings">Warnings about the audio, with <see cref="TrackText.Placeholder"/> in place of the file's name.</param>
/// <param name="Features">float32 <c>[segments, frames, coefficients]</c>, little-endian.</param>
internal sealed record TrackRecord(string Content, int SegmentCount, IReadOnlyList<string> Warnings, DeflateBlock Features)
{
    private const double LargestFraction = 0.9;

    /// <summary>Creates a record by compressing features.</summary>
    /// <param name="content">Address of the audio file's content.</param>
    /// <param name="segmentCount">Number of segments.</param>
    /// <param name="values">Features of the segments.</param>
    /// <param name="warnings">Warnings about the audio.</param>
    public static TrackRecord Create(string content, int segmentCount, ReadOnlySpan<float> values, IReadOnlyList<string> warnings) =>
        new(content, segmentCount, warnings, Compress(values));

    /// <summary>
    /// Compresses floats, or stores them if that would save little: MFCCs become 7 % smaller, in a fifth of the time that their extraction
    /// takes.
    /// </summary>
    public static DeflateBlock Compress(ReadOnlySpan<float> values)
    {
        ReadOnlySpan<byte> bytes = BitConverter.IsLittleEndian ? MemoryMarshal.AsBytes(values) : LittleEndianFloats.Bytes(values.ToArray());
        return DeflateBlock.EstimateFraction(bytes) > LargestFraction ? DeflateBlock.Store(bytes) : DeflateBlock.Compress(bytes, ZLibCompressionStrategy.HuffmanOnly);
    }

    /// <summary>Returns the bytes of the record up to the compressed features, which come last.</summary>
    public byte[] Head()
    {
        var stream = new MemoryStream();
        using var writer = new BinaryWriter(stream);
        writer.Write(Content);
        writer.Write(SegmentCount);
        writer.Write(Warnings.Count);
        foreach (string warning in Warnings)
        {
            writer.Write(warning);
        }

        writer.Write(Features.Length);
        writer.Write(Features.Checksum);
        return stream.ToArray();
    }

    /// <summary>Parses the head and the compressed features after it.</summary>
    public static TrackRecord Parse(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        string content = reader.ReadString();
        int segmentCount = reader.ReadInt32();
        string[] warnings = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())];
        long length = reader.ReadInt64();
        uint checksum = reader.ReadUInt32();
        return new TrackRecord(content, segmentCount, warnings, new DeflateBlock(length, checksum, bytes.AsMemory((int)reader.BaseStream.Position)));
    }
}

/// <summary>Stores messages about a file without its path, so that the same dataset at another location gives the same cache.</summary>
internal static class TrackText
{
    /// <summary>Placeholder for the file: the object replacement character, which occurs in no message.</summary>
    public const string Placeholder = "\uFFFC";

    /// <summary>Replaces the path in a message with the placeholder.</summary>
    public static string WithoutPath(string sentence, string path) => sentence.Replace(path, Placeholder, StringComparison.Ordinal);

    /// <summary>Replaces the placeholder in a message with a name.</summary>
    public static string WithName(string sentence, string name) => sentence.Replace(Placeholder, name, StringComparison.Ordinal);
}
