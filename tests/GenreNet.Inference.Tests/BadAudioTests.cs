using System.Buffers.Binary;
using GenreNet.Core;
using GenreNet.Inference.Tests.Support;

namespace GenreNet.Inference.Tests;

/// <summary>Audio that nobody would send, and everybody does.</summary>
public class BadAudioTests
{
    [Fact]
    public void An_empty_stream_and_a_clip_of_no_length_are_rejected()
    {
        using var classifier = Fixture.Load();
        Refused(classifier, [], "empty");
        Refused(classifier, Wav(0, 22050, 1), "no samples");
    }

    [Theory]
    [InlineData(768_000, 1)]
    [InlineData(192_000, 2)]
    [InlineData(44_100, 64)]
    [InlineData(8_000, 32_767)]
    [InlineData(50, 1)]
    public void Unusual_sample_rates_and_many_channels_are_decoded(int rate, int channels)
    {
        using var classifier = Fixture.Load();
        GenrePrediction prediction = classifier.Classify(new MemoryStream(Wav(40, rate, channels)));
        Assert.Equal(40.0 / rate, prediction.Duration.TotalSeconds, 1e-4);
    }

    [Fact]
    public void An_impossible_sample_rate_is_rejected()
    {
        using var classifier = Fixture.Load();
        Refused(classifier, Wav(40, 1, 1), "sample rate of 1 Hz");
        Refused(classifier, Wav(40, 0, 1), "impossible sample rate");
        Refused(classifier, Wav(40, -5, 1), "impossible sample rate");
        Refused(classifier, Wav(40, 22050, 0), "channels");
    }

    [Fact]
    public void A_truncated_stream_is_classified_up_to_its_end()
    {
        using var classifier = Fixture.Load();
        byte[] whole = Wav(22050 * 4, 22050, 1);
        GenrePrediction prediction = classifier.Classify(new ForwardOnly(whole[..(whole.Length / 2)]), "broken.wav");
        Assert.Equal(2, prediction.Duration.TotalSeconds, 0.01);
        Assert.Contains(prediction.Warnings, warning => warning.Contains("broken.wav is truncated", StringComparison.Ordinal));
        Refused(classifier, whole[..30], "ends inside");
    }

    [Fact]
    public void A_failing_stream_is_reported()
    {
        using var classifier = Fixture.Load();
        string message = Assert.Throws<AudioFormatException>(() => classifier.Classify(new Failing(Wav(22050, 22050, 1)), "net.wav")).Message;
        Assert.Contains("reading failed (the line is dead)", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_header_that_declares_ten_hours_allocates_no_memory()
    {
        using var classifier = Fixture.Load();
        byte[] file = Wav(100, 22050, 1);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(40), 36_000u * 22_050 * 2);
        classifier.Classify(new MemoryStream(Wav(100, 22050, 1)));
        long before = GC.GetAllocatedBytesForCurrentThread();
        GenrePrediction prediction = classifier.Classify(new ForwardOnly(file));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 2_000_000);
        Assert.Equal(100.0 / 22050, prediction.Duration.TotalSeconds, 1e-6);
    }

    [Fact]
    public void Samples_that_are_not_numbers_are_rejected_from_every_source()
    {
        using var classifier = Fixture.Load();
        float[] samples = new float[70000];
        samples[^1] = float.NaN;
        Assert.Contains("not a number", Assert.Throws<AudioFormatException>(() => classifier.Classify(samples.AsMemory(), 22050)).Message, StringComparison.Ordinal);
        Assert.Throws<AudioFormatException>(() => classifier.Classify(samples.AsSpan(), 44100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void One_sample_is_a_clip(int count)
    {
        using GenreClassifier classifier = GenreClassifier.LoadDefault();
        GenrePrediction prediction = classifier.Classify(Enumerable.Repeat(0.5f, count).ToArray(), 22050);
        Assert.Single(prediction.Timeline);
        Assert.All(prediction.Ranking, genre => Assert.InRange(genre.Probability, 0, 1));
    }

    private static void Refused(GenreClassifier classifier, byte[] file, string reason)
    {
        foreach (Stream stream in (Stream[])[new MemoryStream(file), new ForwardOnly(file)])
        {
            string message = Assert.ThrowsAny<GenreNetException>(() => classifier.Classify(stream, "odd.wav")).Message;
            Assert.Contains("odd.wav", message, StringComparison.Ordinal);
            Assert.Contains(reason, message, StringComparison.Ordinal);
        }
    }

    /// <summary>16-bit PCM with any claims in its header.</summary>
    private static byte[] Wav(int frames, int rate, int channels)
    {
        byte[] file = new byte[44 + (2 * frames * Math.Max(channels, 1))];
        Span<byte> rest = file;
        "RIFF"u8.CopyTo(rest);
        BinaryPrimitives.WriteInt32LittleEndian(rest[4..], file.Length - 8);
        "WAVEfmt "u8.CopyTo(rest[8..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest[16..], 16);
        BinaryPrimitives.WriteInt16LittleEndian(rest[20..], 1);
        BinaryPrimitives.WriteUInt16LittleEndian(rest[22..], (ushort)channels);
        BinaryPrimitives.WriteInt32LittleEndian(rest[24..], rate);
        BinaryPrimitives.WriteInt32LittleEndian(rest[28..], unchecked(rate * channels * 2));
        BinaryPrimitives.WriteUInt16LittleEndian(rest[32..], unchecked((ushort)(channels * 2)));
        BinaryPrimitives.WriteInt16LittleEndian(rest[34..], 16);
        "data"u8.CopyTo(rest[36..]);
        BinaryPrimitives.WriteInt32LittleEndian(rest[40..], file.Length - 44);
        for (int i = 44; i < file.Length; i++)
        {
            file[i] = (byte)(i * 37);
        }

        return file;
    }

    private class ForwardOnly(byte[] file) : MemoryStream(file)
    {
        public override bool CanSeek => false;

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 777)]);
    }

    private sealed class Failing(byte[] file) : ForwardOnly(file)
    {
        public override int Read(Span<byte> buffer) => Position < 40_000 ? base.Read(buffer) : throw new IOException("the line is dead.");
    }
}
