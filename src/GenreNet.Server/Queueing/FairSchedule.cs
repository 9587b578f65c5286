namespace GenreNet.Server.Queueing;

/// <summary>
/// Decides which waiting file is classified next, so that clients share worker time: start-time fair queueing (Goyal, Vin and Cheng, 1996)
/// by measured worker seconds. Each client has a clock of the seconds that it has used; the client with the lowest clock is next. A client
/// that returns after a pause starts at the clock of the job that started last, so it is next but does not accumulate credit. Reads no
/// clock and starts no thread: callers pass the time in seconds. Not thread-safe.
/// </summary>
/// <remarks>
/// A running job cannot be interrupted. Two rules keep long jobs of one client from blocking the others. While other clients are active, a
/// client with long files leaves one worker free. If all workers are busy, one extra job is started for a client that has no running job,
/// has shorter files and has used less time.
/// </remarks>
/// <param name="workers">Number of files that are classified at a time.</param>
/// <param name="queueLimit">Number of files that may wait, not counting those of batches.</param>
/// <param name="longestRun">Number of seconds after which a job is stopped.</param>
internal sealed class FairSchedule(int workers, int queueLimit, double longestRun)
{
    /// <summary>The number of seconds above which a file counts as long: waiting for one is worse than leaving a worker free.</summary>
    public const double LongSeconds = 0.5;

    /// <summary>The number of seconds after its last file for which a client counts as active.</summary>
    public const double AroundSeconds = 10;

    /// <summary>The number of seconds without a file after which a client is forgotten.</summary>
    public const double MemorySeconds = 60;

    private const double FirstGuessSeconds = 0.05;
    private const double NewShare = 0.1;

    private readonly Dictionary<string, ClientLine> _lines = new(StringComparer.Ordinal);
    private readonly List<ClientLine> _active = [];
    private readonly RecentClients _recent = new();
    private long _count;
    private int _limited, _regular, _extra;
    private double _meanSeconds = FirstGuessSeconds;
    private double _startClock, _shareClock, _highestClock;

    /// <summary>Gets the number of waiting files, including those of batches.</summary>
    public int WaitingCount => _active.Sum(line => line.Waiting.Count);

    public int ClientCount => _lines.Count;

    /// <summary>Returns whether a file of a client could start now or wait.</summary>
    public bool HasRoom(string client, double now) => HasRoom(_lines.GetValueOrDefault(client) ?? new ClientLine(client), now);

    /// <summary>Gets whether the queue has no place for any client.</summary>
    public bool IsFull => _limited >= queueLimit;

    /// <summary>Adds a file to the queue of its client.</summary>
    /// <returns>Null if there is no room.</returns>
    public ScheduledJob? Add(string client, bool isPatient, double now)
    {
        ClientLine line = _lines.GetValueOrDefault(client) ?? new ClientLine(client);
        if (!isPatient && !HasRoom(line, now))
        {
            return null;
        }

        _lines[client] = line;
        if (!line.IsActive)
        {
            line.Clock = Math.Max(line.Clock, ClockOfNewcomers());
            _active.Add(line);
        }

        _recent.See(line, now);
        var job = new ScheduledJob { Line = line, Number = _count++, IsPatient = isPatient };
        line.Waiting.AddLast(job);
        Count(job, 1);
        return job;
    }

    /// <summary>Starts the next file, if one may start. Call after each change until it returns null.</summary>
    public ScheduledJob? StartNext(double now)
    {
        ClientLine? best = null;
        bool isExtra = false;
        double clock = 0;
        foreach (ClientLine line in _active)
        {
            if (line.Waiting.Count == 0 || !MayStart(line, now, out bool needsExtra))
            {
                continue;
            }

            double own = line.ClockAt(now);
            // If clocks are equal, the client that has waited longest is next.
            if (best is null || own < clock || (own == clock && line.Waiting.First!.Value.Number < best.Waiting.First!.Value.Number))
            {
                (best, clock, isExtra) = (line, own, needsExtra);
            }
        }

        if (best is null)
        {
            return null;
        }

        ScheduledJob job = best.Waiting.First!.Value;
        best.Waiting.RemoveFirst();
        Count(job, -1);
        _startClock = Math.Max(_startClock, clock);
        (job.IsRunning, job.IsExtra, job.Start, job.Charged) = (true, isExtra, now, Expected(best));
        best.Clock += job.Charged;
        best.Running.Add(job);
        _ = isExtra ? _extra++ : _regular++;
        return job;
    }

    /// <summary>Removes a waiting file.</summary>
    /// <returns>False if the file has already started.</returns>
    public bool Leave(ScheduledJob job, double now)
    {
        if (job.IsRunning || !job.Line.Waiting.Remove(job))
        {
            return false;
        }

        Count(job, -1);
        _recent.See(job.Line, now);
        Settle(job.Line);
        return true;
    }

    /// <summary>Ends a running file and charges its client the time that the file has taken.</summary>
    public void Finish(ScheduledJob job, double now)
    {
        ClientLine line = job.Line;
        double seconds = now - job.Start;
        line.Running.Remove(job);
        job.IsRunning = false;
        _ = job.IsExtra ? _extra-- : _regular--;
        line.Clock += seconds - job.Charged;
        line.Learn(seconds);
        _meanSeconds = (_meanSeconds * (1 - NewShare)) + (seconds * NewShare);
        _shareClock += seconds / _active.Count;
        _recent.See(line, now);
        Settle(line);
    }

    /// <summary>Removes clients that have not been seen for <see cref="MemorySeconds"/>.</summary>
    public void Forget(double now)
    {
        foreach (ClientLine line in _lines.Values.Where(line => !line.IsActive && now - line.LastSeen > MemorySeconds).ToArray())
        {
            _lines.Remove(line.Name);
        }
    }

    /// <summary>
    /// Estimates how long a new file of a client would wait: the remaining time of running files, the waiting files of the client, and at
    /// most as much for each other client, because the clients take turns.
    /// </summary>
    public double ExpectedWait(string client, double now)
    {
        ClientLine own = _lines.GetValueOrDefault(client) ?? new ClientLine(client);
        double ownFile = ExpectedAt(own, now);
        double ownSeconds = own.Waiting.Count * ownFile;
        double seconds = ownSeconds;
        foreach (ClientLine line in _active)
        {
            seconds += line.Running.Sum(job => Remaining(job, now));
            seconds += line == own ? 0 : Math.Min(line.Waiting.Count * ExpectedAt(line, now), ownSeconds + ownFile);
        }

        return seconds / workers;
    }

    /// <summary>
    /// Returns whether a client may take another place in the queue. A client may use as many places as are still free, so that one client
    /// leaves half of them to others, and two leave a third.
    /// </summary>
    private bool HasRoom(ClientLine line, double now) =>
        (line.Waiting.Count == 0 && MayStart(line, now, out _)) || line.LimitedCount < queueLimit - _limited;

    private bool MayStart(ClientLine line, double now, out bool needsExtra)
    {
        needsExtra = _regular >= workers;
        if (needsExtra)
        {
            return _extra == 0 && line.Running.Count == 0 && MayUseExtra(line, now);
        }

        bool takesLast = workers > 1 && line.Running.Count(job => !job.IsExtra) + 1 >= workers;
        return !takesLast || line.LongestSeconds(now) <= LongSeconds || !AreOthersAround(line, now);
    }

    /// <summary>
    /// Returns whether a client's files are much shorter than the running ones (unknown files count as shorter), and whether the client has
    /// used less time than each client with a running job: the extra job is an early turn, not an additional one.
    /// </summary>
    private bool MayUseExtra(ClientLine line, double now)
    {
        double clock = line.IsActive ? line.ClockAt(now) : Math.Max(line.Clock, ClockOfNewcomers());
        ClientLine[] running = [.. _active.Where(other => other.Running.Count > 0)];
        bool isShort = line.ExpectedSeconds is not { } expected || running.Any(other => 2 * expected <= other.LongestSeconds(now));
        return isShort && running.All(other => other.ClockAt(now) >= clock);
    }

    private bool AreOthersAround(ClientLine line, double now) => _active.Exists(other => other != line) || _recent.SinceOther(line, now) <= AroundSeconds;

    /// <summary>
    /// Returns the clock of the job that started last, so that a new client is next. The result is limited to one job below a fair share:
    /// otherwise a stream of new clients would keep others waiting forever.
    /// </summary>
    private double ClockOfNewcomers() =>
        _active.Count == 0 ? _startClock : Math.Max(_startClock, _shareClock - _active.Max(Expected));

    private double Expected(ClientLine line) => line.ExpectedSeconds ?? _meanSeconds;

    /// <summary>
    /// Returns the expected seconds of a client's next file; before its first file has ended, at least the time that its running ones have
    /// taken.
    /// </summary>
    private double ExpectedAt(ClientLine line, double now) => line.ExpectedSeconds ?? Math.Max(_meanSeconds, line.LongestSeconds(now));

    private double Remaining(ScheduledJob job, double now)
    {
        double elapsed = now - job.Start;
        double expected = Expected(job.Line);
        // A job that takes longer than expected is expected to take twice the time that it has taken so far.
        double remaining = elapsed < expected ? expected - elapsed : elapsed;
        return Math.Clamp(remaining, 0, Math.Max(0, longestRun - elapsed));
    }

    private void Count(ScheduledJob job, int change)
    {
        if (!job.IsPatient)
        {
            job.Line.LimitedCount += change;
            _limited += change;
        }
    }

    private void Settle(ClientLine line)
    {
        _highestClock = Math.Max(_highestClock, line.Clock);
        if (!line.IsActive)
        {
            _active.Remove(line);
        }

        if (_active.Count == 0)
        {
            // No client has jobs left: past usage no longer matters.
            _startClock = _shareClock = Math.Max(_startClock, _highestClock);
        }
    }
}
