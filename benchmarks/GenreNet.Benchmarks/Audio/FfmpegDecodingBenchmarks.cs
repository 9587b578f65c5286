using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using GenreNet.Benchmarks.Fixtures;
using GenreNet.Core.Audio;

namespace GenreNet.Benchmarks.Audio;

/// <summary>
/// Reading a compressed file of 30 s to its end, from the disk's cache, compared with ffmpeg, whose start counts as it does for a user.
/// Without ffmpeg there is nothing to measure.
/// </summary>
[MemoryDiagnoser]
public class FfmpegDecodingBenchmarks : IDisposable
{
    private const int StereoRate = 44100;

    /// <summary>Formats by name: number of channels, extension, and how ffmpeg encodes them.</summary>
    private static readonly Dictionary<string, (int Channels, string Extension, string[] Options)> Encoders = new(StringComparer.Ordinal)
    {
        ["FLAC 16 bits, mono, 22050 Hz"] = (1, "flac", ["-c:a", "flac", "-sample_fmt", "s16"]),
        ["FLAC 16 bits, stereo"] = (2, "flac", ["-c:a", "flac", "-sample_fmt", "s16"]),
        ["FLAC 16 bits, stereo, level 8"] = (2, "flac", ["-c:a", "flac", "-sample_fmt", "s16", "-compression_level", "8"]),
        ["FLAC 24 bits, stereo"] = (2, "flac", ["-c:a", "flac", "-sample_fmt", "s32"]),
        ["MP3 128 kbit/s, stereo"] = (2, "mp3", ["-b:a", "128k"]),
        ["MP3 64 kbit/s, mono, 22050 Hz"] = (1, "mp3", ["-b:a", "64k"]),
        ["Ogg Vorbis 128 kbit/s, stereo"] = (2, "ogg", ["-c:a", "libvorbis", "-b:a", "128k"]),
        ["Ogg Opus 128 kbit/s, stereo"] = (2, "opus", ["-c:a", "libopus", "-b:a", "128k"]),
    };

    private readonly float[] _block = new float[1 << 14];
    private readonly byte[] _output = new byte[1 << 16];
    private readonly string? _ffmpeg = AudioFile.FfmpegPath;
    private TemporaryFolder? _folder;
    private string _path = "";

    /// <summary>Gets the names of the formats.</summary>
    public static IEnumerable<string> Formats => Encoders.Keys;

    /// <summary>Gets or sets the format to measure.</summary>
    [ParamsSource(nameof(Formats))]
    public string Format { get; set; } = "";

    /// <summary>Encodes the clip.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _folder = new TemporaryFolder();
        if (_ffmpeg is null)
        {
            return;
        }

        (int channels, string extension, string[] options) = Encoders[Format];
        string wav = _folder["clip.wav"];
        File.WriteAllBytes(wav, Wav(channels));
        _path = _folder[$"clip.{extension}"];
        Start(["-i", wav, .. options, _path]);
    }

    /// <summary>Deletes the files.</summary>
    [GlobalCleanup]
    public void Dispose()
    {
        _folder?.Dispose();
        _folder = null;
        GC.SuppressFinalize(this);
    }

    /// <summary>A process of ffmpeg that decodes to floats, which are read from its output.</summary>
    [Benchmark(Baseline = true)]
    public int Ffmpeg() => _ffmpeg is null ? 0 : Start(["-threads", "1", "-i", _path, "-c:a", "pcm_f32le", "-f", "wav", "pipe:1"]);

    /// <summary>The decoder of GenreNet, which also mixes to mono.</summary>
    [Benchmark]
    public int Own()
    {
        if (_ffmpeg is null)
        {
            return 0;
        }

        using AudioReader reader = AudioFile.Open(_path);
        int count = 0;
        int read;
        while ((read = reader.Read(_block)) > 0)
        {
            count += read;
        }

        return count;
    }

    private static byte[] Wav(int channels)
    {
        if (channels == 1)
        {
            return AudioContainers.Wav(1, 24, 1, Clips.Clip.SampleRate, SampleBytes.Int24(Clips.Clip.Samples.Span));
        }

        // Channels that are alike but not equal, as in a mix.
        const int Delay = 301;
        float[] left = Clips.At(StereoRate).ToArray();
        float[] stereo = new float[2 * left.Length];
        for (int i = 0; i < left.Length; i++)
        {
            stereo[2 * i] = left[i];
            stereo[(2 * i) + 1] = (0.7f * left[i]) + (0.2f * left[Math.Max(0, i - Delay)]);
        }

        return AudioContainers.Wav(1, 24, 2, StereoRate, SampleBytes.Int24(stereo));
    }

    private int Start(string[] arguments)
    {
        var start = new ProcessStartInfo(_ffmpeg!, ["-v", "error", "-nostdin", .. arguments]) { RedirectStandardOutput = true };
        using Process process = Process.Start(start)!;
        int count = 0;
        int read;
        while ((read = process.StandardOutput.BaseStream.Read(_output)) > 0)
        {
            count += read;
        }

        process.WaitForExit();
        return process.ExitCode == 0
            ? count
            : throw new InvalidDataException($"ffmpeg does not support {Format} (exit code {process.ExitCode}).");
    }
}
