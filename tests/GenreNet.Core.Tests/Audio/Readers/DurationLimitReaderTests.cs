using GenreNet.Core.Audio;

namespace GenreNet.Core.Tests.Audio.Readers;

public class DurationLimitReaderTests
{
    [Fact]
    public void Audio_exactly_as_long_as_the_limit_is_read_completely()
    {
        using AudioReader reader = new AudioBuffer(new float[1000], 1000).OpenReader().LimitedTo(TimeSpan.FromSeconds(1));
        Assert.Equal(1000, reader.Read(new float[2000]));
        Assert.Equal(0, reader.Read(new float[2000]));
        Assert.Equal((1000, 1, 1000L), (reader.SampleRate, reader.ChannelCount, reader.SampleCount));
    }

    [Fact]
    public void A_header_that_declares_a_longer_duration_is_rejected_before_decoding()
    {
        using AudioReader reader = new AudioBuffer(new float[2001], 1000).OpenReader();
        string message = Assert.Throws<AudioFormatException>(() => reader.LimitedTo(TimeSpan.FromSeconds(2))).Message;
        Assert.EndsWith("the audio is longer than the limit of 2 s. Shorten it or split it into parts.", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Audio_of_unknown_length_is_rejected_when_the_limit_is_exceeded()
    {
        using AudioReader reader = new EndlessReader().LimitedTo(TimeSpan.FromMinutes(90));
        float[] block = new float[1 << 16];
        long count = 0;
        AudioFormatException problem = Assert.Throws<AudioFormatException>(ReadOn);
        Assert.InRange(count, (90 * 60 * 1000) - block.Length, 90 * 60 * 1000);
        Assert.Contains("limit of 90 minutes", problem.Message, StringComparison.Ordinal);
        Assert.True(problem.IsAudio);

        void ReadOn()
        {
            while (true)
            {
                count += reader.Read(block);
            }
        }
    }

    [Fact]
    public void A_limit_must_be_above_zero()
    {
        using AudioReader reader = new EndlessReader();
        Assert.Throws<ArgumentOutOfRangeException>(() => reader.LimitedTo(TimeSpan.Zero));
    }

    private sealed class EndlessReader : AudioReader
    {
        public override string Name => "endless";

        public override string Format => "test";

        public override int SampleRate => 1000;

        public override int ChannelCount => 1;

        public override long? SampleCount => null;

        public override IReadOnlyList<string> Warnings => [];

        public override int Read(Span<float> destination) => destination.Length;
    }
}
