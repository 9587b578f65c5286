namespace GenreNet.Core.Synthesis;

/// <summary>Measures levels.</summary>
internal static class Loudness
{
    private const int BlockLength = 1024;

    /// <summary>Converts decibels to a factor.</summary>
    public static double Factor(double decibels) => Math.Pow(10, decibels / 20);

    /// <summary>
    /// Returns the root mean square of the blocks (46 ms) that are at most 30 dB below the loudest one, so that rests do not count; 0 for
    /// silence.
    /// </summary>
    public static double Of(ReadOnlySpan<float> samples)
    {
        double[] powers = new double[(samples.Length + BlockLength - 1) / BlockLength];
        for (int block = 0; block < powers.Length; block++)
        {
            ReadOnlySpan<float> part = samples[(block * BlockLength)..Math.Min(samples.Length, (block + 1) * BlockLength)];
            foreach (float sample in part)
            {
                powers[block] += sample * sample;
            }

            powers[block] /= part.Length;
        }

        double floor = powers.DefaultIfEmpty().Max() * 1e-3;
        return floor == 0 ? 0 : Math.Sqrt(powers.Where(power => power >= floor).Average());
    }
}
