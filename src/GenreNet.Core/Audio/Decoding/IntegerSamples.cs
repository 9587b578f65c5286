using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Audio;

/// <summary>Decodes signed integers of 16, 24 and 32 bits, one vector at a time; the remainder one by one.</summary>
/// <remarks>The scales are powers of two, so multiplication is exact and both paths produce the same bits.</remarks>
internal static class IntegerSamples
{
    private const float Scale16 = 1f / (1 << 15);
    private const float Scale32 = 1f / (1u << 31);

    /// <summary>Decodes 16-bit integers in the machine's byte order.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Decode16(ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        ReadOnlySpan<short> samples = MemoryMarshal.Cast<byte, short>(bytes);
        destination = destination[..samples.Length];
        ReadOnlySpan<Vector<short>> vectors = MemoryMarshal.Cast<short, Vector<short>>(samples);
        Span<Vector<float>> results = MemoryMarshal.Cast<float, Vector<float>>(destination);
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector.Widen(vectors[i], out Vector<int> low, out Vector<int> high);
            results[2 * i] = Vector.ConvertToSingle(low) * Scale16;
            results[(2 * i) + 1] = Vector.ConvertToSingle(high) * Scale16;
        }

        for (int i = vectors.Length * Vector<short>.Count; i < samples.Length; i++)
        {
            destination[i] = samples[i] * Scale16;
        }
    }

    /// <summary>Decodes 24-bit little-endian integers as the high bits of 32-bit integers.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Decode24(ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        const int Width = 3;
        // Four samples are 12 of the 16 bytes of a vector; 0xFF inserts a zero byte below each of them.
        var spread = Vector128.Create((byte)0xFF, 0, 1, 2, 0xFF, 3, 4, 5, 0xFF, 6, 7, 8, 0xFF, 9, 10, 11);
        destination = destination[..(bytes.Length / Width)];
        int next = 0;
        while (BitConverter.IsLittleEndian && (next * Width) + Vector128<byte>.Count <= bytes.Length)
        {
            Vector128<int> wide = Vector128.Shuffle(Vector128.Create(bytes[(next * Width)..]), spread).AsInt32();
            (Vector128.ConvertToSingle(wide) * Scale32).CopyTo(destination[next..]);
            next += Vector128<int>.Count;
        }

        for (; next < destination.Length; next++)
        {
            ReadOnlySpan<byte> sample = bytes.Slice(next * Width, Width);
            destination[next] = ((sample[2] << 24) | (sample[1] << 16) | (sample[0] << 8)) * Scale32;
        }
    }

    /// <summary>Decodes 32-bit integers in the machine's byte order.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Decode32(ReadOnlySpan<byte> bytes, Span<float> destination)
    {
        ReadOnlySpan<int> samples = MemoryMarshal.Cast<byte, int>(bytes);
        destination = destination[..samples.Length];
        ReadOnlySpan<Vector<int>> vectors = MemoryMarshal.Cast<int, Vector<int>>(samples);
        Span<Vector<float>> results = MemoryMarshal.Cast<float, Vector<float>>(destination);
        for (int i = 0; i < vectors.Length; i++)
        {
            results[i] = Vector.ConvertToSingle(vectors[i]) * Scale32;
        }

        for (int i = vectors.Length * Vector<int>.Count; i < samples.Length; i++)
        {
            destination[i] = samples[i] * Scale32;
        }
    }
}
