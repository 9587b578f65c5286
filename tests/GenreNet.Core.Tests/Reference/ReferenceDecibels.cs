using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Reference;

/// <summary>Power in decibels, relative to the loudest cell of the clip where that is asked for.</summary>
internal static class ReferenceDecibels
{
    public static double[][] Of(double[][] powers, double? range, DecibelReference reference)
    {
        double[][] decibels = [.. powers.Select(frame => frame.Select(p => 10 * Math.Log10(Math.Max(p, 1e-10))).ToArray())];
        double loudest = decibels.SelectMany(frame => frame).DefaultIfEmpty(0).Max();
        double floor = range is null ? double.NegativeInfinity : loudest - range.Value;
        double zero = reference == DecibelReference.Loudest ? loudest : 0;
        return [.. decibels.Select(frame => frame.Select(d => Math.Max(d, floor) - zero).ToArray())];
    }
}
