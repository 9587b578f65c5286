using System.Buffers.Binary;
using GenreNet.Core.IO;

namespace GenreNet.Core.Audio;

/// <summary>Writes mono samples as 16-bit PCM in a WAV file.</summary>
/// <remarks>Thread-safe. Calls that write to the same stream must not overlap.</remarks>
/// <example>
/// <code>
/// float[] tone = [.. Enumerable.Range(0, 44100).Select(n =&gt; 0.5f * MathF.Sin(2 * MathF.PI * 440 * n / 44100))];
/// WavWriter.Write("a4.wav", tone, sampleRate: 44100);
/// </code>
/// </example>
/// <seealso cref="AudioBuffer"/>
public static class WavWriter
{
    private const int HeaderLength = 44;
    private const int BytesPerSample = 2;

    /// <summary>Writes a file atomically: the path refers either to the old file or to the complete new file.</summary>
    /// <param name="path">Path of the file to write.</param>
    /// <param name="samples">Mono samples, full scale -1 to 1; louder samples are clipped.</param>
    /// <param name="sampleRate">Sample rate in Hz, above zero.</param>
    /// <exception cref="GenreNetException">The file cannot be written.</exception>
    public static void Write(string path, ReadOnlyMemory<float> samples, int sampleRate) =>
        AtomicFile.Write(path, stream => Write(stream, samples.Span, sampleRate));

    /// <summary>Writes to a stream, which stays open.</summary>
    /// <param name="stream">Stream to write to; need not be seekable.</param>
    /// <param name="samples">Mono samples, full scale -1 to 1, at most 2^30; louder samples are clipped.</param>
    /// <param name="sampleRate">Sample rate in Hz, above zero.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// The sample rate is zero or negative, or there are more samples than a WAV file can contain.
    /// </exception>
    public static void Write(Stream stream, ReadOnlySpan<float> samples, int sampleRate)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(sampleRate);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(samples.Length, 1 << 30, nameof(samples));
        stream.Write(Header((uint)samples.Length * BytesPerSample, (uint)sampleRate));
        byte[] block = new byte[Math.Min(samples.Length, 1 << 14) * BytesPerSample];
        while (!samples.IsEmpty)
        {
            int count = Math.Min(samples.Length, block.Length / BytesPerSample);
            for (int i = 0; i < count; i++)
            {
                // Decoders divide by 32768, so full scale is 32768 here; NaN becomes silence.
                float scaled = Math.Clamp(MathF.Round(samples[i] * 32768f), short.MinValue, short.MaxValue);
                BinaryPrimitives.WriteInt16LittleEndian(block.AsSpan(i * BytesPerSample), float.IsNaN(scaled) ? (short)0 : (short)scaled);
            }

            stream.Write(block, 0, count * BytesPerSample);
            samples = samples[count..];
        }
    }

    private static byte[] Header(uint dataLength, uint sampleRate)
    {
        byte[] header = new byte[HeaderLength];
        "RIFF"u8.CopyTo(header);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(4), HeaderLength - 8 + dataLength);
        "WAVEfmt "u8.CopyTo(header.AsSpan(8));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(16), 16);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(20), 1);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(22), 1);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(24), sampleRate);
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(28), sampleRate * BytesPerSample);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(32), BytesPerSample);
        BinaryPrimitives.WriteUInt16LittleEndian(header.AsSpan(34), 8 * BytesPerSample);
        "data"u8.CopyTo(header.AsSpan(36));
        BinaryPrimitives.WriteUInt32LittleEndian(header.AsSpan(40), dataLength);
        return header;
    }
}
