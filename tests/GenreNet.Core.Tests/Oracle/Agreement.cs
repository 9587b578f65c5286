using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Oracle;

/// <summary>Compares results with those of NWaves, an independent implementation in C#.</summary>
internal static class Agreement
{
    /// <summary>Requires that no value differs by more than a tolerance.</summary>
    public static void Within(double tolerance, ReadOnlySpan<float> actual, ReadOnlySpan<float> expected)
    {
        double difference = Sound.LargestDifference(actual, expected);
        Assert.True(difference <= tolerance, $"NWaves differs by {difference:G3}, more than {tolerance:G3}.");
    }
}
