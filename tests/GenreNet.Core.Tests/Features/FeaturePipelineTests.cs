using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numpy;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

public class FeaturePipelineTests
{
    private static readonly FeaturePipeline Pipeline = new(FeatureOptions.Default);

    [Theory]
    [InlineData(30, TailPolicy.Drop, 10)]
    [InlineData(17, TailPolicy.Drop, 5)]
    [InlineData(17, TailPolicy.Pad, 6)]
    [InlineData(18, TailPolicy.Pad, 6)]
    [InlineData(3, TailPolicy.Drop, 1)]
    public void A_clip_is_divided_into_segments(double seconds, TailPolicy tail, int segments)
    {
        var pipeline = new FeaturePipeline(FeatureOptions.Default with { Tail = tail });
        FeatureClip clip = pipeline.Extract(new AudioBuffer(Sound.Sine(440, seconds), 22050).OpenReader());
        Assert.Equal(segments, clip.SegmentCount);
        Assert.Equal(segments * 130 * 13, clip.Values.Length);
        Assert.Equal(seconds, clip.Duration.TotalSeconds, 1e-6);
    }

    [Fact]
    public void A_short_clip_is_padded_or_skipped()
    {
        var buffer = new AudioBuffer(Sound.Sine(440, 0.5), 22050);
        FeatureClip padded = Pipeline.Extract(buffer.OpenReader(), ShortClip.Pad);
        Assert.Equal(1, padded.SegmentCount);
        Assert.Equal(0.5, padded.SegmentEnd(0).TotalSeconds, 1e-4);
        Assert.Equal(0, Pipeline.Extract(buffer.OpenReader(), ShortClip.Skip).SegmentCount);
    }

    [Fact]
    public void Audio_without_samples_is_rejected() =>
        Assert.Throws<AudioFormatException>(() => Pipeline.Extract(new AudioBuffer(Array.Empty<float>(), 22050).OpenReader()));

    [Fact]
    public void A_segment_does_not_depend_on_the_rest_of_the_clip()
    {
        float[] loud = Sound.Sine(440, 3, amplitude: 0.9);
        float[] quiet = Sound.Sine(600, 3, amplitude: 1e-4);
        FeatureClip together = Pipeline.Extract(new AudioBuffer((float[])[.. loud, .. quiet], 22050).OpenReader());
        FeatureClip alone = Pipeline.Extract(new AudioBuffer(quiet, 22050).OpenReader());
        Assert.Equal(alone.Segment(0).ToArray(), together.Segment(1).ToArray());
    }

    [Theory]
    [InlineData("classical.00000", "data/gtzan-3/classical/classical.00000.flac")]
    public void Segments_of_real_music_equal_librosa(string name, string audio)
    {
        string path = TestData.Shared(audio);
        using var golden = NpzReader.Open(TestData.Shared($"golden/{name}.npz"));
        float[] expected = golden.Read("mfcc13_segments").AsSpan<float>().ToArray();
        FeatureClip clip = Pipeline.Extract(AudioFile.Open(path));
        Assert.True(Sound.LargestDifference(clip.Values.ToArray(), expected) < 5e-4);
    }

    [Theory]
    [InlineData("blues", 5)]
    [InlineData("metal", 5)]
    public void Segments_of_tracks_in_an_archive_equal_librosa(string genre, int segments)
    {
        using var golden = NpzReader.Open(TestData.Shared($"golden/{genre}.00000.npz"));
        float[] expected = golden.Read("mfcc13_segments").AsSpan<float>()[..(segments * 130 * 13)].ToArray();
        TrackAudio track = TrackLibrary.Open(TestData.Shared("data/gtzan-10x6.tar.gz")).ReadAll().First(t => t.Track.Id == $"{genre}/{genre}.00000");
        FeatureClip clip = Pipeline.Extract(track.Open());
        Assert.Equal(segments, clip.SegmentCount);
        Assert.True(Sound.LargestDifference(clip.Values.ToArray(), expected) < 5e-4);
    }

    [Fact]
    public void Cancellation_stops_the_extraction()
    {
        using var source = new CancellationTokenSource();
        source.Cancel();
        Assert.Throws<OperationCanceledException>(
            () => Pipeline.Extract(new AudioBuffer(new float[100], 22050).OpenReader(), ShortClip.Pad, source.Token));
    }
}
