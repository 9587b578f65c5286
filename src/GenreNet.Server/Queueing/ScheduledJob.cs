namespace GenreNet.Server.Queueing;

/// <summary>One file in a <see cref="FairSchedule"/>: waiting, running or done.</summary>
internal sealed class ScheduledJob
{
    /// <summary>The line of the client that sent the file.</summary>
    public required ClientLine Line { get; init; }

    /// <summary>Order of arrival over all clients.</summary>
    public required long Number { get; init; }

    /// <summary>Whether the file belongs to a batch: it waits as long as necessary and does not count towards the queue limit.</summary>
    public required bool IsPatient { get; init; }

    /// <summary>Completed by the queue when the job starts.</summary>
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the job is running.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Whether the job runs on the extra worker.</summary>
    public bool IsExtra { get; set; }

    /// <summary>Start time in seconds.</summary>
    public double Start { get; set; }

    /// <summary>Worker seconds charged to the client when the job started; corrected when it ends.</summary>
    public double Charged { get; set; }
}
