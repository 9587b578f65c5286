using System.Diagnostics;
using System.Text;
using GenreNet.Core.Audio;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Audio;

public class AudioFileTests
{
    [Fact]
    public void Au_is_decoded()
    {
        byte[] file = [.. ".snd"u8, .. Big(28), .. Big(4), .. Big(3), .. Big(8000), .. Big(1), 0, 0, 0, 0, 0x40, 0, 0xC0, 0];
        Check(file, "AU", 8000, [0.5f, -0.5f]);
    }

    [Fact]
    public void Aiff_is_decoded()
    {
        // 8000 Hz as an 80-bit extended number: exponent 16383 + 12, mantissa 8000 << 51.
        byte[] common = [0, 1, 0, 0, 0, 2, 0, 16, 0x40, 0x0B, 0xFA, 0, 0, 0, 0, 0, 0, 0];
        byte[] sound = [0, 0, 0, 0, 0, 0, 0, 0, 0x40, 0, 0xC0, 0];
        byte[] body = [.. "COMM"u8, .. Big(18), .. common, .. "SSND"u8, .. Big(12), .. sound];
        byte[] file = [.. "FORM"u8, .. Big(4 + body.Length), .. "AIFF"u8, .. body];
        Check(file, "AIFF", 8000, [0.5f, -0.5f]);
    }

    [Theory]
    [InlineData("flac", "FLAC", 1e-4)]
    [InlineData("mp3", "MP3", 0.05)]
    [InlineData("ogg", "OGG", 0.1)]
    [InlineData("m4a", "MP4", 0.05)]
    public void Other_formats_are_decoded_by_ffmpeg_from_files_and_streams(string extension, string format, double tolerance)
    {
        using var folder = new TemporaryFolder();
        string path = Encode(folder, extension);
        using (AudioReader reader = AudioFile.Open(path))
        {
            Assert.Equal(format, reader.Format);
            reader.Dispose(); // and once more at the end of the block
        }

        AudioBuffer fromFile = AudioBuffer.Load(path, 22050);
        using FileStream stream = File.OpenRead(path);
        AudioBuffer fromStream = AudioBuffer.Load(stream, "upload", 22050);
        Assert.Equal(fromFile.Samples.ToArray(), fromStream.Samples.ToArray());
        Assert.True(stream.CanRead);

        // Lossy encoders shift and fade the ends: compare the level of the middle.
        float[] expected = AudioBuffer.Load(TestData.Wav("sine440")).Samples.ToArray();
        double difference = Sound.DecibelsOf(fromFile.Samples.Span.Slice(20000, 40000)) - Sound.DecibelsOf(expected.AsSpan(20000, 40000));
        Assert.Equal(0, difference, 20 * tolerance);
    }

    [Fact]
    public void The_format_is_determined_by_the_header_not_the_extension()
    {
        using var folder = new TemporaryFolder();
        string disguised = folder.File("song.wav");
        File.Move(Encode(folder, "flac"), disguised);
        using (AudioReader reader = AudioFile.Open(disguised))
        {
            Assert.Equal("FLAC", reader.Format);
        }

        string wav = folder.File("song.mp3");
        File.Copy(TestData.Wav("sine440"), wav);
        using AudioReader other = AudioFile.Open(wav);
        Assert.Equal("WAV", other.Format);
    }

    [Fact]
    public void Without_ffmpeg_the_message_explains_how_to_install_it()
    {
        using var stream = new MemoryStream(Encoding.ASCII.GetBytes("wvpk\0and so on and so on"));
        DependencyMissingException problem = Assert.Throws<DependencyMissingException>(() => AudioFile.Open(stream, "song.wv", ffmpeg: null));
        Assert.Equal("ffmpeg was not found, and only ffmpeg can decode song.wv (WavPack). Install ffmpeg or add it to PATH.", problem.Message);
    }

    [Fact]
    public void Files_that_are_not_audio_are_rejected_by_name()
    {
        using var folder = new TemporaryFolder();
        string text = folder.File("text.wav");
        File.WriteAllText(text, "this is a text and no audio at all");
        string empty = folder.File("empty.wav");
        File.WriteAllBytes(empty, []);
        Assert.All((string[])[text, empty, folder.Path], path =>
            Assert.StartsWith(path, Assert.Throws<AudioFormatException>(() => AudioFile.Open(path)).Message, StringComparison.Ordinal));
        Assert.Contains("nowhere.wav", Assert.Throws<FileNotFoundException>(() => AudioFile.Open(folder.File("nowhere.wav"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_ffmpeg_unrecognised_content_is_rejected()
    {
        using var stream = new MemoryStream([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
        AudioFormatException problem = Assert.Throws<AudioFormatException>(() => AudioFile.Open(stream, "song.mp3", ffmpeg: null));
        Assert.StartsWith("song.mp3: the audio format is not recognised", problem.Message, StringComparison.Ordinal);
        Assert.False(problem.IsAudio);
    }

    [Theory]
    [InlineData("RIFF\0\0\0\u0010WAVE")]
    [InlineData("FORM\u0010\0\0\0AIFF")]
    public void Files_with_millions_of_chunks_are_rejected(string start)
    {
        byte[] chunk = [.. "abcd"u8, 0, 0, 0, 0];
        byte[] file = [.. Encoding.Latin1.GetBytes(start), .. Enumerable.Repeat(chunk, 20_000).SelectMany(bytes => bytes)];
        Assert.Contains("more than 10000 chunks", Assert.Throws<AudioFormatException>(() => AudioFile.Open(new MemoryStream(file), "odd")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_with_millions_of_tags_are_rejected()
    {
        byte[] tag = [.. "ID3"u8, 4, 0, 0, 0, 0, 0, 0];
        byte[] file = [.. Enumerable.Repeat(tag, 17).SelectMany(bytes => bytes), .. "#EXTM3U and the like"u8];
        Assert.Throws<AudioFormatException>(() => AudioFile.Open(new MemoryStream(file), "odd", ffmpeg: null));
    }

    private static void Check(byte[] file, string format, int rate, float[] expected)
    {
        using var stream = new MemoryStream(file);
        using AudioReader reader = AudioFile.Open(stream, "test");
        float[] samples = new float[expected.Length + 1];
        int count = reader.Read(samples);
        Assert.Equal((format, rate), (reader.Format, reader.SampleRate));
        Assert.Equal(expected, samples[..count]);
    }

    private static byte[] Big(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static string RequireFfmpeg()
    {
        string? ffmpeg = AudioFile.FfmpegPath;
        Assert.SkipWhen(ffmpeg is null, "ffmpeg is not installed");
        return ffmpeg;
    }

    private static string Encode(TemporaryFolder folder, string extension)
    {
        string ffmpeg = RequireFfmpeg();
        string path = folder.File($"sine.{extension}");
        using Process process = Process.Start(ffmpeg, ["-v", "error", "-i", TestData.Wav("sine440"), path]);
        process.WaitForExit();
        Assert.SkipWhen(process.ExitCode != 0, $"this ffmpeg does not write {extension}");
        return path;
    }
}
