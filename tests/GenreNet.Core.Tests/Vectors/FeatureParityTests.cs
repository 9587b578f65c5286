using System.Numerics;
using GenreNet.Core.Features;
using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Reference;

namespace GenreNet.Core.Tests.Vectors;

/// <summary>Holds every feature against the reference in double precision.</summary>
public class FeatureParityTests
{
    [Theory]
    [InlineData(16, 5)]
    [InlineData(64, 100)]
    [InlineData(512, 512)]
    [InlineData(1024, 441)]
    [InlineData(2048, 700)]
    [InlineData(2048, 3000)]
    [InlineData(4096, 2000)]
    public void Every_feature_equals_the_reference(int fftLength, int hopLength)
    {
        var layout = new Layout(fftLength, hopLength);
        Check(layout, layout.Features, Clips.Music(Math.Min(30_000, 40 * hopLength)));
    }

    [Theory]
    [InlineData(FramePadding.Edge)]
    [InlineData(FramePadding.Reflect)]
    [InlineData(FramePadding.None)]
    public void Every_feature_equals_the_reference_with_any_padding(FramePadding padding)
    {
        var layout = new Layout(1024, 700, padding);
        Check(layout, layout.Features, Clips.Music(15_000));
    }

    [Theory]
    [InlineData(WindowKind.Hamming, null)]
    [InlineData(WindowKind.Blackman, null)]
    [InlineData(WindowKind.Rectangular, null)]
    [InlineData(WindowKind.Hann, 1)]
    [InlineData(WindowKind.Hann, 777)]
    [InlineData(WindowKind.Blackman, 1500)]
    public void Every_feature_equals_the_reference_with_any_window(WindowKind window, int? length)
    {
        var layout = new Layout(2048, 512, FramePadding.Zeros, window, length);
        Check(layout, layout.Features, Clips.Music(5000));
    }

    [Theory]
    [InlineData(FramePadding.Zeros)]
    [InlineData(FramePadding.None)]
    public void Every_feature_of_a_short_clip_equals_the_reference(FramePadding padding)
    {
        var layout = new Layout(Padding: padding);
        Check(layout, layout.Features, [.. new[] { 0, 1, 2, 5, 1000, 2047, 2048, 2049 }.Select(Clips.Music)]);
    }

    /// <summary>From far below what any recording resolves up to what is still taken for audio.</summary>
    [Theory]
    [InlineData(1e-14)]
    [InlineData(1e-8)]
    [InlineData(1e5)]
    [InlineData(1e13)]
    public void Every_feature_equals_the_reference_at_any_level(double gain)
    {
        var layout = new Layout(512, 1000);
        Check(layout, layout.Features, [.. Clips.Music(8000).Select(sample => (float)(gain * sample))]);
    }

    /// <summary>A few samples over and over are a few lines in the spectrum: what lies between them is rounding alone.</summary>
    [Theory]
    [InlineData(FramePadding.Edge)]
    [InlineData(FramePadding.Reflect)]
    public void Spectra_of_repeated_samples_equal_the_reference(FramePadding padding)
    {
        var layout = new Layout(Padding: padding);
        FrameOptions[] robust = [.. layout.Features.Where(f => f is StftOptions or RmsOptions or ZeroCrossingRateOptions
            or SpectrogramOptions { Scale: not SpectrumScale.Decibels } or MelSpectrogramOptions { Scale: SpectrumScale.Power })];
        Check(layout, robust, [.. new[] { 0, 1, 2, 5, 1000, 2047, 2048, 2049 }.Select(Clips.Music)]);
    }

    [Theory]
    [InlineData(64, 1)]
    [InlineData(2048, 3)]
    public void Every_feature_equals_the_reference_for_any_vector_remainder(int fftLength, int step)
    {
        var layout = new Layout(fftLength, HopLength: 40, FramePadding.None);
        IEnumerable<int> hops = Enumerable.Range(0, 17).Where(count => count % step == 0);
        Check(layout, layout.Features, [.. hops.Select(count => Clips.Music(fftLength + (40 * count)))]);
    }

    /// <summary>Each feature by itself against the reference, and so all in one extractor, which may transform in higher precision.</summary>
    private static void Check(Layout layout, IReadOnlyList<FrameOptions> features, params float[][] clips)
    {
        var all = new FeatureExtractor(features);
        FeatureExtractor[] each = [.. features.Select(feature => new FeatureExtractor(feature))];
        foreach (float[] clip in clips)
        {
            Complex[][] spectra = ReferenceSpectra.Of(clip, layout.Features.OfType<SpectralOptions>().First());
            float[] rows = all.Extract(clip);
            int first = 0;
            foreach (FeatureExtractor one in each)
            {
                float[] values = one.Extract(clip);
                Agreement.Check(one.Features[0], values, clip, spectra);
                Agreement.Check(one.Features[0], Columns(rows, all.ValueCount, first, one.ValueCount), clip, spectra);
                first += one.ValueCount;
            }
        }
    }

    /// <summary>One feature's part of the rows of several.</summary>
    private static float[] Columns(float[] rows, int rowLength, int first, int count) =>
        [.. rows.Chunk(rowLength).SelectMany(row => row[first..(first + count)])];
}
