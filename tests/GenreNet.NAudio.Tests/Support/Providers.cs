using GenreNet.Core.Audio;
using NAudio.Wave;

namespace GenreNet.NAudio.Tests.Support;

/// <summary>A sample provider of an array that returns a limited number of samples per call.</summary>
internal sealed class ArrayProvider(float[] samples, WaveFormat format, int mostPerRead = int.MaxValue) : ISampleProvider
{
    private int _next;

    public WaveFormat WaveFormat => format;

    public int Read(Span<float> buffer)
    {
        int count = Math.Min(Math.Min(buffer.Length, mostPerRead), samples.Length - _next);
        samples.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }
}

/// <summary>A wave provider of bytes that returns a limited number of bytes per call.</summary>
internal sealed class ByteProvider(byte[] bytes, WaveFormat format, int mostPerRead = int.MaxValue) : IWaveProvider
{
    private int _next;

    public WaveFormat WaveFormat => format;

    public int Read(Span<byte> buffer)
    {
        int count = Math.Min(Math.Min(buffer.Length, mostPerRead), bytes.Length - _next);
        bytes.AsSpan(_next, count).CopyTo(buffer);
        _next += count;
        return count;
    }
}

/// <summary>A stream that is a sample provider as well, like NAudio's AudioFileReader.</summary>
internal sealed class StreamAndProvider(byte[] bytes, WaveFormat format) : WaveStream, ISampleProvider
{
    public override WaveFormat WaveFormat => format;

    public override long Length => bytes.Length;

    public override long Position { get; set; }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        int count = (int)Math.Min(buffer.Length, bytes.Length - Position);
        bytes.AsSpan((int)Position, count).CopyTo(buffer);
        Position += count;
        return count;
    }

    public int Read(Span<float> buffer) => throw new InvalidOperationException("The stream should be read.");
}

/// <summary>Samples and bytes that tests send through NAudio.</summary>
internal static class Waves
{
    /// <summary>Returns the samples that a reader delivers, and disposes it.</summary>
    public static float[] ReadAll(this AudioReader reader, int blockLength = 1000)
    {
        using (reader)
        {
            var samples = new List<float>();
            float[] block = new float[blockLength];
            int count;
            while ((count = reader.Read(block)) > 0)
            {
                samples.AddRange(block[..count]);
            }

            return [.. samples];
        }
    }

    /// <summary>Returns random frames of a format.</summary>
    public static byte[] RandomFrames(WaveFormat format, int count)
    {
        byte[] bytes = new byte[count * format.BlockAlign];
        var random = new Random(7);
        random.NextBytes(bytes);
        WaveFormat plain = format.AsStandardWaveFormat();
        if (plain.Encoding == WaveFormatEncoding.IeeeFloat)
        {
            int width = plain.BitsPerSample / 8;
            for (int i = 0; i < bytes.Length; i += width)
            {
                double value = (2 * random.NextDouble()) - 1;
                (width == 8 ? BitConverter.GetBytes(value) : BitConverter.GetBytes((float)value)).CopyTo(bytes, i);
            }
        }

        return bytes;
    }

    /// <summary>Returns the bytes of a WAV file that NAudio writes.</summary>
    public static byte[] WavFile(WaveFormat format, byte[] frames)
    {
        var file = new MemoryStream();
        using (var writer = new WaveFileWriter(file, format))
        {
            writer.Write(frames, 0, frames.Length);
        }

        return file.ToArray();
    }

    /// <summary>Returns mono samples as bytes of 16-bit PCM, rounded as a recording device does.</summary>
    public static byte[] Pcm16(ReadOnlyMemory<float> samples)
    {
        byte[] bytes = new byte[2 * samples.Length];
        for (int i = 0; i < samples.Length; i++)
        {
            BitConverter.GetBytes((short)Math.Clamp(MathF.Round(samples.Span[i] * 32768), short.MinValue, short.MaxValue)).CopyTo(bytes, 2 * i);
        }

        return bytes;
    }
}
