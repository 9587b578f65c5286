using GenreNet.Core.Signal;


namespace GenreNet.Core.Tests.Signal.Resampling;

public class ResamplingFilterTests
{
    public static TheoryData<int, int> Rates { get; } = new()
    {
        { 44100, 22050 },
        { 48000, 22050 },
        { 88200, 22050 },
        { 96000, 22050 },
        { 32000, 22050 },
        { 16000, 22050 },
        { 8000, 22050 },
    };

    [Theory]
    [MemberData(nameof(Rates))]
    public void The_pass_band_is_flat(int from, int to)
    {
        ResamplingFilter filter = Design(from, to);
        double limit = LowerNyquist(from, to) * Resampler.PassBand;

        // 0.001 dB is what the documentation promises; the design has 0.000004, and rounding the weights to float stays below 0.0001.
        Assert.All(Enumerable.Range(0, 75), i => Assert.Equal(0, ResponseDecibels(filter, limit * i / 74), 1e-4));
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void The_stop_band_begins_at_the_lower_Nyquist_frequency(int from, int to)
    {
        ResamplingFilter filter = Design(from, to);
        double limit = LowerNyquist(from, to);

        // The side lobes are a hundredth wide and highest at the edge: finely there, then coarsely up to where the spectrum repeats.
        double repeats = filter.PhaseCount * Math.PI / limit;
        for (double place = 1; place < Math.Min(repeats, 5); place += place < 1.05 ? 0.001 : 0.0237)
        {
            double level = ResponseDecibels(filter, limit * place);
            Assert.True(level < -Resampler.StopBandDecibels, $"{level:0.0} dB at {place:0.0000}");
        }
    }

    /// <summary>Levels of tones after libsoxr 0.1.3 at quality HQ (20 bits), at fractions of the lower Nyquist frequency.</summary>
    [Theory]
    [InlineData(44100, 0.001, 0, -0.0016, -0.0742, -0.6730, -2.8752, -8.0334, -17.5341, -33.2463, -59.4074)]
    [InlineData(88200, 0.01, 0, -0.0011, -0.0626, -0.6251, -2.8146, -8.0908, -17.9416, -34.3421, -61.7473)]
    [InlineData(48000, 0.035, -0.0071, -0.0103, -0.0731, -0.6375, -2.8287, -8.1047, -17.9518, -34.3423, -61.7220)]
    [InlineData(96000, 0.035, -0.0071, -0.0101, -0.0650, -0.6006, -2.7797, -8.1520, -18.2889, -35.2409, -63.5743)]
    [InlineData(32000, 0.035, -0.0057, -0.0081, -0.0737, -0.6479, -2.8416, -8.0825, -17.8238, -33.9863, -60.8406)]
    [InlineData(16000, 0.035, -0.0070, -0.0106, -0.0734, -0.6376, -2.8289, -8.1071, -17.9601, -34.3632, -61.7719)]
    [InlineData(8000, 0.035, -0.0070, -0.0106, -0.0734, -0.6376, -2.8289, -8.1071, -17.9601, -34.3632, -61.7719)]
    public void The_transition_band_equals_that_of_soxr(int from, double tolerance, double at90, params double[] from92)
    {
        ResamplingFilter filter = Design(from, 22050);
        double limit = LowerNyquist(from, 22050);

        // Ours lacks the fall of soxr's interpolating stage: 0.007 dB at 0.9, 0.03 dB at 0.99.
        Assert.Equal(at90, ResponseDecibels(filter, limit * 0.9), 0.0075);
        Assert.All(Enumerable.Range(0, from92.Length), i => Assert.Equal(from92[i], ResponseDecibels(filter, limit * (0.92 + (0.01 * i))), tolerance));
    }

    [Fact]
    public void Halving_a_rate_uses_a_sinc_with_a_Kaiser_window()
    {
        var filter = new ResamplingFilter(ResamplingWindow.For(1, 2), 2, 1);
        Assert.Equal(200, filter.Radius); // 97.25 samples of the lower rate are 194.5 of the higher: the next multiple of eight
        float[] row = filter.Row(0).ToArray();
        Assert.Equal(0.478436, row[199], 1e-6); // in the middle the share of the band that passes
        double kaiser = WindowFunction.BesselI0(13.04 * Math.Sqrt(1 - Math.Pow(50 / 194.5, 2))) / WindowFunction.BesselI0(13.04);
        Assert.Equal(kaiser * Math.Sin(Math.PI * 0.478436 * 50) / (Math.PI * 50), row[249], 1e-8);
        Assert.All(row[..5], weight => Assert.Equal(0, weight));
    }

    [Theory]
    [MemberData(nameof(Rates))]
    public void Rows_are_mirror_images_and_pass_a_constant(int from, int to)
    {
        ResamplingFilter filter = Design(from, to);
        for (int phase = 0; phase <= filter.PhaseCount; phase++)
        {
            float[] row = filter.Row(phase).ToArray();
            Assert.Equal(1, row.Sum(weight => (double)weight), 1e-6);
            Assert.Equal(row.Reverse(), filter.Row(filter.PhaseCount - phase).ToArray());
        }
    }

    /// <summary>In radians an input sample.</summary>
    private static double LowerNyquist(int from, int to) => Math.PI * Math.Min(from, to) / from;

    private static ResamplingFilter Design(int from, int to)
    {
        int divisor = Enumerable.Range(1, Math.Min(from, to)).Last(i => from % i == 0 && to % i == 0);
        return new ResamplingFilter(ResamplingWindow.For(to / divisor, from / divisor), Math.Max(1.0, (double)from / to), to / divisor);
    }

    /// <summary>The rows are one long impulse response, sampled as often in an input sample as there are phases: its Fourier transform.</summary>
    /// <param name="filter">The filter.</param>
    /// <param name="turn">Frequency in radians an input sample.</param>
    private static double ResponseDecibels(ResamplingFilter filter, double turn)
    {
        double sum = 0;
        for (int phase = 0; phase < filter.PhaseCount; phase++)
        {
            double distance = 1 - filter.Radius - ((double)phase / filter.PhaseCount);
            (double sine, double cosine) = Math.SinCos(turn * distance);
            (double stepSine, double stepCosine) = Math.SinCos(turn);
            foreach (float weight in filter.Row(phase))
            {
                sum += weight * cosine;
                (cosine, sine) = ((cosine * stepCosine) - (sine * stepSine), (sine * stepCosine) + (cosine * stepSine));
            }
        }

        return 20 * Math.Log10(Math.Abs(sum / filter.PhaseCount));
    }
}
