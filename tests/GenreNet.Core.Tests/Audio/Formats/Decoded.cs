using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Formats;

/// <summary>Audio that was decoded without ffmpeg.</summary>
internal sealed record Decoded(float[] Samples, IReadOnlyList<string> Warnings, string Format, int ChannelCount)
{
    /// <summary>The ways to read audio: a file, a stream that can seek, and a pipe.</summary>
    public static readonly string[] Ways = ["file", "stream", "pipe"];

    /// <summary>Decodes one way.</summary>
    public static Decoded From(byte[] file, string way)
    {
        if (way == "file")
        {
            using var folder = new TemporaryFolder();
            string path = folder.File("clip.wav");
            File.WriteAllBytes(path, file);
            using AudioReader fromFile = AudioFile.Open(path, ffmpeg: null);
            return ReadAll(fromFile);
        }

        using Stream stream = way == "pipe" ? new Pipe(file) : new MemoryStream(file);
        using AudioReader reader = AudioFile.Open(stream, "clip.wav", ffmpeg: null);
        return ReadAll(reader);
    }

    /// <summary>Decodes every way, which must all give the expected samples.</summary>
    /// <returns>The warnings, the same every way.</returns>
    public static IReadOnlyList<string> Check(byte[] file, float[] expected)
    {
        IReadOnlyList<string> warnings = [];
        foreach (string way in Ways)
        {
            Decoded decoded = From(file, way);
            Assert.Equal(expected, decoded.Samples);
            warnings = way == "file" ? decoded.Warnings : warnings;
            Assert.Equal(warnings.Count, decoded.Warnings.Count);
        }

        return warnings;
    }

    private static Decoded ReadAll(AudioReader reader)
    {
        List<float> samples = [];
        float[] block = new float[700];
        int read;
        while ((read = reader.Read(block)) > 0)
        {
            samples.AddRange(block.AsSpan(0, read));
        }

        Assert.Equal(samples.Count, reader.SampleCount ?? samples.Count);
        return new Decoded([.. samples], reader.Warnings, reader.Format, reader.ChannelCount);
    }

    /// <summary>A stream that cannot seek and gives a few bytes at a time.</summary>
    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes, writable: false)
    {
        public override bool CanSeek => false;

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 7)]);
    }
}
