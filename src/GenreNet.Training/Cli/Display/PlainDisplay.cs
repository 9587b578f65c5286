using GenreNet.Core.Audio;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Cli;

/// <summary>Displays progress as occasional lines of text, for logs and pipes.</summary>
internal sealed class PlainDisplay(TextWriter writer, TimeProvider clock) : IProgressDisplay
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    public T Count<T>(string title, string unit, Func<Action<int, int>, T> work)
    {
        long last = clock.GetTimestamp();
        return work((done, total) =>
        {
            if (done == total || clock.GetElapsedTime(last) >= Pause)
            {
                last = clock.GetTimestamp();
                writer.WriteLine(Terminal.Printable($"{title}: {done}/{total} {unit}"));
            }
        });
    }

    public T Describe<T>(Func<Action<Func<string>, double>, T> work)
    {
        long last = clock.GetTimestamp();
        return work((describe, share) =>
        {
            if (share >= 1 || clock.GetElapsedTime(last) >= Pause)
            {
                last = clock.GetTimestamp();
                writer.WriteLine(Terminal.Printable(describe()));
            }
        });
    }

    public T Fit<T>(Func<IProgress<TrainingProgress>, T> work)
    {
        var text = new TrainingText(clock);
        return work(new DirectProgress<TrainingProgress>(progress =>
        {
            if (progress.Completed is not null)
            {
                if (text.Heading(progress) is { } heading)
                {
                    writer.WriteLine(heading);
                }

                writer.WriteLine(text.Finished(progress));
            }
        }));
    }

    public T Listen<T>(string title, Func<IProgress<AudioProgress>, T> work)
    {
        long last = clock.GetTimestamp();
        TimeSpan pause = ListeningText.Patience;
        return work(new DirectProgress<AudioProgress>(progress =>
        {
            if (clock.GetElapsedTime(last) >= pause)
            {
                last = clock.GetTimestamp();
                pause = Pause;
                writer.WriteLine(Terminal.Printable(ListeningText.Running(title, progress)));
            }
        }));
    }
}
