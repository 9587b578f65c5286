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

    /// <summary>
    /// Returns whether cells are visible in which single precision errors matter. A range of up to 80 dB below the loudest cell hides them.
    /// </summary>
    public static bool NeedsDoublePrecision(double? topDecibels) => topDecibels is null or > 80;

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
        // Four maxima: each instruction would otherwise wait for the one before it.
        Vector<float> highest = new(loudest);
        Vector<float> h1 = highest;
        Vector<float> h2 = highest;
        Vector<float> h3 = highest;
        int i = 0;
        for (; i + 4 <= cellCount; i += 4)
        {
            float* from = decibels + ((nint)i * Vector<float>.Count);
            highest = Vector.MaxNative(highest, Vector.Load(from));
            h1 = Vector.MaxNative(h1, Vector.Load(from + Vector<float>.Count));
            h2 = Vector.MaxNative(h2, Vector.Load(from + (2 * Vector<float>.Count)));
            h3 = Vector.MaxNative(h3, Vector.Load(from + (3 * Vector<float>.Count)));
        }

        for (; i < cellCount; i++)
        {
            highest = Vector.MaxNative(highest, Vector.Load(decibels + ((nint)i * Vector<float>.Count)));
        }

        highest = Vector.MaxNative(Vector.MaxNative(highest, h1), Vector.MaxNative(h2, h3));
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            loudest = MathF.Max(loudest, highest[lane]);
        }
    }

    /// <summary>Raises values below the floor to it, and shifts the values relative to the reference.</summary>
    /// <param name="decibels">Values; replaced.</param>
    /// <param name="count">Number of values.</param>
    /// <param name="loudest">The loudest cell of the clip.</param>
    [MethodImpl(HotLoop.Options)]
    public void Apply(float* decibels, int count, float loudest)
    {
        if (!IsRelativeToClip)
        {
            return;
        }

        float floor = TopDecibels is double range ? loudest - (float)range : float.NegativeInfinity;
        float zero = Reference == DecibelReference.Loudest ? loudest : 0;
        var floors = new Vector<float>(floor);
        var zeros = new Vector<float>(zero);
        int i = 0;
        for (; i + Vector<float>.Count <= count; i += Vector<float>.Count)
        {
            (Vector.MaxNative(Vector.Load(decibels + i), floors) - zeros).Store(decibels + i);
        }

        for (; i < count; i++)
        {
            decibels[i] = MathF.Max(decibels[i], floor) - zero;
        }
    }

    /// <summary>Converts powers to decibels in place.</summary>
    public static void FromPower(float* powers, int cellCount) =>
        Decibels.FromPower(new Span<float>(powers, cellCount * Vector<float>.Count));
}
