namespace GenreNet.Core.Tests.Reference;

/// <summary>What is measured of the samples themselves.</summary>
internal static class ReferenceDynamics
{
    public static double Rms(double[] frame) => Math.Sqrt(frame.Sum(x => x * x) / frame.Length);

    /// <summary>Pairs of neighbours of which just one is negative.</summary>
    public static double ZeroCrossingRate(double[] frame) =>
        (double)frame.Zip(frame.Skip(1)).Count(pair => pair.First < -1e-10 != pair.Second < -1e-10) / frame.Length;
}
