using System.Diagnostics;
using System.Runtime.InteropServices;
using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Ogg;

/// <summary>Files of ffmpeg's encoders give the samples of ffmpeg's decoders, and those that are left to ffmpeg come through it.</summary>
public sealed class OggAgreementTests : IDisposable
{
    private const string Sound = "0.3*sin(2*PI*(200+900*t)*t)*(1.1+sin(11*t))+0.05*(random(0)-0.5)";

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, int, int> Vorbis { get; } = new()
    {
        { "-1", 44100, 2 }, { "3", 44100, 1 }, { "6", 48000, 2 }, { "10", 44100, 2 },
        { "3", 8000, 1 }, { "3", 16000, 2 }, { "3", 22050, 1 }, { "3", 96000, 1 },
    };

    public static TheoryData<string, int> Opus { get; } = new() { { "64k", 1 }, { "96k", 2 }, { "256k", 2 } };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Vorbis))]
    public void Vorbis_has_the_samples_of_ffmpeg(string quality, int rate, int channels)
    {
        (float[] expected, float[] actual) = Both("ogg", rate, channels, "-c:a", "libvorbis", "-q:a", quality);
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected, (sample, i) => Assert.Equal(sample, actual[i], 1e-6f));
    }

    [Theory]
    [MemberData(nameof(Opus))]
    public void Opus_has_the_length_and_offset_of_ffmpeg(string bitRate, int channels)
    {
        (float[] expected, float[] actual) = Both("opus", 48000, channels, "-c:a", "libopus", "-b:a", bitRate);
        Assert.Equal(expected.Length, actual.Length);
        Assert.InRange(OggFiles.SignalToNoise(expected, actual), 45, double.MaxValue);
    }

    [Fact]
    public void Flac_has_the_samples_of_ffmpeg()
    {
        (float[] expected, float[] actual) = Both("oga", 44100, 2, "-c:a", "flac", "-f", "ogg");
        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Vorbis_with_more_than_two_channels_comes_through_ffmpeg()
    {
        string path = Encode("ogg", 48000, 6, "-c:a", "libvorbis");
        DependencyMissingException problem = Assert.Throws<DependencyMissingException>(() => AudioFile.Open(path, ffmpeg: null));
        Assert.Contains("only ffmpeg can decode", problem.Message, StringComparison.Ordinal);
        using AudioReader reader = AudioFile.Open(path);
        Assert.Equal((48000, 6), (reader.SampleRate, reader.ChannelCount));
        // From a stream that cannot seek as well: what has been read is still there.
        using var pipe = new ForwardOnly(File.ReadAllBytes(path));
        using AudioReader piped = AudioFile.Open(pipe, "upload");
        Assert.Equal(6, piped.ChannelCount);
    }

    private (float[] Expected, float[] Actual) Both(string extension, int rate, int channels, params string[] codec)
    {
        string path = Encode(extension, rate, channels, codec);
        float[] interleaved = MemoryMarshal.Cast<byte, float>(Run("-i", path, "-c:a", "pcm_f32le", "-f", "f32le", "-")).ToArray();
        float[] expected = new float[interleaved.Length / channels];
        for (int i = 0; i < expected.Length; i++)
        {
            expected[i] = interleaved.AsSpan(i * channels, channels).ToArray().Sum() / channels;
        }

        Assert.InRange(expected.Length, 2 * rate, 3 * rate);
        (float[] actual, IReadOnlyList<string> warnings) = OggFiles.Decode(File.ReadAllBytes(path));
        Assert.Empty(warnings);
        return (expected, actual);
    }

    private string Encode(string extension, int rate, int channels, params string[] codec)
    {
        string path = _folder.File("clip." + extension);
        string sound = string.Join('|', Enumerable.Range(1, channels).Select(i => $"{Sound}*{i}/{channels}"));
        string source = $"aevalsrc={sound}:s={rate}:d=2.3:c={channels}c";
        string[] layout = channels == 6 ? ["-af", "aformat=channel_layouts=5.1"] : [];
        Run(["-f", "lavfi", "-i", source, .. layout, .. codec, path]);
        return path;
    }

    private static byte[] Run(params string[] arguments)
    {
        Assert.SkipWhen(AudioFile.FfmpegPath is null, "ffmpeg is not installed");
        string[] all = ["-v", "error", "-y", "-nostdin", .. arguments];
        using Process process = Process.Start(new ProcessStartInfo(AudioFile.FfmpegPath, all) { RedirectStandardOutput = true })!;
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        Assert.SkipWhen(process.ExitCode != 0 && all.Contains("lavfi"), "this ffmpeg lacks the encoder");
        Assert.Equal(0, process.ExitCode);
        return output.ToArray();
    }

    private sealed class ForwardOnly(byte[] file) : MemoryStream(file)
    {
        public override bool CanSeek => false;
    }
}
