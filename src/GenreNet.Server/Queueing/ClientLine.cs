namespace GenreNet.Server.Queueing;

/// <summary>Represents the jobs of one client and the worker time that it has used.</summary>
/// <param name="name">The client.</param>
internal sealed class ClientLine(string name)
{
    // Weight of a new file in the client's running mean, so that the mean adapts within a few files to a client that changes to longer
    // ones.
    private const double NewShare = 0.3;

    public string Name => name;

    /// <summary>Gets the waiting jobs in the order of arrival.</summary>
    public LinkedList<ScheduledJob> Waiting { get; } = new();

    public List<ScheduledJob> Running { get; } = [];

    /// <summary>Gets or sets the number of waiting jobs that count towards the queue limit.</summary>
    public int LimitedCount { get; set; }

    /// <summary>Gets or sets the worker seconds used, on the schedule's virtual clock.</summary>
    public double Clock { get; set; }

    /// <summary>Gets the mean seconds per file; null before the first one.</summary>
    public double? ExpectedSeconds { get; private set; }

    /// <summary>Gets or sets the time of the last arrival or end of a job, in seconds.</summary>
    public double LastSeen { get; set; }

    public bool IsActive => Waiting.Count > 0 || Running.Count > 0;

    /// <summary>Returns the clock, including the time that running jobs have used beyond their charge so far.</summary>
    public double ClockAt(double now)
    {
        double clock = Clock;
        foreach (ScheduledJob job in Running)
        {
            clock += Math.Max(0, now - job.Start - job.Charged);
        }

        return clock;
    }

    /// <summary>
    /// Returns the longest time in seconds that a file of this client is expected to take, or that a running one has already taken.
    /// </summary>
    public double LongestSeconds(double now)
    {
        double longest = ExpectedSeconds ?? 0;
        foreach (ScheduledJob job in Running)
        {
            longest = Math.Max(longest, now - job.Start);
        }

        return longest;
    }

    /// <summary>Updates the running mean with a finished file.</summary>
    public void Learn(double seconds) =>
        ExpectedSeconds = ExpectedSeconds is { } mean ? (mean * (1 - NewShare)) + (seconds * NewShare) : seconds;
}
