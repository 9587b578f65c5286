using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Tests.Support;

namespace GenreNet.Fuzzing.Targets;

/// <summary>Our own decoders (WAV, AU, AIFF; FLAC; MP3), from a stream that can seek and from one that cannot, and the resampler behind them.</summary>
internal static class AudioTarget
{
    public static FuzzTarget Create() => new("audio", Read, AudioSeeds.All, problem => problem is AudioFormatException or DependencyMissingException);

    /// <summary>FLAC as it is, and with the checksums of its frame headers made right again.</summary>
    public static FuzzTarget CreateFlac() => new("flac", ReadFlac, FlacSeeds.All, problem => problem is AudioFormatException or DependencyMissingException);

    /// <summary>MP3 of every sample rate, with joint and intensity stereo.</summary>
    public static FuzzTarget CreateMp3() => new("mp3", Read, Mp3Seeds, problem => problem is AudioFormatException or DependencyMissingException);

    private static IEnumerable<(string Name, byte[] Content)> Mp3Seeds() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Seeds"), "*.mp3").Order(StringComparer.Ordinal).Select(f => (Path.GetFileName(f), File.ReadAllBytes(f)));

    private static void ReadFlac(byte[] file)
    {
        try
        {
            Read(FlacSeeds.WithHeaderChecksums(file));
        }
        catch (AudioFormatException)
        {
            // As it is, the file is refused earlier.
        }

        Read(file);
    }

    public static void Read(byte[] file)
    {
        // Without a PATH there is no ffmpeg: what is not decoded here is refused.
        Environment.SetEnvironmentVariable("PATH", null);
        Decode(new MemoryStream(file, writable: false), rate: null);
        Decode(new ForwardOnly(file), rate: 22050);
    }

    private static void Decode(Stream stream, int? rate)
    {
        try
        {
            using AudioReader opened = AudioFile.Open(stream, "fuzz");
            AudioReader reader = rate is int wanted ? opened.ResampledTo(wanted) : opened;
            float[] samples = new float[4096];
            int read;
            long total = 0;
            while ((read = reader.Read(samples)) > 0 && total < 10_000_000)
            {
                total += read;
            }
        }
        catch (AudioFormatException) when (rate is null)
        {
            // The second way is tried as well.
        }
    }

    private sealed class ForwardOnly(byte[] file) : MemoryStream(file, writable: false)
    {
        public override bool CanSeek => false;

        // As sockets do: a little at a time.
        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 100)]);
    }
}
