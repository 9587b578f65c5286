using GenreNet.Core.Signal;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Signal.Resampling;

public sealed class FilterEngineTests
{
    [Theory]
    [InlineData(44100, 22050)]
    [InlineData(48000, 22050)]
    [InlineData(22050, 16000)]
    [InlineData(8000, 22050)]
    public void An_engine_gives_the_samples_of_the_vectors(int from, int to)
    {
        float[] input = Sound.Noise(20011);
        var engine = new PlainEngine();
        float[] actual = new Resampler(from, to, engine).Resample(input);
        float[] expected = new Resampler(from, to).Resample(input);
        Assert.Equal(expected.Length, actual.Length);

        // Sums of up to 600 products in another order.
        Assert.True(Sound.LargestDifference(actual, expected) < 2e-6);
        Assert.InRange(engine.SampleCount, expected.Length / 2, expected.Length - 1);
    }

    [Theory]
    [InlineData(44100, 22050, 1)]
    [InlineData(22050, 16000, 700)]
    [InlineData(8000, 22050, 5000)]
    public void Windows_of_the_input_give_the_same_samples(int from, int to, int blockLength)
    {
        var resampler = new Resampler(from, to, new PlainEngine());
        float[] input = Sound.Noise(20011);
        float[] whole = resampler.Resample(input);
        float[] pieces = new float[whole.Length];
        for (int first = 0; first < pieces.Length; first += blockLength)
        {
            int count = Math.Min(blockLength, pieces.Length - first);
            int start = (int)Math.Max(0, resampler.InputAt(first) - resampler.Radius + 1);
            int end = (int)Math.Min(input.Length, resampler.InputAt(first + count - 1) + resampler.Radius + 1);
            resampler.Process(input.AsSpan(start, end - start), start, first, pieces.AsSpan(first, count));
        }

        Assert.Equal(whole, pieces);
    }

    [Fact]
    public void An_interpolated_filter_does_not_use_the_engine()
    {
        var engine = new PlainEngine();
        float[] input = Sound.Noise(2000);
        Assert.Equal(new Resampler(44101, 22050).Resample(input), new Resampler(44101, 22050, engine).Resample(input));
        Assert.Equal(0, engine.SampleCount);
    }

    /// <summary>Computes each sum in order.</summary>
    private sealed class PlainEngine : IFilterEngine
    {
        public int SampleCount { get; private set; }

        public ILoadedFilter Load(ReadOnlySpan<float> rows, int up, int down)
        {
            Assert.Equal(0, rows.Length / up % 16);
            return new Filter(this, rows.ToArray(), up, down);
        }

        private sealed class Filter(PlainEngine engine, float[] rows, int up, int down) : ILoadedFilter
        {
            public void Process(ReadOnlySpan<float> window, int phase, Span<float> output)
            {
                int length = rows.Length / up;
                for (int n = 0; n < output.Length; n++)
                {
                    int position = phase + (n * down);
                    output[n] = 0;
                    for (int k = 0; k < length; k++)
                    {
                        output[n] += window[(position / up) + k] * rows[(position % up * length) + k];
                    }
                }

                // The window ends with the last sample that is needed.
                Assert.Equal(window.Length, ((phase + ((output.Length - 1) * down)) / up) + length);
                engine.SampleCount += output.Length;
            }
        }
    }
}
