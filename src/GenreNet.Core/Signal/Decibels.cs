namespace GenreNet.Core.Signal;

/// <summary>Power on the logarithmic scale, 0 dB being a power of 1.</summary>
/// <remarks>Both steps together are librosa.power_to_db(ref=1.0, amin=1e-10, top_db).</remarks>
public static class Decibels
{
    /// <summary>The smallest power that is told apart from silence: -100 dB.</summary>
    public const float MinimumPower = 1e-10f;

    /// <summary>Replaces each power by 10 log10(max(power, <see cref="MinimumPower"/>)).</summary>
    /// <param name="values">Powers, zero or more; receives decibels, -100 or more.</param>
    public static void FromPower(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = 10 * MathF.Log10(MathF.Max(values[i], MinimumPower));
        }
    }

    /// <summary>Raises everything that is too far below the loudest value to that distance.</summary>
    /// <param name="values">Decibels of a whole clip; changed in place.</param>
    /// <param name="topDecibels">The distance kept, zero or more.</param>
    public static void RaiseFloor(Span<float> values, double topDecibels)
    {
        float loudest = float.NegativeInfinity;
        foreach (float value in values)
        {
            loudest = MathF.Max(loudest, value);
        }

        float floor = loudest - (float)topDecibels;
        foreach (ref float value in values)
        {
            value = MathF.Max(value, floor);
        }
    }
}
