using System.Collections.Concurrent;
using System.Diagnostics;

namespace GenreNet.ServerLoad;

/// <summary>Counts responses and their durations. Thread-safe.</summary>
internal sealed class Tally
{
    private readonly ConcurrentBag<(int Status, double Seconds)> _answers = [];
    private int _wrong;

    public int Count => _answers.Count;

    public int Wrong => _wrong;

    /// <summary>Sends a request and counts its response.</summary>
    public async Task<int> CountAsync(Func<Task<(int Status, bool IsRight)>> post)
    {
        long start = Stopwatch.GetTimestamp();
        (int status, bool isRight) = await post();
        Add(status, isRight, start);
        return status;
    }

    /// <summary>Sends a request, blocks until its response arrives, and counts it.</summary>
    public void Send(Func<(int Status, bool IsRight)> post)
    {
        long start = Stopwatch.GetTimestamp();
        (int status, bool isRight) = post();
        Add(status, isRight, start);
    }

    public int Of(int status) => _answers.Count(answer => answer.Status == status);

    /// <summary>Returns a quantile of the response times of a status in seconds.</summary>
    public double Percentile(int status, double share)
    {
        double[] times = [.. _answers.Where(answer => answer.Status == status).Select(answer => answer.Seconds).Order()];
        return times.Length == 0 ? double.NaN : times[(int)Math.Min(times.Length - 1, share * times.Length)];
    }

    /// <summary>Returns one line about the responses of a status.</summary>
    public string Describe(int status)
    {
        double[] times = [.. _answers.Where(answer => answer.Status == status).Select(answer => answer.Seconds).Order()];
        string name = status == 0 ? "no response" : status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return times.Length == 0 ? $"{name}: none" : FormattableString.Invariant($"{name}: {times.Length}, p50 {At(times, 0.5)}, p95 {At(times, 0.95)}, p99 {At(times, 0.99)}, longest {At(times, 1)}");
    }

    public void Write()
    {
        foreach (int status in _answers.Select(answer => answer.Status).Distinct().Order())
        {
            Console.WriteLine($"  {Describe(status)}");
        }

        Console.WriteLine($"  incorrect responses: {_wrong}");
    }

    private void Add(int status, bool isRight, long start)
    {
        _answers.Add((status, Stopwatch.GetElapsedTime(start).TotalSeconds));
        if (status == 200 && !isRight)
        {
            Interlocked.Increment(ref _wrong);
        }
    }

    private static string At(double[] times, double share) =>
        FormattableString.Invariant($"{times[(int)Math.Min(times.Length - 1, share * times.Length)] * 1000:0} ms");
}
