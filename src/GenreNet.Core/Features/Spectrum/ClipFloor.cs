using System.Numerics;
using System.Runtime.CompilerServices;
using GenreNet.Core.Numerics;
using GenreNet.Core.Signal;

namespace GenreNet.Core.Features;

/// <summary>
/// Limits the dynamic range of a clip and sets its 0 dB reference: the last steps of librosa.power_to_db.
/// </summary>
/// <param name="TopDecibels">Dynamic range in dB below the loudest cell, or null for no limit.</param>
/// <param name="Reference">Reference for 0 dB.</param>
internal readonly unsafe record struct ClipFloor(double? TopDecibels, DecibelReference Reference)
{
    /// <summary>Gets a value indicating whether the loudest cell must be known.</summary>
    public bool IsRelativeToClip => TopDecibels is not null || Reference == DecibelReference.Loudest;

    /// <summary>Checks that the settings are in range.</summary>
    /// <exception cref="ArgumentException">A setting is out of range; the message states which and why.</exception>
    public static void Validate(double? topDecibels, DecibelReference reference)
    {
        if (topDecibels is not null and not (>= 0 and <= 10000))
        {
            throw new ArgumentException(FormattableString.Invariant($"The range in decibels must be from 0 to 10000, or null for no limit, not {topDecibels}."));
        }

        if (!Enum.IsDefined(reference))
        {
            throw new ArgumentException($"The reference must be One or Loudest, not {reference}.");
        }
    }

    /// <summary>Updates the level of the loudest cell.</summary>
    [MethodImpl(HotLoop.Options)]
    public static void Measure(float* decibels, int cellCount, ref float loudest)
    {
        var highest = new Vector<float>(loudest);
        for (int i = 0; i < cellCount; i++)
        {
            highest = Vector.MaxNative(highest, Vector.Load(decibels + ((nint)i * Vector<float>.Count)));
        }

        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            loudest = MathF.Max(loudest, highest[lane]);
        }
    }

    /// <summary>Raises cells below the floor to it, and shifts the values relative to the reference.</summary>
    [MethodImpl(HotLoop.Options)]
    public void Apply(float* decibels, int cellCount, float loudest)
    {
        if (IsRelativeToClip)
        {
            Apply(decibels, cellCount, loudest, decibels);
        }
    }

    /// <summary>Computes cells with the floor and the reference. Requires <see cref="IsRelativeToClip"/>.</summary>
    /// <param name="decibels">Cells, one vector each.</param>
    /// <param name="cellCount">Number of cells.</param>
    /// <param name="loudest">The loudest cell of the clip.</param>
    /// <param name="values">Receives the results; may be the same memory as <paramref name="decibels"/>.</param>
    public void Apply(float* decibels, int cellCount, float loudest, float* values)
    {
        var floor = new Vector<float>(TopDecibels is double range ? loudest - (float)range : float.NegativeInfinity);
        var zero = new Vector<float>(Reference == DecibelReference.Loudest ? loudest : 0);
        for (int i = 0; i < cellCount; i++)
        {
            nint at = (nint)i * Vector<float>.Count;
            (Vector.MaxNative(Vector.Load(decibels + at), floor) - zero).Store(values + at);
        }
    }

    /// <summary>Converts powers to decibels in place.</summary>
    public static void FromPower(float* powers, int cellCount) =>
        Decibels.FromPower(new Span<float>(powers, cellCount * Vector<float>.Count));
}
