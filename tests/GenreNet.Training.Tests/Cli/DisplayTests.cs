using GenreNet.Core.Audio;
using GenreNet.Training.Cli;
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
    public void Remaining_time_follows_from_the_completed_share()
    {
        var clock = new Clock();
        var text = new TrainingText(clock);
        clock.Seconds = 90;
        Assert.Equal(0.45, TrainingText.Share(Half), 1e-12);
        Assert.Equal("epoch 5/10  loss 0.457  accuracy 87.5 %  ETA 1:50", text.Running(Half));
    }

    [Fact]
    public void Networks_of_an_ensemble_are_labelled_and_count_their_own_epochs()
    {
        using var writer = new StringWriter();
        var clock = new Clock();
        new PlainDisplay(writer, clock).Fit(progress =>
        {
            foreach ((int network, int epoch) in ((int, int)[])[(1, 9), (1, 10), (2, 11), (2, 12)])
            {
                progress.Report(Epoch with { Epoch = epoch, Epochs = 20, Network = network, NetworkCount = 2 });
            }

            return true;
        });
        string[] lines = writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        Assert.Equal(["Network 1 of 2:", "1/2 epoch   9/10", "1/2 epoch  10/10", "Network 2 of 2:", "2/2 epoch   1/10", "2/2 epoch   2/10"], lines.Select(line => line.Split("  loss")[0]));
        Assert.All(lines, line => Assert.InRange(line.Length, 1, 80));
        Assert.StartsWith("network 2/2  epoch 5/10  loss", new TrainingText(clock).Running(Half with { Epoch = 15, Epochs = 20, Network = 2, NetworkCount = 2 }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pipe_receives_plain_lines()
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

    [Fact]
    public void A_pipe_receives_progress_only_for_a_long_classification()
    {
        using var writer = new StringWriter();
        var clock = new Clock();
        var display = new PlainDisplay(writer, clock);
        display.Listen("short.wav", progress => Tell(progress, clock, seconds: 1, TimeSpan.FromHours(1)));
        Assert.Empty(writer.ToString());
        display.Listen("long.wav", progress => Tell(progress, clock, seconds: 12, TimeSpan.FromHours(1)));
        display.Listen("pipe", progress => Tell(progress, clock, seconds: 2, null));
        Assert.Equal(
            ["long.wav: 0:10:00 of 1:00:00", "long.wav: 0:35:00 of 1:00:00", "long.wav: 1:00:00 of 1:00:00", "pipe: 0:10:00"],
            writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Fact]
    public void A_terminal_shows_a_bar_for_a_long_classification()
    {
        using var console = new TestConsole();
        console.Profile.Width = 160;
        console.Interactive();
        using var shown = new ManualResetEventSlim();
        var clock = new Clock { Waited = waits => (waits == 2 ? shown : null)?.Set(), EndsWaitsAtOnce = true };
        int answer = new BarDisplay(console, clock).Listen("long.wav", progress =>
        {
            // The display waits once before it shows the bar, and again when it has shown it.
            progress.Report(new AudioProgress(TimeSpan.FromMinutes(90), TimeSpan.FromHours(10)));
            shown.Wait();
            return 42;
        });
        Assert.Equal(42, answer);
        Assert.Contains("of 10:00:00", console.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_shows_no_bar_for_a_short_classification_and_rethrows_exceptions()
    {
        using var console = new TestConsole();
        console.Interactive();
        var display = new BarDisplay(console, new Clock());
        Assert.Equal(42, display.Listen("short.wav", _ => 42));
        Assert.Throws<OperationCanceledException>(() => display.Listen<int>("short.wav", _ => throw new OperationCanceledException()));
        Assert.Empty(console.Output);
    }

    private static bool Tell(IProgress<AudioProgress> progress, Clock clock, int seconds, TimeSpan? duration)
    {
        for (int second = 1; second <= seconds; second++)
        {
            clock.Seconds++;
            progress.Report(new AudioProgress(TimeSpan.FromMinutes(5 * second), duration));
        }

        return true;
    }

    private sealed class Clock : TimeProvider
    {
        private int _waits;

        public double Seconds { get; set; }

        /// <summary>Whether timers elapse as soon as they are set; otherwise never.</summary>
        public bool EndsWaitsAtOnce { get; init; }

        /// <summary>Called with the number of timers that have been set.</summary>
        public Action<int>? Waited { get; init; }

        public override long TimestampFrequency => 1000;

        public override long GetTimestamp() => (long)(Seconds * 1000);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waited?.Invoke(++_waits);
            return System.CreateTimer(callback, state, EndsWaitsAtOnce ? TimeSpan.Zero : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    [Theory]
    [InlineData("plain caf\u00E9 [x] \\", "plain caf\u00E9 [x] \\")]
    [InlineData("two\nlines\r\n", "two\\nlines\\r\\n")]
    [InlineData("\u001B[31mred\u0007", "\\x1b[31mred\\x07")]
    public void A_name_with_line_breaks_or_control_sequences_is_printed_on_one_line(string text, string shown)
    {
        Assert.Equal(shown, Terminal.Printable(text));
        using var error = new StringWriter();
        new Terminal(TextWriter.Null, error, isOutputLive: false, isErrorLive: false, CancellationToken.None).Warn(text);
        Assert.Equal($"warning: {shown}{Environment.NewLine}", error.ToString());
    }
}
