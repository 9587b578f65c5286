using System.Collections.Concurrent;
using System.Diagnostics;

namespace GenreNet.ServerLoad;

/// <summary>Implements the load tests. Each returns whether the service met its requirements.</summary>
internal static class Courses
{
    private const int Parts = 10;

    public static async Task<bool> SteadyAsync(LoadTarget target, int clients, TimeSpan time, int requests)
    {
        await RunAsync(target, new Tally(), clients, TimeSpan.FromSeconds(3), 0);
        double before = await target.MemoryAsync();
        var tally = new Tally();
        var clock = Stopwatch.StartNew();
        var memory = new List<double>();
        using var stop = new CancellationTokenSource();
        Task watching = WatchAsync(target, memory, stop.Token);
        if (requests == 0)
        {
            await RunAsync(target, tally, clients, time, 0);
        }

        for (int part = 1; part <= Parts && requests > 0; part++)
        {
            await RunAsync(target, tally, clients, TimeSpan.FromHours(1), requests / Parts, tally.Count);
            Console.WriteLine(FormattableString.Invariant(
                $"  after {tally.Count} requests: {await target.MemoryAsync():0} MB, objects after the last garbage collection {await target.HeapAsync():0} MB"));
        }

        double seconds = clock.Elapsed.TotalSeconds;
        await stop.CancelAsync();
        await watching;
        Console.WriteLine(FormattableString.Invariant($"{clients} clients, {tally.Count} requests in {seconds:0.0} s, {tally.Count / seconds:0.0} per second"));
        tally.Write();
        Console.WriteLine(FormattableString.Invariant($"  memory: {before:0} MB after 3 s, {await target.MemoryAsync():0} MB at the end; means by quarter {Quarters(memory)} MB"));
        return tally.Of(200) == tally.Count && tally.Wrong == 0;
    }

    public static async Task<bool> OverloadAsync(LoadTarget target, int clients, TimeSpan time)
    {
        var tally = new Tally();
        await RunAsync(target, tally, clients, time, 0, pause: TimeSpan.FromMilliseconds(200));
        Console.WriteLine(FormattableString.Invariant($"{clients} concurrent clients for {time.TotalSeconds:0} s"));
        tally.Write();
        var clock = Stopwatch.StartNew();
        var after = new Tally();
        int status = await after.CountAsync(() => target.PostAsync(0, CancellationToken.None));
        Console.WriteLine(FormattableString.Invariant($"  first request afterwards: {status} in {clock.ElapsedMilliseconds} ms"));
        return status == 200 && tally.Wrong == 0 && tally.Of(200) > 0 && tally.Of(200) + tally.Of(429) == tally.Count;
    }

    public static async Task<bool> HostileAsync(LoadTarget target, int clients, TimeSpan time)
    {
        var tally = new Tally();
        var refused = new ConcurrentBag<int>();
        using var stop = new CancellationTokenSource(time);
        List<Task> bad = [.. Enumerable.Range(0, clients).Select(i => Task.Run(() => (i % 3) switch
        {
            0 => RepeatAsync(() => BadClients.SlowAsync(target, stop.Token), stop.Token),
            1 => RepeatAsync(() => BadClients.HalfAsync(target, stop.Token), stop.Token),
            _ => RepeatAsync(() => BadClients.CutAsync(target, new Random(i), stop.Token), stop.Token, TimeSpan.FromMilliseconds(50)),
        }))];
        var random = new Random(1);
        await Task.WhenAll(Enumerable.Range(0, clients).Select(i => Task.Run(async () =>
        {
            for (int n = 0; !stop.IsCancellationRequested; n++)
            {
                if ((i + n) % 5 == 0)
                {
                    refused.Add(await BadClients.BadFileAsync(target, new Random((i * 1000) + n), CancellationToken.None));
                }
                else
                {
                    await tally.CountAsync(() => target.PostAsync((i + n) % target.Clips.Length, CancellationToken.None));
                }
            }
        })));
        await Task.WhenAll(bad);
        Console.WriteLine(FormattableString.Invariant($"{clients} good clients and {clients} bad clients for {time.TotalSeconds:0} s; good files:"));
        tally.Write();
        Console.WriteLine($"  bad files: {string.Join(", ", refused.CountBy(status => status).OrderBy(pair => pair.Key).Select(pair => $"{pair.Key}: {pair.Value}"))}");
        Console.WriteLine(FormattableString.Invariant($"  memory at the end: {await target.MemoryAsync():0} MB"));
        // Random bytes after the start of a clip may be decoded, with a warning.
        return tally.Of(200) == tally.Count && tally.Wrong == 0 && refused.All(status => status is 200 or 415 or 422);
    }

    private static async Task RunAsync(LoadTarget target, Tally tally, int clients, TimeSpan time, int requests, int first = 0, TimeSpan? pause = null)
    {
        using var stop = new CancellationTokenSource(time);
        int sent = 0;
        await Task.WhenAll(Enumerable.Range(0, clients).Select(i => Task.Run(async () =>
        {
            for (int n = first + i; !stop.IsCancellationRequested && (requests == 0 || Interlocked.Increment(ref sent) <= requests); n++)
            {
                int status = await tally.CountAsync(() => target.PostAsync(n % target.Clips.Length, CancellationToken.None));
                if (pause is { } time && status != 200)
                {
                    await Task.Delay(time);
                }
            }
        })));
    }

    private static async Task RepeatAsync(Func<Task> work, CancellationToken cancellationToken, TimeSpan pause = default)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            await work();
            await Task.Delay(pause, CancellationToken.None);
        }
    }

    private static async Task WatchAsync(LoadTarget target, List<double> memory, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            memory.Add(await target.MemoryAsync());
            await Task.Delay(1000, CancellationToken.None);
        }
    }

    private static string Quarters(List<double> memory) => string.Join(", ", memory.Chunk(Math.Max(1, (memory.Count + 3) / 4)).Select(part => FormattableString.Invariant($"{part.Average():0}")));
}
