using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Training.Fitting;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Cli;
using GenreNet.Training.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace GenreNet.Training.Tests.Runs;

public sealed class RunProgressLogTests : IDisposable
{
    private static readonly FeatureSet Data = TestFeatures.Make(contrast: 1);

    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new();
    private readonly List<TrainingProgress> _forwarded = [];

    private string File => Path.Combine(_folder.Path, "progress.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_is_written_every_second_even_if_a_batch_takes_long()
    {
        using RunProgressLog log = Start();
        long first = RunProgress.Load(File).Beat;
        _clock.Advance(TimeSpan.FromSeconds(3));
        RunProgress later = RunProgress.Load(File);
        Assert.True(later.Beat > first);
        Assert.Equal((RunState.Running, 0, 3.0), (later.State, later.Epoch, later.ElapsedSeconds));
        Assert.Equal("dense", later.Options.GetProperty("network").GetString());
    }

    [Fact]
    public void The_time_left_follows_from_the_batches_so_far()
    {
        using RunProgressLog log = Start();
        _clock.Advance(TimeSpan.FromSeconds(10));
        log.Report(new TrainingProgress(1, 4, 5, 5, 0.5, 0.75, new EpochResult(1, 0.5, 0.75, double.NaN, double.NaN), IsBest: true));
        _clock.Advance(TimeSpan.FromSeconds(1));
        RunProgress progress = RunProgress.Load(File);
        Assert.Equal(0.25, progress.Share);
        // The first report came after the last of five batches, so one fifth of an epoch took 11 s.
        Assert.Equal(11 * 0.75 / 0.05, progress.RemainingSeconds!.Value, 1e-9);
        Assert.Equal((1, double.NaN), (progress.BestEpoch, Assert.Single(progress.History).ValidationLoss));
        Assert.Single(_forwarded);
    }

    [Fact]
    public void A_finished_run_has_no_progress_file()
    {
        using RunProgressLog log = Start();
        log.Complete();
        _clock.Advance(TimeSpan.FromSeconds(5));
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public void The_reason_of_the_end_is_kept()
    {
        using (RunProgressLog log = Start())
        {
            log.Fail(new GenreNetException("The loss is not finite."));
        }

        Assert.Equal((RunState.Failed, "The loss is not finite."), (RunProgress.Load(File).State, RunProgress.Load(File).Failure));
        using (RunProgressLog log = Start())
        {
            log.Fail(new OperationCanceledException());
        }

        // No epoch was complete, so there is nothing to continue.
        Assert.False(System.IO.File.Exists(File));
        using (RunProgressLog log = Start())
        {
            log.Report(Epoch(1));
            log.Fail(new OperationCanceledException());
        }

        Assert.Equal(RunState.Interrupted, RunProgress.Load(File).State);
    }

    [Fact]
    public void A_resumed_run_keeps_the_earlier_epochs()
    {
        using (RunProgressLog log = Start())
        {
            log.Report(Epoch(1));
            log.Report(Epoch(2));
            log.Fail(new OperationCanceledException());
        }

        using RunProgressLog next = Start(resumes: true);
        next.Report(Epoch(3));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal([1, 2, 3], RunProgress.Load(File).History.Select(e => e.Epoch));
    }

    [Fact]
    public void A_damaged_file_is_reported_and_does_not_stop_the_run()
    {
        System.IO.File.WriteAllText(File, "{");
        Assert.Contains("progress.json is damaged", Assert.Throws<GenreNetException>(() => RunProgress.Load(File)).Message, StringComparison.Ordinal);
        using RunProgressLog log = Start(resumes: true);
        Assert.Empty(RunProgress.Load(File).History);
    }

    [Fact]
    public void A_folder_that_cannot_be_written_does_not_stop_the_run()
    {
        Directory.CreateDirectory(File);
        using RunProgressLog log = Start();
        log.Report(Epoch(1));
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Single(_forwarded);
    }

    [Fact]
    public void Train_leaves_the_progress_of_an_interrupted_run_only()
    {
        string cache = _folder.File("data.npz");
        FeatureCache.Save(cache, new PreparedFeatures(Data, [], []));
        string[] train = ["train", cache, "--network", "dense-regularized", "--epochs", "2", "--threads", "1", "--out", _folder.Path];
        using var stopped = new CancellationTokenSource();
        stopped.Cancel();
        Assert.Equal(130, CliRun.Of(stopped.Token, train).ExitCode);
        CliRun whole = CliRun.Of(train);
        Assert.Equal(0, whole.ExitCode);
        Assert.False(System.IO.File.Exists(File));
    }

    private static TrainingProgress Epoch(int number) => new(number, 9, 5, 5, 1, 0.5, new EpochResult(number, 1, 0.5, 1, 0.5));

    private RunProgressLog Start(bool resumes = false) => RunProgressLog.Start(
        File, Data, TrackSplit.Automatic(Data, 0.2, 0.2, 1), new TrainingOptions { Network = "dense" }, resumes, _clock, new Collector(_forwarded));

    private sealed class Collector(List<TrainingProgress> reported) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => reported.Add(value);
    }
}
