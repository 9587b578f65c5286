using GenreNet.Core.Download;
using Spectre.Console;

namespace GenreNet.Training.Cli;

/// <summary>Displays a download: a bar on an interactive terminal, occasional lines for logs and pipes.</summary>
internal sealed class TransferDisplay(Terminal terminal, TimeProvider clock)
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    /// <summary>Runs an operation that transfers data.</summary>
    /// <param name="work">The operation; it receives a progress reporter.</param>
    public T Show<T>(Func<IProgress<DownloadProgress>, T> work)
    {
        IAnsiConsole console = terminal.People(json: false);
        return console.Profile.Capabilities.Interactive ? ShowBar(console, work) : ShowLines(work);
    }

    private T ShowBar<T>(IAnsiConsole console, Func<IProgress<DownloadProgress>, T> work) => console.Progress()
        .AutoClear(true)
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn { Width = 12 })
        .Start(context =>
        {
            ProgressTask bar = context.AddTask("connecting", maxValue: 1);
            var text = new TransferText(clock);
            return work(new DirectProgress<DownloadProgress>(progress =>
            {
                if (progress.Note is { } note)
                {
                    // Written above the bar, where it remains visible; the error stream would overwrite the bar. The padding erases what
                    // the bar leaves there.
                    console.Write(new Padder(new Text($"warning: {note}"), new Padding(0)).Expand());
                    return;
                }

                bar.Description = Markup.Escape(text.Running(progress));
                bar.Value = TransferText.Share(progress);
            }));
        });

    private T ShowLines<T>(Func<IProgress<DownloadProgress>, T> work)
    {
        var text = new TransferText(clock);
        long last = clock.GetTimestamp();
        DownloadStage? ended = null;
        return work(new DirectProgress<DownloadProgress>(progress =>
        {
            if (progress.Note is { } note)
            {
                terminal.Warn(note);
                return;
            }

            string line = text.Running(progress);
            bool isEnd = TransferText.IsEnd(progress) && ended != progress.Stage;
            if (isEnd || clock.GetElapsedTime(last) >= Pause)
            {
                last = clock.GetTimestamp();
                ended = isEnd ? progress.Stage : ended;
                terminal.Say(line);
            }
        }));
    }
}
