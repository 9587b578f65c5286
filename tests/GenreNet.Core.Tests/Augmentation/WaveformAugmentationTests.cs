using GenreNet.Core.Audio;
using GenreNet.Core.Augmentation;
using GenreNet.Core.Numerics;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Augmentation;

public class WaveformAugmentationTests
{
    private const int Rate = 22050;

    private static readonly AudioBuffer Clip = new(Sound.Noise(2 * Rate), Rate);

    public static TheoryData<WaveformAugmentationOptions> Steps { get; } =
    [
        new WaveformAugmentationOptions { InversionProbability = 1 },
        new WaveformAugmentationOptions { ShiftShare = 1 },
        new WaveformAugmentationOptions { StretchProbability = 1, SpeedChange = 0.2 },
        new WaveformAugmentationOptions { PitchProbability = 1, PitchSemitones = 3 },
        new WaveformAugmentationOptions { FilterProbability = 1 },
        new WaveformAugmentationOptions { NoiseProbability = 1 },
        new WaveformAugmentationOptions { GainDecibels = 6 },
    ];

    public static TheoryData<WaveformAugmentationOptions> Nonsense { get; } =
    [
        new WaveformAugmentationOptions { InversionProbability = 1.1 },
        new WaveformAugmentationOptions { ShiftShare = -0.1 },
        new WaveformAugmentationOptions { SpeedChange = double.NaN },
        new WaveformAugmentationOptions { PitchSemitones = 25 },
        new WaveformAugmentationOptions { GainDecibels = 61 },
        new WaveformAugmentationOptions { HighPassHertz = new(0, 10) },
        new WaveformAugmentationOptions { LowPassHertz = new(4000, 3000) },
        new WaveformAugmentationOptions { NoiseDecibels = new(double.NaN, 3) },
    ];

    [Fact]
    public void Default_options_change_no_sample() =>
        Assert.Equal(Clip.Samples.ToArray(), Apply(new WaveformAugmentationOptions(), 1));

    [Theory]
    [MemberData(nameof(Steps))]
    public void Each_step_depends_on_the_seed(WaveformAugmentationOptions options)
    {
        Assert.NotEqual(Clip.Samples.ToArray(), Apply(options, 1));
        Assert.Equal(Apply(options, 1), Apply(options, 1));
        Assert.Equal(options.InversionProbability == 1, Apply(options, 1).SequenceEqual(Apply(options, 2)));
    }

    [Fact]
    public void The_input_clip_is_not_modified()
    {
        float[] before = Clip.Samples.ToArray();
        Apply(WaveformAugmentationOptions.Moderate, 3);
        Assert.Equal(before, Clip.Samples.ToArray());
    }

    [Fact]
    public void The_random_numbers_of_a_step_do_not_depend_on_other_steps()
    {
        var louder = new WaveformAugmentationOptions { GainDecibels = 6 };
        float[] plain = Apply(louder, 5);
        float[] inverted = Apply(louder with { InversionProbability = 1 }, 5);
        Assert.Equal(plain.Select(s => -s), inverted);
    }

    [Fact]
    public void A_clip_is_never_shortened_below_the_required_length()
    {
        var stretched = new WaveformAugmentation(new() { StretchProbability = 1, SpeedChange = 1 });
        int whole = Clip.Samples.Length;
        Assert.All(Enumerable.Range(0, 12), seed => Assert.True(stretched.Apply(Clip, new SeededRandom((ulong)seed), whole).Samples.Length >= whole));
        Assert.Contains(Enumerable.Range(0, 12), seed => stretched.Apply(Clip, new SeededRandom((ulong)seed)).Samples.Length < whole);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public void Very_short_clips_and_silence_give_finite_samples(int count)
    {
        var chain = new WaveformAugmentation(WaveformAugmentationOptions.Moderate);
        for (ulong seed = 0; seed < 20; seed++)
        {
            Assert.All(chain.Apply(new AudioBuffer(Sound.Noise(count), Rate), new SeededRandom(seed)).Samples.ToArray(), s => Assert.True(float.IsFinite(s)));
            Assert.All(chain.Apply(new AudioBuffer(new float[count * 50], 8000), new SeededRandom(seed)).Samples.ToArray(), s => Assert.Equal(0, s));
        }
    }

    [Theory]
    [MemberData(nameof(Nonsense))]
    public void Settings_out_of_range_are_rejected(WaveformAugmentationOptions options) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new WaveformAugmentation(options));

    [Fact]
    public void Gain_is_in_decibels_and_two_inversions_cancel()
    {
        float[] samples = [0.25f, -0.5f, 0];
        Gain.Apply(samples, 20);
        Assert.Equal([2.5f, -5, 0], samples);
        Gain.Invert(samples);
        Gain.Invert(samples);
        Assert.Equal([2.5f, -5, 0], samples);
        Assert.Throws<ArgumentOutOfRangeException>(() => Gain.Apply(samples, double.NaN));
    }

    [Fact]
    public void A_rolled_clip_begins_at_the_given_sample_and_is_faded_only_at_the_seam()
    {
        Assert.Equal([3f, 4, 1, 2], TimeShift.Roll([1, 2, 3, 4], 2));
        Assert.Equal([1f, 2, 3, 4], TimeShift.Roll([1, 2, 3, 4], 4, 1));
        Assert.Equal([4f, 5, 3, 0.5f, 2, 3], TimeShift.Roll([1, 2, 3, 4, 5, 6], 3, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => TimeShift.Roll([1, 2], 3));
    }

    [Fact]
    public void A_variant_depends_only_on_file_seed_and_number()
    {
        var copies = new AugmentedVariants(2, 7, WaveformAugmentationOptions.Moderate);
        Assert.Equal(copies.RandomOf("a", 1).NextUInt64(), (copies with { Count = 5 }).RandomOf("a", 1).NextUInt64());
        ulong[] all = [.. from file in new[] { "a", "b" } from variant in new[] { 1, 2 } from seed in new ulong[] { 7, 8 } select (copies with { Seed = seed }).RandomOf(file, variant).NextUInt64()];
        Assert.Equal(8, all.Distinct().Count());
        Assert.Throws<ArgumentOutOfRangeException>(() => (copies with { Count = 0 }).Validate());
    }

    private static float[] Apply(WaveformAugmentationOptions options, ulong seed) =>
        new WaveformAugmentation(options).Apply(Clip, new SeededRandom(seed)).Samples.ToArray();
}
