using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Audio.Formats;

namespace GenreNet.Core.Tests.Audio.Flac;

/// <summary>Sound for FLAC files, and what it must decode to.</summary>
internal static class FlacSound
{
    /// <summary>Different channels of a tone and noise that use nearly all of the bits.</summary>
    public static int[][] Channels(int count, int bits, int length, double noise = 0.01) =>
        [.. Enumerable.Range(0, count).Select(channel => Channel(channel, bits, length, noise))];

    /// <summary>The mean of the channels at full scale 1, summed in order in single precision.</summary>
    public static float[] Mono(int[][] channels, int bits)
    {
        float[] mono = new float[channels[0].Length];
        for (int i = 0; i < mono.Length; i++)
        {
            float sum = channels[0][i] / MathF.Pow(2, bits - 1);
            foreach (int[] channel in channels[1..])
            {
                sum += channel[i] / MathF.Pow(2, bits - 1);
            }

            mono[i] = channels.Length == 1 ? sum : sum / channels.Length;
        }

        return mono;
    }

    /// <summary>Decodes a file every way, without a warning; so the MD5 of all integers is right too.</summary>
    public static void Check(byte[] file, int[][] channels, int bits) => Assert.Empty(Decoded.Check(file, Mono(channels, bits)));

    /// <summary>Encodes samples, and decodes them every way.</summary>
    public static void Check(int[][] channels, int bits, FlacCoding coding, FlacFrameFields? fields = null, int blockSize = 576) =>
        Check(FlacEncoder.File(channels, bits, coding, fields, blockSize), channels, bits);

    /// <summary>Reads until the end or an error.</summary>
    public static (List<float> Samples, IReadOnlyList<string> Warnings, AudioFormatException? Problem) ReadUntilProblem(byte[] file)
    {
        List<float> samples = [];
        AudioReader? reader = null;
        try
        {
            reader = AudioFile.Open(new MemoryStream(file), "clip.flac", ffmpeg: null);
            float[] block = new float[100];
            int read;
            while ((read = reader.Read(block)) > 0)
            {
                samples.AddRange(block.AsSpan(0, read));
            }

            return (samples, reader.Warnings, null);
        }
        catch (AudioFormatException problem)
        {
            return (samples, reader?.Warnings ?? [], problem);
        }
        finally
        {
            reader?.Dispose();
        }
    }

    private static int[] Channel(int channel, int bits, int length, double noise)
    {
        var random = new Random(channel + bits);
        double full = Math.Pow(2, bits - 1) - 1;
        int[] samples = new int[length];
        for (int i = 0; i < length; i++)
        {
            double value = (0.97 * Math.Sin(i * (0.011 + (0.003 * channel)))) + (noise * (random.NextDouble() - 0.5));
            samples[i] = (int)Math.Round(full * value);
        }

        return samples;
    }
}
