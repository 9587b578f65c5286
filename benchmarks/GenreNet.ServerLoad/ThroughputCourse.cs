using System.Diagnostics;
using System.Globalization;
using GenreNet.Inference;

namespace GenreNet.ServerLoad;

/// <summary>Compares a service on this machine with <see cref="GenreClassifier"/> in this process.</summary>
/// <param name="target">The service and the clips.</param>
internal sealed class ThroughputCourse(LoadTarget target)
{
    private const int Rounds = 5;

    private readonly byte[][] _requests = [.. Enumerable.Range(0, target.Clips.Length).Select(clip => LeanClient.Prepare(target, clip))];

    /// <summary>Alternates between the service and <c>ClassifyManyAsync</c>.</summary>
    /// <param name="clients">Number of concurrent clients of the service.</param>
    /// <param name="time">Duration of all rounds together.</param>
    public async Task<bool> RunAsync(int clients, TimeSpan time)
    {
        var raw = new List<double>();
        var adjusted = new List<double>();
        var processor = new List<double>();
        bool isRight = true;
        TimeSpan part = time / (2 * (Rounds + 1));
        for (int round = 0; round <= Rounds; round++)
        {
            var tally = new Tally();
            Speed served = await ServeAsync(tally, clients, part);
            Speed local = await ClassifyAsync(part);
            isRight &= tally.Of(200) == tally.Count && tally.Wrong == 0;
            // The first round warms up.
            if (round > 0)
            {
                raw.Add(served.FilesPerSecond / local.FilesPerSecond);
                adjusted.Add(served.FilesPerSecond / (local.FilesPerSecond * (1 - served.ClientShare)));
                processor.Add(local.Milliseconds / served.Milliseconds);
                Console.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"  round {round}: {served.FilesPerSecond:0.0} files per second by the service, {local.FilesPerSecond:0.0} by ClassifyManyAsync, ratio {raw[^1]:0.000}; "
                    + $"processor time per file {served.Milliseconds:0.00} ms and {local.Milliseconds:0.00} ms, ratio {processor[^1]:0.000}; "
                    + $"clients {served.ClientShare:0.0%} of the processors, idle {served.IdleShare:0.0%} and {local.IdleShare:0.0%}; ratio without the clients' share {adjusted[^1]:0.000}"));
            }
        }

        Console.WriteLine($"ratio of throughput with the clients on the same machine {Summary(raw)}; without the clients' share of the processors {Summary(adjusted)}; ratio of processor time {Summary(processor)}");
        return isRight;
    }

    private async Task<Speed> ServeAsync(Tally tally, int clients, TimeSpan time)
    {
        double before = await target.ProcessorSecondsAsync();
        TimeSpan own = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        // Threads that block: continuations on the thread pool would take more processor time.
        Task[] sending = [.. Enumerable.Range(0, clients).Select(client => Task.Factory.StartNew(
            () =>
            {
                using var connection = new LeanClient(target, _requests);
                for (int n = client; clock.Elapsed < time; n++)
                {
                    tally.Send(() => connection.Post(n % _requests.Length));
                }
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default))];
        await Task.WhenAll(sending);
        double seconds = clock.Elapsed.TotalSeconds;
        double client = (Environment.CpuUsage.TotalTime - own).TotalSeconds;
        return new Speed(tally.Of(200), seconds, await target.ProcessorSecondsAsync() - before, client);
    }

    private async Task<Speed> ClassifyAsync(TimeSpan time)
    {
        int count = 0;
        TimeSpan before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        IEnumerable<string> endless = Enumerable.Range(0, int.MaxValue).TakeWhile(_ => clock.Elapsed < time).Select(i => target.Paths[i % target.Paths.Length]);
        await foreach (ClassifiedFile file in target.Classifier.ClassifyManyAsync(endless))
        {
            count += file.IsClassified ? 1 : 0;
        }

        return new Speed(count, clock.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalSeconds, 0);
    }

    /// <summary>Returns the median and the range.</summary>
    private static string Summary(List<double> values)
    {
        values.Sort();
        return FormattableString.Invariant($"{values[values.Count / 2]:0.00} ({values[0]:0.00} to {values[^1]:0.00})");
    }

    /// <summary>Represents the files that were classified in a time, and the processor time that this took.</summary>
    private sealed record Speed(int Count, double Seconds, double ProcessorSeconds, double ClientSeconds)
    {
        public double FilesPerSecond => Count / Seconds;

        /// <summary>Gets the processor time per file in milliseconds, without the clients.</summary>
        public double Milliseconds => ProcessorSeconds * 1000 / Count;

        /// <summary>Gets the clients' share of the time of all processors.</summary>
        public double ClientShare => ClientSeconds / (Seconds * Environment.ProcessorCount);

        /// <summary>Gets the share of the time of all processors that neither the clients nor the classifier used.</summary>
        public double IdleShare => 1 - ((ProcessorSeconds + ClientSeconds) / (Seconds * Environment.ProcessorCount));
    }
}
