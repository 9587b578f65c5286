using System.Text.RegularExpressions;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Tests.Support.Pages;
using GenreNet.Training.Fitting;

namespace GenreNet.Training.Tests.Cli.Pages;

/// <summary>A folder with the files that the commands of the pages name: small datasets and clips of synthetic music.</summary>
public sealed partial class PageFolder : IDisposable
{
    private const string Dataset = "music", Cache = "music.npz";

    // The first parts of paths on the pages. All other words are arguments as they are.
    private static readonly HashSet<string> Names =
    [
        Dataset, Cache, "music.html", "groups.csv", "check.html", "explore.html", "compare.html", "rates.csv", "calibrated.onnx", "song.wav", "song.mp3",
        "features", "genres", "data.npz", "train.npz", "test.npz", "from-keras.json", "mine.json", "results", "runs", "run", "genrenet-demo",
        "library", "lists", "playlists", "like-song.m3u8", "crescendo.m3u8", "like-both.m3u8", "summary.html",
    ];

    private readonly TemporaryFolder _folder = new();

    public PageFolder()
    {
        Run("synthesize", "--out", InFolder(Dataset), "--tracks", "4", "--seconds", "6", "--seed", "3");
        Run("prepare", InFolder(Dataset), "--out", InFolder(Cache));
        foreach (string copy in (string[])["train.npz", "test.npz"])
        {
            File.Copy(InFolder(Cache), InFolder(copy));
        }

        string[] clips = [.. Directory.GetFiles(InFolder(Dataset), "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        foreach (string clip in clips)
        {
            // The commands that write tags change their files, so they get their own.
            File.Copy(clip, _folder.File("library", Path.GetFileName(Path.GetDirectoryName(clip)!), Path.GetFileName(clip)));
            File.Copy(clip, _folder.File("genres", Path.GetFileName(Path.GetDirectoryName(clip)!), Path.GetFileName(clip)));
        }

        string[] tracks =
            [.. clips.Take(2).Select(clip => Path.GetRelativePath(InFolder(Dataset), clip).Replace('\\', '/')[..^".wav".Length])];
        File.WriteAllText(InFolder("groups.csv"), $"track,group\n{tracks[0]},x\n{tracks[1]},x\n");
        WavWriter.Write(InFolder("song.wav"), SyntheticDataset.Render("house", 99, 31).Samples, 22050);
        // The content decides the format, not the extension: no ffmpeg is needed.
        File.Copy(InFolder("song.wav"), InFolder("song.mp3"));
        File.WriteAllText(InFolder("from-keras.json"), Network("docs/migration.md"));
        File.WriteAllText(InFolder("mine.json"), Network("docs/networks.md"));
    }

    /// <summary>Replaces the paths of a command of the pages by those of files in this folder, epochs by one, and steps by the fewest.</summary>
    public string[] Prepare(string[] arguments)
    {
        // The first word is a command, and one of them is called as the folder: runs.
        List<string> words = [arguments[0], .. arguments.Skip(1).SelectMany(Expand)];
        if (arguments is ["demo"])
        {
            words.AddRange(["--out", InFolder("genrenet-demo"), "--tracks", "3"]);
        }

        if (arguments[0] is "train" or "demo")
        {
            int epochs = words.IndexOf("--epochs");
            words.RemoveRange(epochs < 0 ? words.Count : epochs, epochs < 0 ? 0 : 2);
            words.AddRange(["--epochs", "1"]);
        }

        if (arguments[0] is "similar" or "path" or "playlist")
        {
            // The songs of the pages stand for any songs of the catalogue.
            string[] songs = [.. Directory.GetFiles(InFolder(Dataset), "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
            int next = 0;
            words = [.. words.Select(word => word.StartsWith(InFolder(Dataset) + "/", StringComparison.Ordinal) ? songs[next++] : word)];
        }

        if (arguments[0] is "find-rate")
        {
            words.AddRange(["--steps", $"{LearningRateFinder.FewestSteps}"]);
        }

        if (arguments[0] is "train")
        {
            // Each page begins with a run of its own, under the same name.
            words.Add("--force");
        }

        return [.. words];
    }

    public void Dispose() => _folder.Dispose();

    private static void Run(params string[] arguments)
    {
        CliRun run = CliRun.Of(arguments);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
    }

    /// <summary>Returns the first network in JSON on a page.</summary>
    private static string Network(string page) =>
        ShellPages.Blocks(page, "json").Select(block => block.Text).First(text => Layers().IsMatch(text));

    private IEnumerable<string> Expand(string word) => word switch
    {
        ['*', ..] => Directory.GetFiles(_folder.Path, word).Order(StringComparer.Ordinal),
        _ => [Names.Contains(word.Split('/')[0]) ? InFolder(word) : word],
    };

    private string InFolder(string path) => Path.Combine(_folder.Path, path);

    [GeneratedRegex("\"layers\"", RegexOptions.IgnoreCase)]
    private static partial Regex Layers();
}
