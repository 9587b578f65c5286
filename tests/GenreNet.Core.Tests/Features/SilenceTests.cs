using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Features;

public class SilenceTests
{
    private const int Rate = 22050;

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(0, 0.5, true)]
    [InlineData(0, -1, true)]
    [InlineData(1.3e-4, 0, true)]
    [InlineData(1.5e-4, 0, false)]
    [InlineData(1.3e-4, 0.5, true)]
    [InlineData(1.5e-4, 0.5, false)]
    [InlineData(0.5, 0, false)]
    public void The_level_without_the_DC_offset_is_used(double amplitude, double offset, bool isSilent)
    {
        // A tone of amplitude a has a root mean square of a / sqrt(2): 1.41e-4 is at -80 dBFS.
        float[] samples = [.. Enumerable.Range(0, Rate).Select(i => (float)(offset + (amplitude * Math.Sin(0.3 * i))))];
        Assert.Equal(isSilent ? samples.Length : 0, Silence.Count(samples));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(2049)]
    public void Clips_of_any_length_are_counted_completely(int length)
    {
        Assert.Equal(length, Silence.Count(new float[length]));
        Assert.Equal(0, Silence.Count([]));
    }

    [Fact]
    public void Audible_samples_are_counted_in_blocks()
    {
        float[] samples = new float[10 * 2048];
        samples[5 * 2048] = 0.5f;
        Assert.Equal(9 * 2048, Silence.Count(samples));
    }

    [Theory]
    [InlineData(0, 10, true)]
    [InlineData(0.2, 10, true)]
    [InlineData(0.3, 10, false)]
    [InlineData(0.1, 0.5, false)]
    [InlineData(0.01, 0.01, false)]
    public void A_click_does_not_make_a_segment_audible(double sounding, double seconds, bool isSilent)
    {
        int length = (int)(seconds * Rate);
        Assert.Equal(isSilent, Silence.Covers(length - (int)(sounding * Rate), length, Rate));
    }

    [Fact]
    public void Long_silence_is_removed_and_short_rests_are_kept()
    {
        const int Block = 2048;
        float[] tone = [.. Enumerable.Range(0, 10 * Block).Select(i => (float)(0.5 * Math.Sin(0.3 * i)))];
        float[] samples = [.. new float[20 * Block], .. tone, .. new float[5 * Block], .. tone, .. new float[6 * Block], .. tone, .. new float[30 * Block + 7]];
        float[] kept = new float[samples.Length];
        int count = Silence.CopySounding(samples, Rate, kept);
        // Five blocks are 0.46 s, six are 0.56 s.
        Assert.Equal([.. tone, .. new float[5 * Block], .. tone, .. tone], kept[..count]);
        Assert.Equal(0, Silence.CopySounding(new float[Rate], Rate, kept));
        Assert.Equal(tone.Length, Silence.CopySounding(tone, Rate, kept));
    }

    [Fact]
    public void A_summary_covers_only_audible_samples()
    {
        float[] music = SyntheticDataset.Render("techno", 777, 12).Samples[..(129 * 2048)].ToArray();
        float[] late = [.. new float[100 * 2048], .. music, .. new float[40 * 2048]];
        var pipeline = new FeaturePipeline(FeatureOptions.Summaries);
        float[] expected = pipeline.Extract(new AudioBuffer(music, Rate).OpenReader(), ShortClip.Pad).Values.ToArray();
        Assert.Equal(expected, pipeline.Extract(new AudioBuffer(late, Rate).OpenReader(), ShortClip.Pad).Values);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_short_audible_rest_after_silent_segments_is_a_segment(bool isSummary)
    {
        float[] music = SyntheticDataset.Render("techno", 777, 9).Samples.ToArray();
        FeatureOptions options = isSummary ? FeatureOptions.Summaries : FeatureOptions.Default;
        float[] samples = [.. new float[2 * options.SegmentLength], .. isSummary ? music : music[..(2 * Rate)]];
        using SegmentReader reader = new FeaturePipeline(options).OpenReader(new AudioBuffer(samples, Rate).OpenReader());
        bool[] isSilent = new bool[8];
        int count = reader.Read(new float[8 * options.ValuesPerSegment], isSilent);
        Assert.Equal([true, true, false], isSilent[..count]);
    }

    [Fact]
    public void A_segment_that_takes_long_to_read_can_be_cancelled()
    {
        using var stop = new CancellationTokenSource();
        using SegmentReader reader = new FeaturePipeline(FeatureOptions.Default).OpenReader(new SlowReader(stop));
        Assert.ThrowsAny<OperationCanceledException>(() => reader.Read(new float[FeatureOptions.Default.ValuesPerSegment], stop.Token));
    }

    /// <summary>Gives a sample at a time, and cancels after a few.</summary>
    private sealed class SlowReader(CancellationTokenSource stop) : AudioReader
    {
        private int _count;

        public override string Name => "slow";

        public override string Format => "test";

        public override int SampleRate => Rate;

        public override int ChannelCount => 1;

        public override long? SampleCount => null;

        public override IReadOnlyList<string> Warnings => [];

        public override int Read(Span<float> destination)
        {
            if (++_count == 10)
            {
                stop.Cancel();
            }

            Assert.True(_count < 20, "reading goes on after the cancellation");
            return 1;
        }
    }
}
