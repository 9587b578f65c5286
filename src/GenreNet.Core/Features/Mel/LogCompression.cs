using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>Specifies the base of a logarithm.</summary>
public enum LogBase
{
    /// <summary>The natural logarithm, ln.</summary>
    Natural,

    /// <summary>The decimal logarithm, log10.</summary>
    Ten,
}

/// <summary>
/// Settings of the logarithmic compression of powers: <c>(log(Gain * x + Offset) + Shift) / Divisor</c>. Each value depends only on its own
/// power.
/// </summary>
/// <remarks>
/// Unlike decibels relative to the loudest cell of a clip, the floor is the same for all clips. Torch's log(mel + 1e-5) corresponds to
/// <c>Offset = 1e-5</c>, musicnn's log10(10000 x + 1) to <c>Gain = 10000, Offset = 1, Base = LogBase.Ten</c>. Immutable.
/// </remarks>
/// <seealso cref="FeatureExtractor"/>
public sealed record LogCompression
{
    /// <summary>Gets the base of the logarithm. Default e.</summary>
    public LogBase Base { get; init; } = LogBase.Natural;

    /// <summary>Gets the factor that powers are multiplied by, from 1e-6 to 1e6. Default 1.</summary>
    public double Gain { get; init; } = 1;

    /// <summary>Gets the offset added before the logarithm, from 1e-30 to 1e6; it determines the value of silence. Default 1e-10.</summary>
    public double Offset { get; init; } = 1e-10;

    /// <summary>Gets the number added to the logarithm, from -1000 to 1000. Default 0.</summary>
    public double Shift { get; init; }

    /// <summary>Gets the number that the sum is divided by, from 0.001 to 1000. Default 1.</summary>
    public double Divisor { get; init; } = 1;

    /// <summary>
    /// Gets a value indicating whether powers are rounded to half precision first, as for networks trained on features stored in float16.
    /// Powers above 65 504, the largest number in half precision, become 65 504. Default false.
    /// </summary>
    public bool RoundsInputToFloat16 { get; init; }

    private double UnitsPerOctave => (Base == LogBase.Ten ? Math.Log10(2) : Math.Log(2)) / Divisor;

    /// <summary>Checks that the settings are in range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message states which and why.</exception>
    public void Validate()
    {
        if (!Enum.IsDefined(Base))
        {
            throw new ArgumentException($"The base of the logarithm must be Natural or Ten, not {Base}.");
        }

        Require(Gain is >= 1e-6 and <= 1e6, $"The gain before the logarithm must be from 1e-6 to 1e6, not {Gain}.");
        Require(Offset is >= 1e-30 and <= 1e6, $"The offset before the logarithm must be from 1e-30 to 1e6, not {Offset}.");
        Require(Shift is >= -1000 and <= 1000, $"The shift of the logarithm must be from -1000 to 1000, not {Shift}.");
        Require(Divisor is >= 0.001 and <= 1000, $"The divisor of the logarithm must be from 0.001 to 1000, not {Divisor}.");
    }

    /// <summary>
    /// Computes the value of a compressed band if the audio were louder or quieter. Exact except for the rounding to half precision.
    /// </summary>
    /// <param name="value">Compressed value.</param>
    /// <param name="decibels">Change in level in decibels; negative for quieter.</param>
    public float Amplify(float value, double decibels)
    {
        double octaves = ((value * Divisor) - Shift) / (UnitsPerOctave * Divisor);

        // Due to rounding, the value of silence can be slightly below the floor.
        double power = Math.Max(0, Math.Pow(2, octaves) - Offset);
        return (float)((Math.Log2((power * Math.Pow(10, decibels / 10)) + Offset) * UnitsPerOctave) + (Shift / Divisor));
    }

    /// <summary>Compresses bands in place.</summary>
    /// <param name="powers">Powers, one vector per band.</param>
    /// <param name="count">Number of bands.</param>
    [MethodImpl(HotLoop.Options)]
    internal unsafe void ApplyLanes(float* powers, int count)
    {
        var gain = new Vector<float>((float)Gain);
        var offset = new Vector<float>((float)Offset);
        var scale = new Vector<float>((float)UnitsPerOctave);
        var shift = new Vector<float>((float)(Shift / Divisor));
        for (int i = 0; i < count; i++)
        {
            float* band = powers + ((nint)i * Vector<float>.Count);
            Vector<float> power = Vector.Load(band);
            power = RoundsInputToFloat16 ? Float16.Round(power) : power;
            Vector<float> argument = VectorSum.MultiplyAdd(power, gain, offset);
            VectorSum.MultiplyAdd(Logarithm.Log2(argument), scale, shift).Store(band);
        }
    }

    private static void Require(bool condition, FormattableString problem)
    {
        if (!condition)
        {
            throw new ArgumentException(FormattableString.Invariant(problem));
        }
    }
}
