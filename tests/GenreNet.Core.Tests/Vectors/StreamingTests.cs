using GenreNet.Core.Audio;
using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>What is read in windows must be what is computed of the whole clip, to the bit.</summary>
public class StreamingTests
{
    private const int SampleRate = 22050;

    // More than two windows, however wide vectors are, and as few frames as will do.
    private const int SeveralWindows = 420_000;

    [Theory]
    [InlineData(FramePadding.Zeros)]
    [InlineData(FramePadding.Edge)]
    [InlineData(FramePadding.Reflect)]
    [InlineData(FramePadding.None)]
    public void Audio_of_several_windows_has_the_values_of_the_complete_clip(FramePadding padding)
    {
        var layout = new Layout(512, 2500, padding);
        float[] clip = Clips.Music(SeveralWindows);
        Check(new FeatureExtractor(layout.Features), clip);

        // The plainest feature alone: one pass, frames that are no power of two.
        Check(new FeatureExtractor(layout.Features[^1]), clip);
    }

    [Theory]
    [InlineData(FramePadding.Zeros)]
    [InlineData(FramePadding.Edge)]
    [InlineData(FramePadding.Reflect)]
    [InlineData(FramePadding.None)]
    public void Short_audio_has_the_values_of_the_complete_clip(FramePadding padding)
    {
        var extractor = new FeatureExtractor(new Layout(64, 100, padding).Features);
        foreach (int count in (ReadOnlySpan<int>)[0, 1, 2, 5, 63, 64, 65, 1000, 2049])
        {
            Check(extractor, Clips.Music(count));
        }
    }

    /// <summary>Clips that end just before, at and just after the memory of a window does.</summary>
    [Theory]
    [InlineData(FramePadding.Reflect)]
    [InlineData(FramePadding.None)]
    public void A_clip_can_end_with_its_window(FramePadding padding)
    {
        const int FftLength = 64;
        const int Hop = 4096;
        int window = (1 << 17) + (2 * Hop * System.Numerics.Vector<float>.Count) + (3 * FftLength);
        var extractor = new FeatureExtractor(new Layout(FftLength, Hop, padding).Features);
        float[] clip = Clips.Music(window + FftLength);
        foreach (int more in (ReadOnlySpan<int>)[-FftLength, -1, 0, 1, FftLength / 2, FftLength])
        {
            Check(extractor, clip[..(window + more)]);
        }
    }

    private static void Check(FeatureExtractor extractor, float[] clip)
    {
        List<float> streamed = [];
        long frames = extractor.Extract(() => new AudioBuffer(clip, SampleRate).OpenReader(), rows => streamed.AddRange(rows));
        Assert.Equal(extractor.FrameCount(clip.Length), frames);
        Assert.Equal(extractor.Extract(clip), streamed.ToArray());
    }
}
