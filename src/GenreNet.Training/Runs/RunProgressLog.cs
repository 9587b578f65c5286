using System.Text.Json;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Runs;

/// <summary>
/// Writes the progress of a run to a file every second, also while a batch takes long, so that a reader can tell a slow process from a
/// killed one. Forwards every report.
/// </summary>
internal sealed class RunProgressLog : IProgress<TrainingProgress>, IDisposable
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly TimeProvider _clock;
    private readonly long _start;
    private readonly Lock _lock = new();
    private readonly Lock _writing = new();
    private readonly ITimer _timer;
    private readonly SortedDictionary<int, EpochResult> _history = [];
    private RunProgress _state;
    private double? _firstShare;
    private bool _isOver;

    private RunProgressLog(string path, RunProgress state, IEnumerable<EpochResult> earlier, TimeProvider clock)
    {
        _path = path;
        _clock = clock;
        _state = state;
        _start = clock.GetTimestamp();
        foreach (EpochResult epoch in earlier)
        {
            _history[epoch.Epoch] = epoch;
        }

        Write();
        _timer = clock.CreateTimer(_ => Write(), null, Period, Period);
    }

    /// <summary>Receives the forwarded reports; null for none.</summary>
    public IProgress<TrainingProgress>? Next { get; init; }

    /// <summary>Starts to write the progress of a run.</summary>
    /// <param name="path">Path of the file; an earlier file is replaced.</param>
    /// <param name="data">The data of the run.</param>
    /// <param name="split">The split of the run.</param>
    /// <param name="options">The settings of the run.</param>
    /// <param name="resumes">Whether the run continues that of the file, whose epochs are then kept.</param>
    /// <param name="clock">The clock.</param>
    /// <param name="next">Receives the forwarded reports; null for none.</param>
    public static RunProgressLog Start(
        string path, FeatureSet data, DataSplit split, TrainingOptions options, bool resumes, TimeProvider clock, IProgress<TrainingProgress>? next)
    {
        IReadOnlyList<EpochResult> earlier = [];
        if (resumes && File.Exists(path))
        {
            try
            {
                earlier = RunProgress.Load(path).History;
            }
            catch (GenreNetException)
            {
                // The earlier epochs are only missing on the page of the running fit; the checkpoint has them.
            }
        }

        var state = new RunProgress
        {
            State = RunState.Running,
            Beat = 0,
            Network = options.Network,
            Dataset = data.DatasetName,
            Split = split.Describe(),
            Tracks = [split.Train.Count, split.Validation.Count, split.Test.Count],
            Options = JsonSerializer.SerializeToElement(options.WithoutPath(), TrainingJson.Default.TrainingOptions),
        };
        return new RunProgressLog(path, state, earlier, clock) { Next = next };
    }

    /// <summary>Records the progress and forwards the report.</summary>
    public void Report(TrainingProgress value)
    {
        ArgumentNullException.ThrowIfNull(value);
        lock (_lock)
        {
            if (value.Completed is { } epoch)
            {
                // Members of an ensemble are trained one after another: the reported epoch keeps counting, while that of the member restarts.
                _history[value.Epoch] = epoch with { Epoch = value.Epoch };
            }

            _state = _state with
            {
                Epoch = value.Epoch,
                Epochs = value.Epochs,
                Batch = value.Batch,
                BatchCount = value.BatchCount,
                Loss = value.Loss,
                Accuracy = value.Accuracy,
                BestEpoch = value is { IsBest: true, Completed: not null } ? value.Epoch : _state.BestEpoch,
            };
            // A resumed run starts in the middle. The first report comes after the first batch.
            _firstShare ??= Math.Max(0, _state.Share - (1.0 / Math.Max(1, value.BatchCount) / Math.Max(1, value.Epochs)));
        }

        Next?.Report(value);
    }

    /// <summary>Deletes the file: the run is finished, and its other files have the result.</summary>
    public void Complete()
    {
        End();
        lock (_writing)
        {
            File.Delete(_path);
        }
    }

    /// <summary>
    /// Records that the run ended without a result; deletes the file if the user stopped it before the first epoch was complete.
    /// </summary>
    /// <param name="problem">The reason; a cancellation means that the user stopped the run.</param>
    public void Fail(Exception problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        bool isEmpty;
        lock (_lock)
        {
            isEmpty = problem is OperationCanceledException && _history.Count == 0;
            _state = problem is OperationCanceledException
                ? _state with { State = RunState.Interrupted }
                : _state with { State = RunState.Failed, Failure = problem.Message };
        }

        if (isEmpty)
        {
            // There is nothing to continue, and an interrupted command leaves no files.
            Complete();
            return;
        }

        Write();
        End();
    }

    /// <summary>Stops writing.</summary>
    public void Dispose() => End();

    private void End()
    {
        lock (_writing)
        {
            _isOver = true;
        }

        _timer.Dispose();
    }

    private void Write()
    {
        lock (_writing)
        {
            if (_isOver)
            {
                return;
            }

            RunProgress state;
            lock (_lock)
            {
                double elapsed = _clock.GetElapsedTime(_start).TotalSeconds;
                double done = _state.Share - (_firstShare ?? 0);
                state = _state = _state with
                {
                    Beat = _state.Beat + 1,
                    ElapsedSeconds = elapsed,
                    RemainingSeconds = done > 0 ? elapsed * (1 - _state.Share) / done : null,
                    MemoryBytes = Environment.WorkingSet,
                    History = [.. _history.Values],
                };
            }

            try
            {
                state.Save(_path);
            }
            catch (GenreNetException)
            {
                // The file only informs; a fit of hours must not fail because a disk is full for a moment. Results fail when they are saved.
            }
        }
    }
}
