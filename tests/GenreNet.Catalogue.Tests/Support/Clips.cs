using GenreNet.Core.Audio;

namespace GenreNet.Catalogue.Tests.Support;

/// <summary>Short clips of tones.</summary>
internal static class Clips
{
    private const int SampleRate = 22050;

    /// <summary>Writes a clip whose pitch and level depend on a number.</summary>
    public static void Write(string path, int number, double seconds = 0.3)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        float[] samples = new float[(int)(seconds * SampleRate)];
        for (int i = 0; i < samples.Length; i++)
        {
            samples[i] = (0.1f + (number % 8 * 0.1f)) * MathF.Sin(2 * MathF.PI * (200 + (37 * number)) * i / SampleRate);
        }

        WavWriter.Write(path, samples, SampleRate);
    }

    /// <summary>Writes clips <c>00.wav</c>, <c>01.wav</c> and so on to a folder, and what a catalogue has to cope with.</summary>
    public static void WriteCatalogue(string folder, int count)
    {
        for (int i = 0; i < count; i++)
        {
            Write(Path.Combine(folder, $"{i:000}.wav"), i);
        }

        File.WriteAllBytes(Path.Combine(folder, "empty.wav"), []);
        File.WriteAllText(Path.Combine(folder, "text.mp3"), "This is not audio.");
    }

    public static byte[] Bytes(int number)
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("clip.wav");
        Write(path, number);
        return File.ReadAllBytes(path);
    }
}
