using System.Diagnostics;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Measures the time of a case in this process.</summary>
internal static class CaseTimer
{
    /// <summary>Measures the median time over all items and repeats, after a run of every item that is not measured.</summary>
    /// <param name="work">Processes one item.</param>
    /// <param name="repeats">Number of measurements per item, 1 or more.</param>
    /// <param name="itemCount">Number of items, 1 or more.</param>
    /// <returns>Milliseconds per item.</returns>
    public static double Median(Action<int> work, int repeats, int itemCount)
    {
        for (int i = 0; i < itemCount; i++)
        {
            work(i);
        }

        return MedianWithoutWarmUp(work, repeats, itemCount);
    }

    /// <summary>Measures the median time over all items and repeats of work that the caller has warmed up.</summary>
    /// <inheritdoc cref="Median"/>
    public static double MedianWithoutWarmUp(Action<int> work, int repeats, int itemCount)
    {
        double[] milliseconds = new double[repeats * itemCount];
        for (int i = 0; i < milliseconds.Length; i++)
        {
            long start = Stopwatch.GetTimestamp();
            work(i % itemCount);
            milliseconds[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }

        return Statistics.Median(milliseconds);
    }
}
