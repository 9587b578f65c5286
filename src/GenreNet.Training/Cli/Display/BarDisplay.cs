using GenreNet.Training.Fitting;
using Spectre.Console;

namespace GenreNet.Training.Cli.Display;

/// <summary>A bar that moves, for a person at a terminal.</summary>
internal sealed class BarDisplay(IAnsiConsole console, TimeProvider clock) : IProgressDisplay
{
    public T Count<T>(string title, string unit, Func<Action<int, int>, T> work) => Show(
        new RemainingTimeColumn(),
        bar => work((done, total) =>
        {
            bar.Description = Markup.Escape($"{title}: {done}/{total} {unit}");
            bar.Value = (double)done / total;
        }));

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
                    // Finished epochs scroll up above the bar and stay.
                    console.WriteLine(text.Finished(progress));
                }
            })));
    }

    private T Show<T>(ProgressColumn last, Func<ProgressTask, T> work) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 12 }, last)
        .Start(context => work(context.AddTask("starting", maxValue: 1)));
}
