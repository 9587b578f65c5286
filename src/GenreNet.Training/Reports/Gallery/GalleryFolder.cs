using GenreNet.Core;
using GenreNet.Training.Runs;

namespace GenreNet.Training.Reports;

/// <summary>Represents a folder that contains runs, at any level.</summary>
/// <param name="Name">Name of the folder.</param>
/// <param name="Runs">The runs, most accurate first; unfinished runs are last.</param>
/// <param name="Pages">The pages of other commands.</param>
/// <param name="Problems">The runs that cannot be read, one sentence each.</param>
internal sealed record GalleryFolder(string Name, IReadOnlyList<GalleryRun> Runs, IReadOnlyList<GalleryPageLink> Pages, IReadOnlyList<string> Problems)
{
    private const int DeepestLevel = 5;

    private static readonly (string File, string Page, string Kind)[] Others =
    [
        ("tune.json", "tune.html", "hyperparameter search"),
        ("crossval.json", "crossval.html", "cross-validation"),
        ("leakage.json", "leakage.html", "effect of leakage"),
    ];

    /// <summary>Reads all runs in a folder and its subfolders.</summary>
    /// <param name="path">Path of the folder.</param>
    /// <param name="clock">The clock, to recognise runs that do not continue.</param>
    /// <param name="cancellationToken">Cancels between two runs.</param>
    /// <exception cref="GenreNetException">There is no such folder, or no run in it.</exception>
    public static GalleryFolder Open(string path, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(path))
        {
            throw new GenreNetException($"There is no folder {path}. Give a folder that contains runs of 'genrenet train'.");
        }

        List<GalleryRun> runs = [];
        List<GalleryPageLink> pages = [];
        List<string> problems = [];
        Visit(path, string.Empty, 0);
        if (runs.Count + pages.Count + problems.Count == 0)
        {
            throw new GenreNetException($"{path} contains no run. Give a folder that contains runs of 'genrenet train'.");
        }

        return new GalleryFolder(
            Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))),
            [.. runs.OrderByDescending(r => r.Record?.Metrics.TrackAccuracy ?? -1).ThenBy(r => r.Path, StringComparer.Ordinal)],
            pages,
            problems);

        void Visit(string folder, string relative, int level)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (Read(new RunFolder(folder), relative, clock) is { } run)
                {
                    runs.Add(run);
                }
            }
            catch (Exception problem) when (problem is GenreNetException or IOException or UnauthorizedAccessException)
            {
                problems.Add($"{(relative.Length == 0 ? "." : relative)}: {problem.Message}");
            }

            foreach ((string file, string page, string kind) in Others)
            {
                if (File.Exists(Path.Combine(folder, file)) && File.Exists(Path.Combine(folder, page)))
                {
                    pages.Add(new GalleryPageLink(Join(relative, page), kind));
                }
            }

            if (level == DeepestLevel)
            {
                return;
            }

            // Links could lead in a circle.
            foreach (DirectoryInfo inner in new DirectoryInfo(folder).GetDirectories().Where(d => !d.Attributes.HasFlag(FileAttributes.ReparsePoint) && !d.Name.StartsWith('.')).OrderBy(d => d.Name, StringComparer.Ordinal))
            {
                Visit(inner.FullName, Join(relative, inner.Name), level + 1);
            }
        }
    }

    private static GalleryRun? Read(RunFolder folder, string relative, TimeProvider clock)
    {
        bool hasReport = File.Exists(folder.Report);
        if (File.Exists(folder.Progress))
        {
            var progress = RunProgress.Load(folder.Progress);
            DateTime written = File.GetLastWriteTimeUtc(folder.Progress);
            bool isStalled = progress.State == RunState.Running && clock.GetUtcNow().UtcDateTime - written > RunProgress.Patience;
            return new GalleryRun(relative, isStalled ? "stalled" : progress.State.ToString().ToLowerInvariant(), written)
            {
                Progress = progress,
                Options = [.. RunRecord.Flat(progress.Options, string.Empty)],
            };
        }

        // Other commands also write a file metrics.json, but no model.
        if (!File.Exists(folder.Metrics) || !(File.Exists(folder.Model) || File.Exists(folder.History)))
        {
            return null;
        }

        var record = RunRecord.Load(folder.Path);
        return new GalleryRun(relative, GalleryRun.Finished, File.GetLastWriteTimeUtc(File.Exists(folder.Model) ? folder.Model : folder.Metrics))
        {
            Record = record,
            HasReport = hasReport,
            Options = record.Options,
        };
    }

    private static string Join(string folder, string name) => folder.Length == 0 ? name : $"{folder}/{name}";
}
