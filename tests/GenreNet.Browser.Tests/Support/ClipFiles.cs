using System.Buffers.Binary;
using GenreNet.Core.Audio;

namespace GenreNet.Browser.Tests.Support;

/// <summary>Files that tests choose on a page, written to a folder.</summary>
internal static class ClipFiles
{
    private const int Rate = 22050;

    /// <summary>Writes a WAV file of a tone with five pitches in turn, a second each.</summary>
    public static string Tone(this TemporaryFolder folder, int seconds)
    {
        string path = folder.File($"{seconds}.wav");
        WavWriter.Write(path, Enumerable.Range(0, seconds * Rate).Select(Sample).ToArray(), Rate);
        return path;
    }

    /// <summary>Writes the same tone as an AU file, which no browser plays.</summary>
    public static string Au(this TemporaryFolder folder, int seconds)
    {
        byte[] bytes = new byte[24 + (2 * seconds * Rate)];
        // Header of 24 bytes, 16-bit integers, one channel: all numbers are big-endian.
        uint[] header = [0x2E736E64, 24, (uint)bytes.Length - 24, 3, Rate, 1];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * i), header[i]);
        }

        for (int i = 0; i < seconds * Rate; i++)
        {
            BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(24 + (2 * i)), (short)(40_000 * Sample(i)));
        }

        return folder.Write("clip.au", bytes);
    }

    /// <summary>Writes a text file.</summary>
    public static string Text(this TemporaryFolder folder, string name) => folder.Write(name, "no audio at all"u8.ToArray());

    /// <summary>Writes a file.</summary>
    public static string Write(this TemporaryFolder folder, string name, byte[] content)
    {
        string path = folder.File(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    private static float Sample(int i) => MathF.Sin(0.05f * i * (1 + (i / Rate % 5))) / 2;
}
