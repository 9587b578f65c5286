using GenreNet.Core.Signal;

namespace GenreNet.Core.Tests.Signal.Resampling;

public sealed class ResamplerCacheTests
{
    [Fact]
    public void A_resampler_is_designed_once()
    {
        var cache = new ResamplerCache();
        Resampler first = cache.Get(44100, 16000);
        Assert.Equal((44100, 16000), (first.FromRate, first.ToRate));
        Assert.Same(first, cache.Get(44100, 16000));
        Assert.NotSame(first, cache.Get(16000, 44100));
    }

    [Theory]
    [InlineData(8000)]
    [InlineData(11025)]
    [InlineData(22050)]
    [InlineData(44100)]
    [InlineData(48000)]
    [InlineData(96000)]
    public void Common_sample_rates_are_kept(int fromRate)
    {
        var cache = new ResamplerCache();
        Assert.Same(cache.Get(fromRate, 16000), cache.Get(fromRate, 16000));
        Assert.Same(cache.Get(fromRate, 32000), cache.Get(fromRate, 32000));
    }

    [Fact]
    public void A_large_filter_is_not_kept()
    {
        var cache = new ResamplerCache();
        // No common divisor: as many rows as interpolation needs.
        Assert.NotSame(cache.Get(44101, 22050), cache.Get(44101, 22050));
    }

    [Fact]
    public void The_number_of_resamplers_is_limited()
    {
        var cache = new ResamplerCache();
        Resampler first = cache.Get(8000, 16000);
        for (int factor = 2; factor < 20; factor++)
        {
            cache.Get(16000 * factor, 16000);
        }

        Assert.NotSame(first, cache.Get(8000, 16000));
    }
}
