using System.Text.Json;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Features;

public class LogMelPipelineTests
{
    private const int Rate = 22050;

    private static readonly FeatureOptions Options = FeatureOptions.LogMels with { SegmentSeconds = 1 };

    [Fact]
    public void A_segment_is_an_image_of_frames_and_bands() =>
        Assert.Equal((130, 64, 130 * 64), (FeatureOptions.LogMels.FrameCount, FeatureOptions.LogMels.CoefficientCount, FeatureOptions.LogMels.ValuesPerSegment));

    [Fact]
    public void Each_segment_is_the_log_mel_spectrogram_of_its_own_samples()
    {
        float[] samples = [.. Sound.Sine(440, 1, amplitude: 0.9), .. Sound.Noise(Rate)];
        FeatureClip clip = new FeaturePipeline(Options).Extract(new AudioBuffer(samples, Rate).OpenReader());
        Assert.Equal(new FeatureExtractor(Options.LogMel!).Extract(samples.AsSpan(Rate)), clip.Segment(1).ToArray());
    }

    [Fact]
    public void A_gain_shifts_all_bands_by_its_decibels()
    {
        float[] samples = Sound.Noise(Rate);
        float[] quieter = [.. samples.Select(s => s / 10)];
        var pipeline = new FeaturePipeline(Options);
        float[] loud = pipeline.Extract(new AudioBuffer(samples, Rate).OpenReader()).Values.ToArray();
        float[] quiet = pipeline.Extract(new AudioBuffer(quieter, Rate).OpenReader()).Values.ToArray();
        Assert.All(loud.Zip(quiet), pair => Assert.Equal(20, pair.First - pair.Second, 1e-3));
    }

    [Fact]
    public void Settings_survive_json_and_others_are_written_without_mel_bands()
    {
        Assert.Equal(Options, JsonSerializer.Deserialize<FeatureOptions>(JsonSerializer.Serialize(Options)));
        Assert.DoesNotContain(nameof(FeatureOptions.LogMel), JsonSerializer.Serialize(FeatureOptions.Default), StringComparison.Ordinal);
    }

    [Fact]
    public void Settings_that_do_not_match_the_kind_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => (Options with { LogMel = null }).Validate());
        Assert.Throws<ArgumentException>(() => (FeatureOptions.Default with { LogMel = MelSpectrogramOptions.LogMel }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { LogMel = Options.LogMel! with { Scale = SpectrumScale.Power } }).Validate());
        Assert.Throws<ArgumentException>(() => (Options with { Mfcc = MfccOptions.Default with { CoefficientCount = 20 } }).Validate());
    }
}
