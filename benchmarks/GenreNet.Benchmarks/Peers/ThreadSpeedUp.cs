using System.Diagnostics;

namespace GenreNet.Benchmarks.Peers;

/// <summary>Measures the speed-up of two threads over one with the same work.</summary>
internal static class ThreadSpeedUp
{
    // Enough that the start of the threads is negligible.
    private const int Items = 40;

    /// <summary>Measures the speed-up of the given work.</summary>
    /// <param name="createWorker">Called once per thread; creates a function that computes one item with its own memory.</param>
    /// <param name="repeats">Number of alternating measurements of one thread and two threads.</param>
    /// <returns>The ratio of the medians; at most 2.</returns>
    public static double Measure(Func<Action<int>> createWorker, int repeats)
    {
        double[] one = new double[repeats];
        double[] two = new double[repeats];
        for (int i = 0; i < repeats; i++)
        {
            one[i] = Time(createWorker, 1);
            two[i] = Time(createWorker, 2);
        }

        return Statistics.Median(one) / Statistics.Median(two);
    }

    /// <summary>Measures arithmetic without memory access: the speed-up that the machine allows under its current load.</summary>
    public static double OfMachine(int repeats) => Measure(() => Count, repeats);

    private static void Count(int item)
    {
        uint state = (uint)item;
        for (int i = 0; i < 2_000_000; i++)
        {
            state = (state * 1664525) + 1013904223;
        }

        GC.KeepAlive(state);
    }

    private static double Time(Func<Action<int>> createWorker, int threadCount)
    {
        int next = -1;
        Thread[] threads = [.. Enumerable.Range(0, threadCount).Select(_ => new Thread(() =>
        {
            Action<int> work = createWorker();
            int item;
            while ((item = Interlocked.Increment(ref next)) < Items)
            {
                work(item);
            }
        }))];
        long start = Stopwatch.GetTimestamp();
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }
}
