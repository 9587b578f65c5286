using GenreNet.Core.Download;
using GenreNet.Training.Cli;

namespace GenreNet.Training.Tests.Cli;

public class TransferDisplayTests
{
    [Fact]
    public void Speed_and_remaining_time_are_computed_from_the_last_seconds()
    {
        var clock = new Clock();
        var text = new TransferText(clock);
        Assert.Equal("Downloading: 500.0/1200.0 MB, 0.0 MB/s", text.Running(At(500)));
        clock.Seconds = 10;
        Assert.Equal("Downloading: 600.0/1200.0 MB, 10.0 MB/s, 1:00 left", text.Running(At(600)));
        for (int second = 11; second <= 40; second++)
        {
            clock.Seconds = second;
            text.Running(At(600 + (second - 10)));
        }

        Assert.Equal("Downloading: 630.0/1200.0 MB, 1.0 MB/s, 9:30 left", text.Running(At(630)));
    }

    [Fact]
    public void Discarded_bytes_and_a_new_stage_do_not_count_towards_the_speed()
    {
        var clock = new Clock();
        var text = new TransferText(clock);
        text.Running(At(500));
        clock.Seconds = 1;
        Assert.Equal("Downloading: 1.0/1200.0 MB, 0.0 MB/s", text.Running(At(1)));
        clock.Seconds = 2;
        Assert.Equal("Verifying: 100.0/1200.0 MB, 0.0 MB/s", text.Running(At(100) with { Stage = DownloadStage.Verifying }));
        clock.Seconds = 3;
        Assert.Equal("Downloading: 7.0 MB, 0.0 MB/s", text.Running(At(7) with { Total = null }));
    }

    [Fact]
    public void A_pipe_receives_a_line_every_few_seconds_and_per_completed_stage_and_all_notes()
    {
        var clock = new Clock();
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, isOutputLive: false, isErrorLive: false, CancellationToken.None);
        new TransferDisplay(terminal, clock).Show(progress =>
        {
            for (int i = 1; i <= 12; i++)
            {
                clock.Seconds = i;
                progress.Report(At(100 * i));
            }

            progress.Report(At(1200) with { Note = "trying again." });
            progress.Report(At(1200));
            return true;
        });
        Assert.Equal(["Downloading: 500.0", "Downloading: 1000.0", "Downloading: 1200.0"], output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('/')[0]));
        Assert.Equal("warning: trying again.", error.ToString().Trim());
    }

    [Fact]
    public void A_terminal_shows_notes_above_the_bar()
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var terminal = new Terminal(output, error, isOutputLive: true, isErrorLive: true, CancellationToken.None);
        int answer = new TransferDisplay(terminal, new Clock()).Show(progress =>
        {
            progress.Report(At(100));
            progress.Report(At(100) with { Note = "trying [again]." });
            return 42;
        });
        Assert.Equal((42, ""), (answer, error.ToString()));
        Assert.Contains("warning: trying [again].", output.ToString(), StringComparison.Ordinal);
    }

    private static DownloadProgress At(double megabytes) => new(DownloadStage.Downloading, (long)(megabytes * 1e6), 1_200_000_000);

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }
}
