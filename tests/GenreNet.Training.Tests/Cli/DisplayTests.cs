using GenreNet.Training.Cli.Display;
using GenreNet.Training.Fitting;
using Spectre.Console.Testing;

namespace GenreNet.Training.Tests.Cli;

public class DisplayTests
{
    private static readonly TrainingProgress Half = new(5, 10, 10, 20, 0.4567, 0.875);

    private static readonly TrainingProgress Epoch = Half with { Batch = 20, Completed = new EpochResult(5, 0.4, 0.9, 0.6, 0.8), IsBest = true };

    [Fact]
    public void A_terminal_shows_loss_accuracy_and_time_left()
    {
        using var console = new TestConsole();
        console.Profile.Width = 160;
        console.Interactive();
        int answer = new BarDisplay(console, new Clock()).Fit(progress =>
        {
            progress.Report(Half);
            progress.Report(Epoch);
            return 42;
        });
        Assert.Equal(42, answer);
        Assert.Contains("epoch   5/10  loss 0.400 val 0.600  accuracy  90.0 % val  80.0 % *", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Time_left_follows_the_share_that_is_done()
    {
        var clock = new Clock();
        var text = new TrainingText(clock);
        clock.Seconds = 90;
        Assert.Equal(0.45, TrainingText.Share(Half), 1e-12);
        Assert.Equal("epoch 5/10  loss 0.457  accuracy 87.5 %  <1:50 left", text.Running(Half));
    }

    [Fact]
    public void A_pipe_gets_plain_lines()
    {
        using var writer = new StringWriter();
        var clock = new Clock();
        var display = new PlainDisplay(writer, clock);
        display.Count("Extracting", "tracks", report =>
        {
            for (int i = 1; i <= 20; i++)
            {
                clock.Seconds++;
                report(i, 20);
            }

            return true;
        });
        Assert.Equal(["Extracting: 5/20 tracks", "Extracting: 10/20 tracks", "Extracting: 15/20 tracks", "Extracting: 20/20 tracks"], writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.DoesNotContain('\u001b', writer.ToString());
    }

    private sealed class Clock : TimeProvider
    {
        public double Seconds { get; set; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);
    }
}
