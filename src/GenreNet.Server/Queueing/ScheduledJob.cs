namespace GenreNet.Server.Queueing;

/// <summary>Represents one file in a <see cref="FairSchedule"/>: waiting, running or done.</summary>
internal sealed class ScheduledJob
{
    /// <summary>Gets the queue of the client that sent the file.</summary>
    public required ClientLine Line { get; init; }

    /// <summary>Gets the order of arrival over all clients.</summary>
    public required long Number { get; init; }

    /// <summary>Gets whether the file belongs to a batch, and so waits without limit and does not count towards the queue limit.</summary>
    public required bool IsPatient { get; init; }

    /// <summary>Gets the completion source that the queue completes when the job starts.</summary>
    public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Gets or sets whether the job is running.</summary>
    public bool IsRunning { get; set; }

    /// <summary>Gets or sets whether the job runs on the extra worker.</summary>
    public bool IsExtra { get; set; }

    /// <summary>Gets or sets the start time in seconds.</summary>
    public double Start { get; set; }

    /// <summary>Gets or sets the worker seconds charged to the client when the job started; corrected when it ends.</summary>
    public double Charged { get; set; }
}
