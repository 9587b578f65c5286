using GenreNet.Training.Live;
using GenreNet.Training.Runs;
using Microsoft.Extensions.Time.Testing;

namespace GenreNet.Training.Tests.Live;

public sealed class LiveRunTests : IClassFixture<LiveFolder>, IDisposable
{
    private readonly LiveFolder _source;
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);
    private readonly string _path;
    private readonly LiveRun _run;

    public LiveRunTests(LiveFolder source)
    {
        _source = source;
        _path = Path.Combine(_folder.Path, "run");
        _run = new LiveRun(new RunFolder(_path), _clock);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_is_waited_for_and_followed_to_its_end()
    {
        Assert.Equal(LiveState.Waiting, _run.Read().State);
        LiveFolder.Write(_path, beat: 1);
        Assert.Equal((LiveState.Running, 2), (_run.Read().State, _run.Read().Progress!.History.Count));
        _source.Finish(_path);
        LiveSnapshot end = _run.Read();
        Assert.Equal((LiveState.Finished, true), (end.State, end.HasReport));
        Assert.Equal(2, end.Record!.History!.Rows.Count);
    }

    [Fact]
    public void A_run_without_a_sign_of_life_is_stalled()
    {
        LiveFolder.Write(_path, beat: 1);
        _run.Read();
        _clock.Advance(RunProgress.Patience + TimeSpan.FromSeconds(5));
        LiveSnapshot stalled = _run.Read();
        Assert.Equal(LiveState.Stalled, stalled.State);
        Assert.InRange(stalled.Silence.TotalSeconds, 19, 30);
        LiveFolder.Write(_path, beat: 2);
        Assert.Equal(LiveState.Running, _run.Read().State);
    }

    [Fact]
    public void A_run_that_was_killed_earlier_is_stalled_at_once()
    {
        LiveFolder.Write(_path, beat: 1);
        File.SetLastWriteTimeUtc(new RunFolder(_path).Progress, _clock.GetUtcNow().UtcDateTime.AddHours(-1));
        Assert.Equal(LiveState.Stalled, _run.Read().State);
    }

    [Fact]
    public void The_reason_of_the_end_is_known()
    {
        LiveFolder.Write(_path, beat: 1, RunState.Interrupted);
        Assert.Equal(LiveState.Interrupted, _run.Read().State);
        LiveFolder.Write(_path, beat: 2, RunState.Failed);
        Assert.Equal((LiveState.Failed, "The loss <is> not finite."), (_run.Read().State, _run.Read().Problem));
        File.WriteAllText(new RunFolder(_path).Progress, "{");
        Assert.Contains("progress.json is damaged", _run.Read().Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_new_run_in_the_folder_of_a_finished_one_is_followed()
    {
        _source.Finish(_path);
        Assert.Equal(LiveState.Finished, _run.Read().State);
        LiveFolder.Write(_path, beat: 1);
        Assert.Equal(LiveState.Running, _run.Read().State);
    }
}
