using System.Text.Json;
using GenreNet.Core.Download;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>
/// The target of a download, and the folder where everything happens until it is finished. A target that does not exist is made by renaming,
/// in one step. An empty folder that exists may be a mount point, which cannot be replaced: it is filled, and its marker comes last.
/// </summary>
internal sealed class DownloadFolder : IDisposable
{
    /// <summary>The working folder within a target that exists already.</summary>
    private const string InnerName = ".genrenet.partial";

    // ext file systems have it at their root, also where nothing was ever stored.
    private const string LostAndFound = "lost+found";

    private readonly FileLock _lock;
    private readonly bool _fillsTarget;
    private bool _isFinished;

    private DownloadFolder(string target, string work, FileLock held)
    {
        Target = target;
        Work = work;
        _lock = held;
        _fillsTarget = Directory.Exists(target);
    }

    /// <summary>The folder to be, as a full path.</summary>
    public string Target { get; }

    /// <summary>Where partial files are stored: <c>TARGET.partial</c>, or within a target that exists already.</summary>
    public string Work { get; }

    /// <summary>The folder on whose disk the dataset will be stored.</summary>
    public string Disk => _fillsTarget ? Target : Work;

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

        if (!Directory.Exists(target) || File.Exists(JournalOf(target)) || Directory.EnumerateFileSystemEntries(target).All(IsOurs))
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
        try
        {
            return new DownloadFolder(target, work, Acquire(work)
                ?? throw new DatasetException($"another download is at work on {target}: wait for it, or choose another folder."));
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

    /// <summary>Deletes what was unpacked so far, unless it is being moved into place: then the next run does the rest.</summary>
    public void DeleteUnpacked()
    {
        if (Directory.Exists(Unpacked) && !File.Exists(JournalOf(Target)))
        {
            Directory.Delete(Unpacked, recursive: true);
        }
    }

    /// <summary>Puts the unpacked content into place; a folder without its marker, which comes last, is not finished.</summary>
    public void Finish(DownloadMarker marker)
    {
        string written = _fillsTarget ? JournalOf(Target) : Path.Combine(Unpacked, DownloadMarker.FileName);
        try
        {
            AtomicFile.WriteText(written, marker.ToJson());
        }
        catch (GenreNetException problem)
        {
            throw new DatasetException(problem.Message, problem);
        }

        if (_fillsTarget)
        {
            MoveIntoTarget();
            return;
        }

        if (Directory.Exists(Target))
        {
            // Made since the download began. If something is in it, this fails.
            Directory.Delete(Target);
        }

        Directory.Move(Unpacked, Target);
        _isFinished = true;
    }

    /// <summary>Completes the last step of a run that was interrupted within it.</summary>
    public void CompleteInterrupted()
    {
        if (File.Exists(JournalOf(Target)))
        {
            MoveIntoTarget();
        }
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
        try
        {
            DeleteIfEmpty(Path.Combine(Target, InnerName));
            if (_isFinished || (Directory.GetFileSystemEntries(Work) is [var only] && only == LockOf(Work)))
            {
                // The lock goes first and while it is held, so that no other process takes over a folder that is being deleted.
                _lock.Delete();
                Directory.Delete(Work, recursive: true);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A folder too many does no harm, and it is not what the user asked about.
        }

        _lock.Dispose();
    }

    private static string WorkOf(string target)
    {
        string beside = $"{target}.partial";
        return Directory.Exists(target) && !Directory.Exists(beside) ? Path.Combine(target, InnerName) : beside;
    }

    private static string LockOf(string work) => Path.Combine(work, "lock");

    private static string JournalOf(string target) => Path.Combine(target, InnerName, "finishing.json");

    private static bool IsOurs(string entry) => Path.GetFileName(entry) is InnerName or LostAndFound;

    private static FileLock? Acquire(string work)
    {
        Directory.CreateDirectory(work);
        try
        {
            return FileLock.TryAcquire(LockOf(work));
        }
        catch (DirectoryNotFoundException)
        {
            // The process that held it has just removed the folder.
            Directory.CreateDirectory(work);
            return FileLock.TryAcquire(LockOf(work));
        }
    }

    private static void DeleteIfEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    // Within the target, so that the last step renames on one file system.
    private string Unpacked => Path.Combine(_fillsTarget ? Path.Combine(Target, InnerName) : Work, "unpacked");

    // The journal makes this the same after any interruption: what is still unpacked is moved, then the journal becomes the marker.
    private void MoveIntoTarget()
    {
        foreach (string entry in Directory.Exists(Unpacked) ? Directory.GetFileSystemEntries(Unpacked) : [])
        {
            Directory.Move(entry, Path.Combine(Target, Path.GetFileName(entry)));
        }

        File.Move(JournalOf(Target), Path.Combine(Target, DownloadMarker.FileName), overwrite: true);
        Directory.Delete(Unpacked);
        _isFinished = true;
    }

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
