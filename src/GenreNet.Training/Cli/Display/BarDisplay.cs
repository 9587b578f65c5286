using GenreNet.Core.Audio;
using GenreNet.Training.Fitting;
using Spectre.Console;

namespace GenreNet.Training.Cli;

/// <summary>Displays a progress bar on an interactive terminal.</summary>
internal sealed class BarDisplay(IAnsiConsole console, TimeProvider clock) : IProgressDisplay
{
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(0.1);

    public T Count<T>(string title, string unit, Func<Action<int, int>, T> work) => Show(
        new RemainingTimeColumn(),
        bar => work((done, total) =>
        {
            bar.Description = Markup.Escape(Terminal.Printable($"{title}: {done}/{total} {unit}"));
            bar.Value = (double)done / total;
        }));

    public T Describe<T>(Func<Action<Func<string>, double>, T> work) => Show(
        new SpinnerColumn(),
        bar =>
        {
            long last = clock.GetTimestamp();
            return work((describe, share) =>
            {
                if (share >= 1 || clock.GetElapsedTime(last) >= Refresh)
                {
                    last = clock.GetTimestamp();
                    bar.Description = Markup.Escape(Terminal.Printable(describe()));
                    bar.Value = share;
                }
            });
        });

    public T Fit<T>(Func<IProgress<TrainingProgress>, T> work)
    {
        var text = new TrainingText(clock);
        return Show(
            new SpinnerColumn(),
            bar => work(new DirectProgress<TrainingProgress>(progress =>
            {
                bar.Description = Markup.Escape(text.Running(progress));
                bar.Value = TrainingText.Share(progress);
                if (progress.Completed is not null)
                {
                    if (text.Heading(progress) is { } heading)
                    {
                        console.WriteLine(heading);
                    }

                    // Finished epochs scroll up above the bar and remain visible.
                    console.WriteLine(text.Finished(progress));
                }
            })));
    }

    public T Listen<T>(string title, Func<IProgress<AudioProgress>, T> work)
    {
        var latest = new AudioProgress(TimeSpan.Zero, null);
        // Runs on a separate thread, because the console draws a bar only around work that runs inside it, and this bar may never be drawn.
        Task<T> running = Task.Run(() => work(new DirectProgress<AudioProgress>(progress => Volatile.Write(ref latest, progress))));
        if (IsOver(running, ListeningText.Patience))
        {
            return running.GetAwaiter().GetResult();
        }

        return Show(
            Volatile.Read(ref latest).Duration is null ? new SpinnerColumn() : new RemainingTimeColumn(),
            bar =>
            {
                do
                {
                    AudioProgress progress = Volatile.Read(ref latest);
                    bar.Description = Markup.Escape(Terminal.Printable(ListeningText.Running(title, progress)));
                    bar.IsIndeterminate = progress.Duration is null;
                    bar.Value = ListeningText.Share(progress);
                }
                while (!IsOver(running, Refresh));

                return running.GetAwaiter().GetResult();
            });
    }

    private bool IsOver(Task work, TimeSpan wait) => Task.WhenAny(work, Task.Delay(wait, clock)).GetAwaiter().GetResult() == work;

    private T Show<T>(ProgressColumn last, Func<ProgressTask, T> work) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 12 }, last)
        .Start(context => work(context.AddTask("starting", maxValue: 1)));
}
