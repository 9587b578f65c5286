using System.Text.Json;
using FsCheck.Xunit;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

public class JoinedFeaturesTests
{
    private static readonly FeatureOptions Efficient = FeatureOptions.EfficientAtMels with { SegmentSeconds = 0.5 };
    private static readonly FeatureOptions Musicnn = FeatureOptions.MusicnnMels with { SegmentSeconds = 0.45 };
    private static readonly FeatureOptions Mfcc = FeatureOptions.Default with { SegmentSeconds = 0.5 };
    private static readonly FeatureOptions LogMel = FeatureOptions.LogMels with { SegmentSeconds = 0.4 };
    private static readonly FeatureOptions Summary = FeatureOptions.Summaries with { SegmentSeconds = 0.5 };

    private static readonly FeatureOptions Options = FeatureOptions.Join(0.5, Efficient, Musicnn, Mfcc, LogMel, Summary);

    [Fact]
    public void A_row_contains_the_values_of_all_views()
    {
        Assert.Equal((1, 32_000, 16_000), (Options.FrameCount, Options.SampleRate, Options.SegmentLength));
        Assert.Equal(Options.Views!.Sum(view => view.ValuesPerSegment), Options.CoefficientCount);
        Assert.Equal(Efficient.ValuesPerSegment + Musicnn.ValuesPerSegment, Options.OffsetOf(2));
        Assert.Equal(Options.ValuesPerSegment, Options.OffsetOf(5));
        Assert.Equal(128 * 300 + 187 * 96 + 52, FeatureOptions.Join(
            3, FeatureOptions.EfficientAtMels with { SegmentSeconds = 3 }, FeatureOptions.MusicnnMels, FeatureOptions.Summaries with { SegmentSeconds = 3 }).CoefficientCount);
    }

    [Theory]
    [InlineData(44_100, 3.1, null, TailPolicy.Drop)]
    [InlineData(44_100, 3.1, 0.2, TailPolicy.Pad)]
    [InlineData(22_050, 2.7, 0.13, TailPolicy.Align)]
    [InlineData(32_000, 2.5, null, TailPolicy.Align)]
    [InlineData(16_000, 1.9, 0.31, TailPolicy.Drop)]
    [InlineData(11_025, 2.3, 0.5, TailPolicy.Pad)]
    [InlineData(7_919, 2.3, 0.0701, TailPolicy.Align)]
    [InlineData(96_001, 1.3, 0.4999, TailPolicy.Align)]
    // At 22 050 Hz the audio ends a sample before the last segment does.
    [InlineData(11_025, 14_952 / 11_025.0, 0.24106375, TailPolicy.Align)]
    public void Each_view_equals_its_separate_features_bit_for_bit(int rate, double seconds, double? hop, TailPolicy tail)
    {
        FeatureOptions options = Options with { HopSeconds = hop, Tail = tail };
        var clip = new AudioBuffer(Sound.Noise((int)(seconds * rate)), rate);
        float[][] expected = SegmentReference.Rows(options, clip);
        FeatureClip actual = new FeaturePipeline(options).Extract(clip.OpenReader());
        Assert.Equal(expected.Length, actual.SegmentCount);
        Assert.Equal(expected.SelectMany(row => row), actual.Values.ToArray());
    }

    [Theory]
    [InlineData(FeatureKind.EfficientAtMel)]
    [InlineData(FeatureKind.MusicnnMel)]
    [InlineData(FeatureKind.Mfcc)]
    [InlineData(FeatureKind.Summary)]
    public void A_view_of_a_stream_equals_a_separate_reader_bit_for_bit(FeatureKind kind)
    {
        // The reader of the kind alone goes through the same file with the same hop.
        FeatureOptions view = Options.Views!.Single(v => v.Kind == kind);
        FeatureOptions options = Options with { HopSeconds = 0.4 };
        byte[] wav = Wav(Sound.Noise(4 * 48_000), 48_000);
        FeatureClip alone = new FeaturePipeline(view with { HopSeconds = 0.4 }).Extract(AudioFile.Open(new MemoryStream(wav), "file"));
        FeatureClip joined = new FeaturePipeline(options).Extract(AudioFile.Open(new Trickle(wav), "stream"));
        int offset = options.OffsetOf(Options.Views!.Index().Single(v => v.Item == view).Index);
        for (int segment = 0; segment < joined.SegmentCount; segment++)
        {
            Assert.Equal(alone.Segment(segment).ToArray(), joined.Segment(segment).Slice(offset, view.ValuesPerSegment).ToArray());
        }

        Assert.Equal(9, joined.SegmentCount);
        Assert.Equal(TimeSpan.FromSeconds(4), joined.Duration);
    }

    [Property(MaxTest = 40, Replay = "17,23")]
    public void A_clip_has_the_features_of_its_segments(ulong seed)
    {
        var random = new Core.Numerics.SeededRandom(seed);
        int[] rates = [8_000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 37_123];
        int rate = rates[random.Next(rates.Length)];
        double? hop = random.Next(3) == 0 ? null : random.NextDouble(0.1, 0.5);
        var tail = (TailPolicy)random.Next(3);
        var shortClip = (ShortClip)random.Next(2);
        FeatureOptions[] views = [.. Options.Views!.Where(_ => random.Next(2) == 0).DefaultIfEmpty(Musicnn)];
        FeatureOptions options = FeatureOptions.Join(0.5, views) with { HopSeconds = hop, Tail = tail };
        // Between its stretches of sound the clip is silent, so that summaries cut some of it out.
        float[] samples = Sound.Noise(1 + random.Next(2 * rate), seed);
        samples.AsSpan(samples.Length / 3, samples.Length / 4).Clear();
        var clip = new AudioBuffer(samples, rate);
        float[][] expected = SegmentReference.Rows(options, clip, shortClip);
        using SegmentReader reader = new FeaturePipeline(options).OpenReader(clip.OpenReader(), shortClip);
        long? promised = reader.SegmentCount;
        float[] row = new float[options.ValuesPerSegment];
        foreach (float[] wanted in expected)
        {
            Assert.Equal(1, reader.Read(row, TestContext.Current.CancellationToken));
            Assert.Equal(wanted, row);
        }

        Assert.Equal(0, reader.Read(row, TestContext.Current.CancellationToken));
        Assert.Equal(promised, reader.SegmentsRead);
    }

    [Fact]
    public void A_clip_shorter_than_a_segment_is_repeated_if_the_options_specify_it()
    {
        FeatureOptions plain = FeatureOptions.MusicnnMels;
        float[] samples = Sound.Noise(16_000, 5);
        float[] repeated = [.. Enumerable.Range(0, plain.SegmentLength).Select(i => samples[i % samples.Length])];
        FeatureClip expected = new FeaturePipeline(plain).Extract(new AudioBuffer(repeated, 16_000).OpenReader());
        FeatureClip actual = new FeaturePipeline(plain with { FillsByRepeating = true }).Extract(new AudioBuffer(samples, 16_000).OpenReader());
        Assert.Equal(expected.Values, actual.Values);
        Assert.NotEqual(expected.Values, new FeaturePipeline(plain).Extract(new AudioBuffer(samples, 16_000).OpenReader()).Values);
    }

    [Fact]
    public void Segments_stay_at_their_time_over_hours()
    {
        // A hop of 0.1 s is 2205 samples at one rate and 1102.5 at the other: 3000 rounded hops would be off by 0.07 s.
        FeatureOptions fast = FeatureOptions.LogMels with { SegmentSeconds = 0.1 };
        FeatureOptions slow = fast with { LogMel = fast.LogMel! with { SampleRate = 11_025 } };
        FeatureOptions options = FeatureOptions.Join(0.1, fast, slow);
        var clip = new AudioBuffer(Sound.Noise(300 * 22_050), 22_050);
        FeatureClip joined = new FeaturePipeline(options).Extract(clip.OpenReader());
        Assert.Equal(3000, joined.SegmentCount);
        Assert.Equal(SegmentReference.Row(options, clip, 2999 * 2205L), joined.Segment(2999).ToArray());
        Assert.Equal(TimeSpan.FromSeconds(299.9), joined.SegmentStart(2999));
    }

    [Fact]
    public void A_short_clip_is_filled_up_for_frames_but_not_for_summaries()
    {
        var clip = new AudioBuffer(Sound.Noise(5_000), 44_100);
        float[] row = new FeaturePipeline(Options).Extract(clip.OpenReader()).Values.ToArray();
        Assert.Equal(SegmentReference.Row(Options, clip, 0), row);
        Assert.Empty(new FeaturePipeline(Options).Extract(clip.OpenReader(), ShortClip.Skip).Values.ToArray());
    }

    [Fact]
    public void A_clip_as_long_as_its_views_is_long_enough_to_train_on()
    {
        FeatureOptions options = FeatureOptions.Join(0.5, Musicnn, Summary with { SegmentSeconds = 0.4 });
        Assert.Equal(0.45, options.ShortestSeconds);
        Assert.Equal(1, new FeaturePipeline(options).Extract(new AudioBuffer(Sound.Noise(7_300), 16_000).OpenReader(), ShortClip.Skip).SegmentCount);
        Assert.Equal(0, new FeaturePipeline(options).Extract(new AudioBuffer(Sound.Noise(7_100), 16_000).OpenReader(), ShortClip.Skip).SegmentCount);
    }

    [Fact]
    public void Silence_level_and_position_are_those_of_the_highest_rate()
    {
        float[] samples = [.. new float[44_100], .. Sound.Sine(440, 1, 44_100, 0.5)];
        using SegmentReader reader = new FeaturePipeline(Options).OpenReader(new AudioBuffer(samples, 44_100).OpenReader());
        bool[] isSilent = new bool[8];
        Assert.Equal(4, reader.Read(new float[8 * Options.ValuesPerSegment], isSilent, TestContext.Current.CancellationToken));
        Assert.Equal([true, true, false, false], isSilent.Take(4));
        Assert.Equal(1, reader.SilentDuration.TotalSeconds, 0.1);
        Assert.Equal(TimeSpan.FromSeconds(2), reader.Position);
        Assert.Equal(0.5, reader.Peak, 0.01);
    }

    [Fact]
    public void A_sample_that_is_not_a_number_is_rejected_with_its_time()
    {
        float[] samples = Sound.Noise(44_100);
        samples[30_000] = float.NaN;
        var problem = Assert.Throws<AudioFormatException>(() => new FeaturePipeline(Options).Extract(new AudioBuffer(samples, 44_100).OpenReader()));
        Assert.Contains(" s is infinite, not a number", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_audio_is_closed_with_the_reader_and_if_its_rate_is_invalid()
    {
        var audio = new Watched(44_100);
        new FeaturePipeline(Options).OpenReader(audio).Dispose();
        Assert.True(audio.IsDisposed);
        var odd = new Watched(8);
        Assert.Throws<AudioFormatException>(() => new FeaturePipeline(Options).OpenReader(odd));
        Assert.True(odd.IsDisposed);
    }

    [Fact]
    public void Lists_of_views_compare_by_value_and_survive_json()
    {
        FeatureOptions same = FeatureOptions.Join(0.5, [.. Options.Views!]);
        Assert.Equal(Options, same);
        Assert.Equal(Options.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(Options, FeatureOptions.Join(0.5, [.. Options.Views!.Reverse()]));
        Assert.NotEqual(Options, Options with { HopSeconds = 0.25 });
        string json = JsonSerializer.Serialize(Options);
        Assert.Equal(Options, JsonSerializer.Deserialize<FeatureOptions>(json));
        Assert.DoesNotContain("HopSeconds", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Views", JsonSerializer.Serialize(FeatureOptions.Default), StringComparison.Ordinal);
    }

    [Fact]
    public void Inconsistent_options_are_rejected()
    {
        Assert.Contains("0.5 s does not fit into a segment of 0.4 s", Refused(() => FeatureOptions.Join(0.4, Efficient)), StringComparison.Ordinal);
        Assert.Contains("at least one view", Refused(() => FeatureOptions.Join(1)), StringComparison.Ordinal);
        Assert.Contains("frame features and summaries", Refused(() => FeatureOptions.Join(1, Options)), StringComparison.Ordinal);
        Assert.Contains("the hop, the tail policy and the padding", Refused(() => FeatureOptions.Join(1, Mfcc with { HopSeconds = 0.2 })), StringComparison.Ordinal);
        Assert.Contains("other features cannot have views", Refused(() => (Mfcc with { Views = [Mfcc] }).Validate()), StringComparison.Ordinal);
        Assert.Contains("not 0.6 s", Refused(() => (Options with { HopSeconds = 0.6 }).Validate()), StringComparison.Ordinal);
        Assert.Contains("leave the MFCC settings", Refused(() => (Options with { Mfcc = new MfccOptions { CoefficientCount = 20 } }).Validate()), StringComparison.Ordinal);
        FeatureOptions huge = FeatureOptions.LogMels with { SegmentSeconds = 600, LogMel = FeatureOptions.LogMels.LogMel! with { HopLength = 1, MelCount = 512 } };
        Assert.Contains("too many", Refused(() => FeatureOptions.Join(600, huge)), StringComparison.Ordinal);
    }

    private static string Refused(Action action) => Assert.Throws<ArgumentException>(action).Message;

    private static byte[] Wav(float[] samples, int rate)
    {
        using var stream = new MemoryStream();
        WavWriter.Write(stream, samples, rate);
        return stream.ToArray();
    }

    /// <summary>Bytes that come one way and in small pieces.</summary>
    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override bool CanSeek => false;

        public override long Length => throw new NotSupportedException();

        public override int Read(Span<byte> buffer) => base.Read(buffer[..Math.Min(buffer.Length, 777)]);
    }

    /// <summary>Silence that knows whether it was closed.</summary>
    private sealed class Watched(int rate) : AudioReader
    {
        public bool IsDisposed { get; private set; }

        public override string Name => "watched";

        public override string Format => "memory";

        public override int SampleRate => rate;

        public override int ChannelCount => 1;

        public override long? SampleCount => null;

        public override IReadOnlyList<string> Warnings => [];

        public override int Read(Span<float> destination) => 0;

        protected override void Dispose(bool disposing)
        {
            IsDisposed = true;
            base.Dispose(disposing);
        }
    }
}
