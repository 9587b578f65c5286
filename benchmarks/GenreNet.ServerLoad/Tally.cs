using System.Collections.Concurrent;
using System.Diagnostics;

namespace GenreNet.ServerLoad;

/// <summary>Counts answers and how long they took. Thread-safe.</summary>
internal sealed class Tally
{
    private readonly ConcurrentBag<(int Status, double Seconds)> _answers = [];
    private int _wrong;

    public int Count => _answers.Count;

    public int Wrong => _wrong;

    /// <summary>Does something and counts what came of it.</summary>
    public async Task<int> CountAsync(Func<Task<(int Status, bool IsRight)>> post)
    {
        long start = Stopwatch.GetTimestamp();
        (int status, bool isRight) = await post();
        _answers.Add((status, Stopwatch.GetElapsedTime(start).TotalSeconds));
        if (status == 200 && !isRight)
        {
            Interlocked.Increment(ref _wrong);
        }

        return status;
    }

    public int Of(int status) => _answers.Count(answer => answer.Status == status);

    /// <summary>Seconds within which a share of the answers of a status came.</summary>
    public double Percentile(int status, double share)
    {
        double[] times = [.. _answers.Where(answer => answer.Status == status).Select(answer => answer.Seconds).Order()];
        return times.Length == 0 ? double.NaN : times[(int)Math.Min(times.Length - 1, share * times.Length)];
    }

    /// <summary>A line on the answers of a status.</summary>
    public string Describe(int status)
    {
        double[] times = [.. _answers.Where(answer => answer.Status == status).Select(answer => answer.Seconds).Order()];
        string name = status == 0 ? "no answer" : status.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return times.Length == 0 ? $"{name}: none" : FormattableString.Invariant($"{name}: {times.Length}, p50 {At(times, 0.5)}, p95 {At(times, 0.95)}, p99 {At(times, 0.99)}, longest {At(times, 1)}");
    }

    public void Write()
    {
        foreach (int status in _answers.Select(answer => answer.Status).Distinct().Order())
        {
            Console.WriteLine($"  {Describe(status)}");
        }

        Console.WriteLine($"  answered wrongly: {_wrong}");
    }

    private static string At(double[] times, double share) =>
        FormattableString.Invariant($"{times[(int)Math.Min(times.Length - 1, share * times.Length)] * 1000:0} ms");
}
