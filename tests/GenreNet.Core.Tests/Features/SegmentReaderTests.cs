using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

public class SegmentReaderTests
{
    private const int Rate = 22050;

    private static readonly FeatureOptions Options = FeatureOptions.Default with { SegmentSeconds = 0.5 };

    private static readonly FeaturePipeline Pipeline = new(Options);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(20)]
    public void Batches_of_any_size_give_the_features_of_the_complete_clip(int batch)
    {
        var clip = new AudioBuffer(Sound.Noise(7 * Options.SegmentLength), Rate);
        float[] features = new float[(batch * Options.ValuesPerSegment) + 5];
        List<float> values = [];
        using SegmentReader segments = Pipeline.OpenReader(clip.OpenReader());
        int count;
        while ((count = segments.Read(features)) > 0)
        {
            values.AddRange(features.AsSpan(0, count * Options.ValuesPerSegment));
        }

        Assert.Equal(0, segments.Read(features));
        Assert.Equal(7, segments.SegmentsRead);
        Assert.Equal(Pipeline.Extract(clip.OpenReader()).Values.ToArray(), values);
    }

    [Theory]
    [InlineData(5, TailPolicy.Drop, ShortClip.Pad)]
    [InlineData(5, TailPolicy.Pad, ShortClip.Skip)]
    [InlineData(5.3, TailPolicy.Drop, ShortClip.Pad)]
    [InlineData(5.3, TailPolicy.Pad, ShortClip.Skip)]
    [InlineData(0.3, TailPolicy.Drop, ShortClip.Pad)]
    [InlineData(0.3, TailPolicy.Pad, ShortClip.Skip)]
    public void The_announced_segment_count_is_the_count_read(double lengthInSegments, TailPolicy tail, ShortClip shortClip)
    {
        var pipeline = new FeaturePipeline(Options with { Tail = tail });
        float[] samples = Sound.Noise((int)(lengthInSegments * Options.SegmentLength));
        using SegmentReader segments = pipeline.OpenReader(new AudioBuffer(samples, Rate).OpenReader(), shortClip);
        long? reported = segments.SegmentCount;
        Assert.Equal(TimeSpan.Zero, segments.Position);
        float[] features = new float[Options.ValuesPerSegment];
        while (segments.Read(features) > 0)
        {
        }

        Assert.Equal(reported, segments.SegmentsRead);
        Assert.Equal(segments.Duration, segments.Position);
    }

    [Theory]
    [InlineData(Rate)]
    [InlineData(44100)]
    public void A_stream_of_unknown_length_gives_the_same_segments(int rate)
    {
        byte[] wav = Wav(Sound.Noise(23 * rate / 2), rate);
        FeatureClip expected = Pipeline.Extract(AudioFile.Open(new MemoryStream(wav), "known"));
        using SegmentReader segments = Pipeline.OpenReader(AudioFile.Open(new Pipe(wav), "pipe"));
        Assert.Null(segments.SegmentCount);
        Assert.Null(segments.Duration);
        FeatureClip clip = Pipeline.Extract(AudioFile.Open(new Pipe(wav), "pipe"));
        Assert.Equal(23, clip.SegmentCount);
        Assert.Equal(expected.Values, clip.Values);
        Assert.Equal(expected.Duration, clip.Duration);
    }

    [Fact]
    public void Reading_requires_room_for_a_segment()
    {
        using SegmentReader segments = Pipeline.OpenReader(new AudioBuffer(new float[100], Rate).OpenReader());
        Assert.Throws<ArgumentException>(() => segments.Read(new float[Options.ValuesPerSegment - 1]));
        Assert.Equal(1, segments.Read(new float[Options.ValuesPerSegment]));
    }

    [Fact]
    public void Audio_without_samples_is_rejected()
    {
        using SegmentReader segments = Pipeline.OpenReader(new AudioBuffer(Array.Empty<float>(), Rate).OpenReader());
        Assert.Throws<AudioFormatException>(() => segments.Read(new float[Options.ValuesPerSegment]));
    }

    [Fact]
    public void Cancellation_takes_effect_between_two_segments()
    {
        using var source = new CancellationTokenSource();
        using SegmentReader segments = Pipeline.OpenReader(new AudioBuffer(Sound.Noise(3 * Options.SegmentLength), Rate).OpenReader());
        float[] features = new float[Options.ValuesPerSegment];
        Assert.Equal(1, segments.Read(features, source.Token));
        source.Cancel();
        Assert.Throws<OperationCanceledException>(() => segments.Read(features, source.Token));
        Assert.Equal(1, segments.SegmentsRead);
    }

    private static byte[] Wav(float[] samples, int rate)
    {
        using var stream = new MemoryStream();
        WavWriter.Write(stream, samples, rate);
        return stream.ToArray();
    }

    /// <summary>Bytes that come one way and in small pieces.</summary>
    private sealed class Pipe(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 1000)]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void Silent_segments_are_reported(int batch)
    {
        float[] sound = Sound.Noise(Options.SegmentLength);
        float[] silence = new float[Options.SegmentLength];
        var clip = new AudioBuffer((float[])[.. silence, .. sound, .. silence, .. silence, .. sound], Rate);
        float[] features = new float[batch * Options.ValuesPerSegment];
        bool[] flags = new bool[batch];
        List<bool> isSilent = [];
        using SegmentReader segments = Pipeline.OpenReader(clip.OpenReader());
        int count;
        while ((count = segments.Read(features, flags, TestContext.Current.CancellationToken)) > 0)
        {
            isSilent.AddRange(flags.AsSpan(0, count));
        }

        Assert.Equal([true, false, true, true, false], isSilent);
        Assert.Equal(1.5, segments.SilentDuration.TotalSeconds, 0.1);
    }
}
