using GenreNet.Core;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Live;

/// <summary>Reads the state of a run from its folder, again and again. Not thread-safe.</summary>
/// <param name="folder">The folder of the run, which does not have to exist yet.</param>
/// <param name="clock">The clock.</param>
internal sealed class LiveRun(RunFolder folder, TimeProvider clock)
{
    private (long Beat, DateTimeOffset At)? _lastBeat;
    private (DateTime Written, RunRecord Record)? _finished;

    /// <summary>The folder of the run.</summary>
    public RunFolder Folder { get; } = folder;

    /// <summary>Name of the run: that of its folder.</summary>
    public string Name { get; } = System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(folder.Path)));

    /// <summary>Reads the state.</summary>
    public LiveSnapshot Read()
    {
        try
        {
            if (File.Exists(Folder.Progress))
            {
                return OfProgress(RunProgress.Load(Folder.Progress));
            }

            _lastBeat = null;
            return File.Exists(Folder.Model) && File.Exists(Folder.Metrics) ? OfResult() : new LiveSnapshot(LiveState.Waiting);
        }
        catch (Exception problem) when (problem is GenreNetException or IOException or UnauthorizedAccessException)
        {
            // The file was deleted after the check, because the run is finished: the next read has its result.
            return File.Exists(Folder.Progress) ? new LiveSnapshot(LiveState.Failed) { Problem = problem.Message } : new LiveSnapshot(LiveState.Waiting);
        }
    }

    private LiveSnapshot OfProgress(RunProgress progress)
    {
        DateTimeOffset now = clock.GetUtcNow();
        if (_lastBeat is null)
        {
            // The clock of a file server can differ, so only the first age comes from the file.
            DateTimeOffset written = File.GetLastWriteTimeUtc(Folder.Progress);
            _lastBeat = (progress.Beat, written < now ? written : now);
        }
        else if (_lastBeat.Value.Beat != progress.Beat)
        {
            _lastBeat = (progress.Beat, now);
        }

        TimeSpan silence = now - _lastBeat.Value.At;
        return progress.State switch
        {
            RunState.Interrupted => new LiveSnapshot(LiveState.Interrupted) { Progress = progress },
            RunState.Failed => new LiveSnapshot(LiveState.Failed) { Progress = progress, Problem = progress.Failure },
            _ => new LiveSnapshot(silence > RunProgress.Patience ? LiveState.Stalled : LiveState.Running) { Progress = progress, Silence = silence },
        };
    }

    private LiveSnapshot OfResult()
    {
        DateTime written = File.GetLastWriteTimeUtc(Folder.Model);
        if (_finished?.Written != written)
        {
            _finished = (written, RunRecord.Load(Folder.Path));
        }

        return new LiveSnapshot(LiveState.Finished) { Record = _finished.Value.Record, HasReport = File.Exists(Folder.Report) };
    }
}

/// <summary>Represents the state of a run at one time.</summary>
/// <param name="State">The state.</param>
internal sealed record LiveSnapshot(LiveState State)
{
    /// <summary>The progress of a run that is not finished.</summary>
    public RunProgress? Progress { get; init; }

    /// <summary>The files of a finished run.</summary>
    public RunRecord? Record { get; init; }

    /// <summary>Whether a finished run has a report.</summary>
    public bool HasReport { get; init; }

    /// <summary>Time since the process of the run was last known to be alive.</summary>
    public TimeSpan Silence { get; init; }

    /// <summary>Why the run failed, or cannot be read.</summary>
    public string? Problem { get; init; }
}

/// <summary>Specifies what happens in the folder of a run.</summary>
internal enum LiveState
{
    /// <summary>There is no run yet.</summary>
    Waiting,

    /// <summary>The run is being fitted.</summary>
    Running,

    /// <summary>The process of the run was killed or suspended.</summary>
    Stalled,

    /// <summary>The user stopped the run.</summary>
    Interrupted,

    /// <summary>The run ended with an error, or its files are damaged.</summary>
    Failed,

    /// <summary>The run is finished.</summary>
    Finished,
}
