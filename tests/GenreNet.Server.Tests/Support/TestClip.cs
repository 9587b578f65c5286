using System.Buffers.Binary;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;

namespace GenreNet.Server.Tests.Support;

/// <summary>Audio to send.</summary>
internal static class TestClip
{
    /// <summary>Made-up music as a WAV file.</summary>
    public static byte[] Wav(double seconds = 4, string style = "techno")
    {
        AudioBuffer music = SyntheticDataset.Render(style, 777, seconds);
        return Wav(music.Samples.Span, music.SampleRate);
    }

    /// <summary>Samples as a WAV file.</summary>
    public static byte[] Wav(ReadOnlySpan<float> samples, int sampleRate = NonMusic.SampleRate)
    {
        using var file = new MemoryStream();
        WavWriter.Write(file, samples, sampleRate);
        return file.ToArray();
    }

    /// <summary>A second of a tone as an AU file, which browsers do not know.</summary>
    public static byte[] Au()
    {
        const int Rate = 22050;
        byte[] file = new byte[24 + (2 * Rate)];
        uint[] header = [0x2e736e64, 24, 2 * Rate, 3, Rate, 1];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(4 * i), header[i]);
        }

        for (int i = 0; i < Rate; i++)
        {
            BinaryPrimitives.WriteInt16BigEndian(file.AsSpan(24 + (2 * i)), (short)(10_000 * Math.Sin(0.1 * i)));
        }

        return file;
    }

    /// <summary>A tone that comes and goes for minutes, at the lowest rate that browsers play.</summary>
    public static byte[] Long(int minutes = 21)
    {
        const int Rate = 3000;
        float[] samples = new float[minutes * 60 * Rate];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = MathF.Sin(0.2f * (i % 4000)) * (i / 4000 % 2) / 2;
        }

        using var file = new MemoryStream();
        WavWriter.Write(file, samples, Rate);
        return file.ToArray();
    }

    /// <summary>Thirty seconds of real music, where there is some beside the repository; the test is skipped elsewhere.</summary>
    public static byte[] Real(string genre = "jazz") =>
        File.ReadAllBytes(Directory.EnumerateFiles(SharedData.Path("data", "gtzan-3", genre)).Order(StringComparer.Ordinal).First());
}
