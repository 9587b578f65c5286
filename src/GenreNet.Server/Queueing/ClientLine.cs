namespace GenreNet.Server.Queueing;

/// <summary>The jobs of one client and the worker time that it has used.</summary>
/// <param name="name">The client.</param>
internal sealed class ClientLine(string name)
{
    // A new file counts this much in the client's running mean: the mean follows a client that changes to longer files within a few of
    // them.
    private const double NewShare = 0.3;

    public string Name => name;

    /// <summary>Waiting jobs in the order of arrival.</summary>
    public LinkedList<ScheduledJob> Waiting { get; } = new();

    public List<ScheduledJob> Running { get; } = [];

    /// <summary>Waiting jobs that count towards the queue limit.</summary>
    public int LimitedCount { get; set; }

    /// <summary>Worker seconds used, on the schedule's virtual clock.</summary>
    public double Clock { get; set; }

    /// <summary>Mean seconds per file; null before the first one.</summary>
    public double? ExpectedSeconds { get; private set; }

    /// <summary>Time of the last arrival or end of a job, in seconds.</summary>
    public double LastSeen { get; set; }

    public bool IsActive => Waiting.Count > 0 || Running.Count > 0;

    /// <summary>The clock with what running jobs have used beyond their charge so far.</summary>
    public double ClockAt(double now)
    {
        double clock = Clock;
        foreach (ScheduledJob job in Running)
        {
            clock += Math.Max(0, now - job.Start - job.Charged);
        }

        return clock;
    }

    /// <summary>The longest time that a file of this client is expected to take, or a running one has taken already.</summary>
    public double LongestSeconds(double now)
    {
        double longest = ExpectedSeconds ?? 0;
        foreach (ScheduledJob job in Running)
        {
            longest = Math.Max(longest, now - job.Start);
        }

        return longest;
    }

    /// <summary>Learns from a file that is done.</summary>
    public void Learn(double seconds) =>
        ExpectedSeconds = ExpectedSeconds is { } mean ? (mean * (1 - NewShare)) + (seconds * NewShare) : seconds;
}
