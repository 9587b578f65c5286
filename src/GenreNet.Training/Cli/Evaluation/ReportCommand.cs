using System.CommandLine;
using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Cli;

/// <summary>Implements <c>report RUN</c>: creates an HTML report of a run.</summary>
internal static class ReportCommand
{
    private const string FileName = "report.html";

    private static readonly Dictionary<string, byte[]> NoClips = [];

    public static Command Create(Terminal terminal)
    {
        var run = new Argument<string>("RUN") { Description = "Folder of a completed run of 'train'." };
        Option<string?> page = OutputSymbols.File("the report", FileName, "Default: report.html in the folder of the run.");
        var dataset = new Option<string?>("--dataset") { Description = "Dataset of the run, from which the audio of the worst errors is embedded in the report." };
        Option<string?> pictures = CliSymbols.Pictures();
        var command = new Command("report", "Write an HTML report of a run: learning curves, confusion matrix, metrics by genre, calibration, worst errors and model card.") { run, page, dataset, pictures };
        command.SetAction(parsed =>
        {
            string folder = RunFolder.At(parsed.GetRequiredValue(run)).Path;
            var record = RunRecord.Load(folder);
            string path = parsed.GetValue(page) is { } given ? OutputSymbols.PathOf(given, FileName) : new RunFolder(folder).Report;
            AtomicFile.RequireWritable(path);
            Dictionary<string, byte[]> clips = parsed.GetValue(dataset) is { } source ? Clips(terminal, record, source) : NoClips;
            HtmlPage built = RunPage.Build(record, clips);
            AtomicFile.WriteText(path, built.Build());
            terminal.Say($"Wrote the report to {path}.");
            if (parsed.GetValue(pictures) is { } target)
            {
                PictureFiles.Save(target, built.Pictures);
                terminal.Say($"Wrote {Plural.Of(built.Pictures.Count, "picture")} to {target}, each as .svg and .png.");
            }

            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Writes the report of a finished run into its folder.</summary>
    public static void Write(RunFolder folder) => AtomicFile.WriteText(folder.Report, RunPage.Build(RunRecord.Load(folder.Path), NoClips).Build());

    private static Dictionary<string, byte[]> Clips(Terminal terminal, RunRecord run, string source)
    {
        var wanted = RunPage.WorstMistakes(run).Select(m => m.Track).ToHashSet(StringComparer.Ordinal);
        Dictionary<string, byte[]> clips = new(StringComparer.Ordinal);
        if (wanted.Count == 0)
        {
            terminal.Warn($"{run.Name} has no misclassified test track, so --dataset has no effect.");
            return clips;
        }

        var library = TrackLibrary.Open(source, terminal.CancellationToken);
        Track[] tracks = [.. library.Tracks.Where(t => wanted.Contains(t.Id))];
        if (tracks.Length == 0)
        {
            throw new DatasetException($"{source} contains none of the misclassified tracks, such as {wanted.Min(StringComparer.Ordinal)}. Give the dataset that the run was trained on.");
        }

        foreach (TrackAudio track in library.Read(tracks))
        {
            try
            {
                clips[track.Track.Id] = ClipAudio.Middle(track.Open(), terminal.CancellationToken);
            }
            catch (Exception problem) when (problem is AudioFormatException or DependencyMissingException)
            {
                terminal.Warn($"{track.Track.Id} cannot be embedded in the report: {problem.Message}");
            }
        }

        return clips;
    }
}
