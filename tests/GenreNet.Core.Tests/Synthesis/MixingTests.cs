using GenreNet.Core.Numerics;
using GenreNet.Core.Synthesis;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Synthesis;

public class MixingTests
{
    [Theory]
    [InlineData("peak", 1000, 6)]
    [InlineData("peak", 8000, 0)]
    [InlineData("low shelf", 40, 6)]
    [InlineData("low shelf", 5000, 0)]
    [InlineData("high shelf", 9000, 6)]
    [InlineData("high shelf", 60, 0)]
    [InlineData("low pass", 100, 0)]
    [InlineData("high pass", 9000, 0)]
    public void A_band_changes_the_level_of_its_frequencies_only(string kind, double hertz, double decibels)
    {
        float[] sine = Sine(hertz);
        float[] filtered = [.. sine];
        Equalizer band = kind switch
        {
            "peak" => Equalizer.Peak(1000, 6, 1),
            "low shelf" => Equalizer.LowShelf(400, 6),
            "high shelf" => Equalizer.HighShelf(1500, 6),
            "low pass" => Equalizer.LowPass(3000),
            _ => Equalizer.HighPass(400),
        };
        band.Apply(filtered);
        // The shelves approach their level over about three octaves; the start contains the transient of the filter.
        Assert.Equal(decibels, Sound.DecibelsOf(filtered.AsSpan(4000)) - Sound.DecibelsOf(sine.AsSpan(4000)), 0.4);
    }

    [Fact]
    public void A_track_is_mixed_at_its_loudness_whatever_its_level()
    {
        float[] quiet = [.. Sine(440).Select(sample => 0.01f * sample)];
        float[] mix = new float[quiet.Length];
        new AudioTrack("flute", -12, quiet).AddTo(mix);
        Assert.Equal(-12, Sound.DecibelsOf(mix), 0.05);
        new AudioTrack("rest", -12, new float[mix.Length]).AddTo(mix);
        Assert.Equal(-12, Sound.DecibelsOf(mix), 0.05);
    }

    [Fact]
    public void Rests_do_not_count_for_the_loudness()
    {
        float[] sine = Sine(440);
        float[] withRest = [.. sine, .. new float[sine.Length]];
        Assert.Equal(Loudness.Of(sine), Loudness.Of(withRest), 1e-2);
        Assert.Equal(0, Loudness.Of(new float[5000]));
    }

    [Fact]
    public void Compression_reduces_the_distance_between_loud_and_quiet()
    {
        float[] samples = [.. Sine(440).Select(sample => 0.2f * sample), .. Sine(440)];
        double before = Sound.DecibelsOf(samples.AsSpan(^8000..)) - Sound.DecibelsOf(samples.AsSpan(8000..16000));
        Effects.Compress(samples, 0.75);
        double after = Sound.DecibelsOf(samples.AsSpan(^8000..)) - Sound.DecibelsOf(samples.AsSpan(8000..16000));
        Assert.InRange(before - after, 1.5, 8);
    }

    [Fact]
    public void The_limiter_keeps_quiet_samples_and_the_limit()
    {
        float[] samples = [0.1f, -0.3f, 0.8f, -20];
        Effects.Limit(samples, 0.9f);
        Assert.Equal([0.1f, -0.3f], samples[..2]);
        Assert.InRange(samples[2], 0.45f, 0.8f);
        Assert.InRange(samples[3], -0.9f, -0.89f);
    }

    [Fact]
    public void A_recording_has_the_loudness_of_its_genre()
    {
        var tracks = new[] { new AudioTrack("tone", 0, Sine(440)), new AudioTrack("bass", -3, Sine(110)) };
        float[] recording = new Mastering { LoudnessDecibels = -20 }.Mix(tracks, new SeededRandom(5));
        Assert.InRange(Sound.DecibelsOf(recording), -21.5, -18.5);
    }

    [Fact]
    public void A_band_pass_has_a_gain_of_one_at_its_centre()
    {
        BandPass band = default;
        band.Tune(1000, 100);
        float[] centre = [.. Sine(1000).Select(band.Next)];
        band = default;
        band.Tune(1000, 100);
        float[] outside = [.. Sine(4000).Select(band.Next)];
        Assert.Equal(Sound.DecibelsOf(Sine(1000)), Sound.DecibelsOf(centre.AsSpan(4000)), 0.2);
        Assert.True(Sound.DecibelsOf(outside.AsSpan(4000)) < -25);
    }

    private static float[] Sine(double hertz) => [.. Enumerable.Range(0, 22050).Select(i => (float)Math.Sin(2 * Math.PI * hertz * i / 22050))];
}
