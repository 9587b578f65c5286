using System.Diagnostics;

namespace GenreNet.Benchmarks.Peers;

/// <summary>How much sooner two threads are done than one with the same work.</summary>
internal static class ThreadSpeedUp
{
    // Enough that starting the threads does not count.
    private const int Items = 40;

    /// <summary>Measures work.</summary>
    /// <param name="createWorker">Called once a thread: what computes one item, with memory of its own.</param>
    /// <param name="repeats">How often one thread and two are measured in turn.</param>
    /// <returns>The ratio of the medians: 2 is all that is possible.</returns>
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

    /// <summary>Measures arithmetic that shares nothing and touches no memory: what the machine gives at this moment, whoever else uses it.</summary>
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
