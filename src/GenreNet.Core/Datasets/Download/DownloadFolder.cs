using System.Text.Json;
using GenreNet.Core.Datasets.Download.Transfer;
using GenreNet.Core.Errors;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets.Download;

/// <summary>The target of a download, and beside it the folder where everything happens until it is finished.</summary>
internal sealed class DownloadFolder : IDisposable
{
    private readonly FileStream _lock;
    private bool _isFinished;

    private DownloadFolder(string target, string work, FileStream held)
    {
        Target = target;
        Work = work;
        _lock = held;
    }

    /// <summary>The folder to be, as a full path.</summary>
    public string Target { get; }

    /// <summary>Where partial files lie: <c>TARGET.partial</c>.</summary>
    public string Work { get; }

    /// <summary>The folder that was chosen; a link leads to where it points, so that the link stays.</summary>
    public static string Resolve(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Directory.Exists(full) ? Directory.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    /// <summary>What an earlier download left there, if it is one of these archives and whole.</summary>
    /// <returns>Its marker, or null where nothing is in the way.</returns>
    /// <exception cref="DatasetException">Something else is there, or something is missing.</exception>
    public static DownloadMarker? FindFinished(string target, IReadOnlyList<DatasetArchive> archives)
    {
        if (File.Exists(target))
        {
            throw new DatasetException($"{target} is a file: choose another folder.");
        }

        if (!Directory.Exists(target) || !Directory.EnumerateFileSystemEntries(target).Any())
        {
            return null;
        }

        DownloadMarker marker = ReadMarker(target)
            ?? throw new DatasetException($"{target} holds something that no download put there: choose another folder, or delete it first.");
        if (!archives.Any(marker.Matches))
        {
            throw new DatasetException($"{target} holds another archive ({marker.Url}, sha256 {marker.Sha256}): choose another folder, or delete it first.");
        }

        return marker.FirstDamaged(target) is { } damaged
            ? throw new DatasetException($"{target} is not whole any more ({damaged} is missing or changed): delete the folder and fetch it again.")
            : marker;
    }

    /// <summary>Takes possession of the folder for work.</summary>
    /// <exception cref="DatasetException">Another process has it, or it cannot be written.</exception>
    public static DownloadFolder Open(string target)
    {
        string work = WorkOf(target);
        string held = Path.Combine(work, "lock");
        try
        {
            Directory.CreateDirectory(work);
            // The lock goes when the process goes, however it goes.
            return new DownloadFolder(target, work, new FileStream(held, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException problem) when (File.Exists(held))
        {
            throw new DatasetException($"another download is at work on {target}: wait for it, or choose another folder.", problem);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskSpace.Unwritable(work, problem);
        }
    }

    /// <summary>Where the bytes of an archive are gathered.</summary>
    public string PathOf(DatasetArchive archive) => Path.Combine(Work, $"archive-{archive.UrlHash}");

    /// <summary>An empty folder to unpack into.</summary>
    public string CreateUnpacked()
    {
        DeleteUnpacked();
        return Directory.CreateDirectory(Unpacked).FullName;
    }

    /// <summary>Throws away what was unpacked so far.</summary>
    public void DeleteUnpacked()
    {
        if (Directory.Exists(Unpacked))
        {
            Directory.Delete(Unpacked, recursive: true);
        }
    }

    /// <summary>Gives the unpacked folder its name, in one step and as the last one.</summary>
    public void Finish(DownloadMarker marker)
    {
        try
        {
            AtomicFile.WriteText(Path.Combine(Unpacked, DownloadMarker.FileName), marker.ToJson());
        }
        catch (GenreNetException problem)
        {
            throw new DatasetException(problem.Message, problem);
        }

        if (Directory.Exists(Target))
        {
            // It is empty, or the download would not have begun; if it no longer is, this fails.
            Directory.Delete(Target);
        }

        Directory.Move(Unpacked, Target);
        _isFinished = true;
    }

    /// <summary>Removes what a run left that was killed after its last step but one.</summary>
    public static void DeleteLeftovers(string target)
    {
        if (Directory.Exists(WorkOf(target)))
        {
            using DownloadFolder place = Open(target);
            place._isFinished = true;
        }
    }

    /// <summary>Gives the folder free again, and removes it if nothing in it is worth keeping.</summary>
    public void Dispose()
    {
        _lock.Dispose();
        try
        {
            if (_isFinished || (Directory.GetFileSystemEntries(Work) is [var only] && only == _lock.Name))
            {
                Directory.Delete(Work, recursive: true);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A folder too many does no harm, and it is not what the user asked about.
        }
    }

    private static string WorkOf(string target) => $"{target}.partial";

    private string Unpacked => Path.Combine(Work, "unpacked");

    private static DownloadMarker? ReadMarker(string folder)
    {
        string path = Path.Combine(folder, DownloadMarker.FileName);
        try
        {
            return File.Exists(path) ? DownloadMarker.Parse(File.ReadAllText(path)) : null;
        }
        catch (JsonException problem)
        {
            throw new DatasetException($"{path} is damaged: delete {folder} and fetch it again.", problem);
        }
    }
}
