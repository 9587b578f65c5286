namespace GenreNet.Core.Synthesis;

/// <summary>Defines the sample rate of all generated music.</summary>
internal static class SampleClock
{
    /// <summary>Sample rate in Hz: the rate of the datasets that the generated one substitutes for.</summary>
    public const int Rate = 22050;

    /// <summary>Converts a time in seconds to the nearest integer number of samples.</summary>
    public static int Samples(double seconds) => (int)Math.Round(seconds * Rate);

    /// <summary>Returns the factor that, applied to every sample, lowers a level by 60 dB in the given time in seconds.</summary>
    public static double DecayFactor(double seconds) => Math.Pow(10, -3 / (seconds * Rate));
}
