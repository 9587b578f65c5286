namespace GenreNet.Server.Queueing;

/// <summary>
/// Decides which waiting file is classified next, so that clients share worker time in turn: start-time fair queueing (Goyal, Vin and
/// Cheng, 1996) by measured worker seconds. Each client has a clock of the seconds that it has used; the client whose clock is furthest
/// back is next. A client that returns after a pause starts at the clock of the job that started last, so it is next, but saves up nothing.
/// Reads no clock and starts no thread: callers pass the time in seconds. Not thread-safe.
/// </summary>
/// <remarks>
/// A running job cannot be interrupted. Two rules keep long jobs of one client from blocking the others: while other clients are around, a
/// client with long files leaves one worker free; and where all workers are busy, one extra job is started for a client that runs nothing,
/// has shorter files and has used less.
/// </remarks>
/// <param name="workers">Files that are classified at a time.</param>
/// <param name="queueLimit">Files that may wait, those of batches not counted.</param>
/// <param name="longestRun">After this many seconds, a job is stopped.</param>
internal sealed class FairSchedule(int workers, int queueLimit, double longestRun)
{
    /// <summary>Files that take longer than this many seconds are long: waiting for one is worse than leaving a worker free.</summary>
    public const double LongSeconds = 0.5;

    /// <summary>For this many seconds after its last file, a client counts as around.</summary>
    public const double AroundSeconds = 10;

    /// <summary>After this many seconds without a file, a client is forgotten.</summary>
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

    /// <summary>Files that wait, those of batches included.</summary>
    public int WaitingCount => _active.Sum(line => line.Waiting.Count);

    public int ClientCount => _lines.Count;

    /// <summary>Whether a file of a client could start now or wait.</summary>
    public bool HasRoom(string client, double now) => HasRoom(_lines.GetValueOrDefault(client) ?? new ClientLine(client), now);

    /// <summary>Whether the queue has no place for any client.</summary>
    public bool IsFull => _limited >= queueLimit;

    /// <summary>Adds a file to the line of its client.</summary>
    /// <returns>Null where there is no room.</returns>
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

    /// <summary>Starts the next file, if one may start. Call it after each change until it returns null.</summary>
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
            // Equal clocks: the one that has waited longest.
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

    /// <summary>Takes a file that waits out of its line.</summary>
    /// <returns>False where it has started.</returns>
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

    /// <summary>Ends a running file: charges its client what the file has taken.</summary>
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

    /// <summary>Forgets clients that have not been seen for <see cref="MemorySeconds"/>.</summary>
    public void Forget(double now)
    {
        foreach (ClientLine line in _lines.Values.Where(line => !line.IsActive && now - line.LastSeen > MemorySeconds).ToArray())
        {
            _lines.Remove(line.Name);
        }
    }

    /// <summary>
    /// Estimates how long a new file of a client would wait: what is left of running files, what the client has waiting, and of every other
    /// client at most as much, because the clients take turns.
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
    /// Whether a client may take another place in the queue: as many as are still free, so that one client leaves half of them to others,
    /// two a third.
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
    /// Whether a client's files are much shorter than those that run; where nothing is known of them yet, they count as such. And whether
    /// it has used less than each client that runs something: the extra job is a turn that comes early, not one more.
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
    /// That of the job that started last, so that a newcomer is next. But not further back than a fair share by more than one job:
    /// otherwise a stream of new clients would keep others waiting forever.
    /// </summary>
    private double ClockOfNewcomers() =>
        _active.Count == 0 ? _startClock : Math.Max(_startClock, _shareClock - _active.Max(Expected));

    private double Expected(ClientLine line) => line.ExpectedSeconds ?? _meanSeconds;

    /// <summary>The seconds of a client's next file; before its first one has ended, at least what its running ones have taken.</summary>
    private double ExpectedAt(ClientLine line, double now) => line.ExpectedSeconds ?? Math.Max(_meanSeconds, line.LongestSeconds(now));

    private double Remaining(ScheduledJob job, double now)
    {
        double elapsed = now - job.Start;
        double expected = Expected(job.Line);
        // A job that takes longer than expected is expected to take twice what it has taken so far.
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
            // All are served: what each has used before no longer matters.
            _startClock = _shareClock = Math.Max(_startClock, _highestClock);
        }
    }
}
