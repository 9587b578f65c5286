using System.Runtime.InteropServices;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Ogg;

/// <summary>Short committed files, and ways to read them.</summary>
internal static class OggFiles
{
    public const string VorbisMono = "vorbis-mono-8000.ogg";
    public const string VorbisStereo = "vorbis-stereo-44100.ogg";
    public const string Opus = "opus-stereo.opus";
    public const string Flac = "flac-stereo-16000.ogg";

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden", "ogg");

    public static IEnumerable<string> Names => Directory.EnumerateFiles(Folder)
        .Where(f => !f.EndsWith(".f32", StringComparison.Ordinal)).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>Every 16th sample of the mean of the channels, as libopus and ffmpeg's decoders of Vorbis and FLAC give them.</summary>
    public static float[] Expected(string name) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(Folder, Path.ChangeExtension(name, ".f32")))).ToArray();

    public static (float[] Samples, IReadOnlyList<string> Warnings) Decode(byte[] file)
    {
        using AudioReader reader = AudioFile.Open(new MemoryStream(file), "clip.ogg", ffmpeg: null);
        List<float> samples = [];
        float[] block = new float[1000];
        int read;
        while ((read = reader.Read(block)) > 0)
        {
            samples.AddRange(block.AsSpan(0, read));
        }

        return ([.. samples], reader.Warnings);
    }

    /// <summary>The pages of a file, of which the last audio page ends elsewhere.</summary>
    public static byte[] WithEnd(byte[] file, Func<long, long> granule)
    {
        List<byte[]> pages = OggPages.Split(file);
        pages[^1] = OggPages.With(pages[^1], granule: granule(OggPages.Granule(pages[^1])));
        return OggPages.Join(pages);
    }

    /// <summary>A file whose pages have another serial number, to be joined with others.</summary>
    public static byte[] WithSerial(byte[] file, uint serial) =>
        OggPages.Join(OggPages.Split(file).Select(page => OggPages.With(page, serial: serial)));

    /// <summary>The ratio of the power of a signal to that of the difference, in decibels.</summary>
    public static double SignalToNoise(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual)
    {
        (double signal, double noise) = (0, 0);
        for (int i = 0; i < expected.Length; i++)
        {
            signal += (double)expected[i] * expected[i];
            noise += Math.Pow(expected[i] - actual[i], 2);
        }

        return 10 * Math.Log10(signal / Math.Max(noise, 1e-20));
    }
}
