namespace GenreNet.Core.Synthesis;

/// <summary>The one sample rate that all generated music has.</summary>
internal static class SampleClock
{
    /// <summary>Samples a second: the rate of the datasets that the generated one stands in for.</summary>
    public const int Rate = 22050;

    /// <summary>The nearest whole number of samples in a time.</summary>
    public static int Samples(double seconds) => (int)Math.Round(seconds * Rate);

    /// <summary>The factor that, applied every sample, lowers a level by 60 dB in a time.</summary>
    public static double DecayFactor(double seconds) => Math.Pow(10, -3 / (seconds * Rate));
}
