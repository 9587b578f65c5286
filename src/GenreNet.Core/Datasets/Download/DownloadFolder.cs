using System.Text.Json;
using GenreNet.Core.Download;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>
/// Manages the target of a download and the working folder used until it is finished. A target that does not exist is created in one step
/// by renaming. An existing empty folder may be a mount point, which cannot be replaced: its content is moved in, and its marker is written
/// last.
/// </summary>
internal sealed class DownloadFolder : IDisposable
{
    /// <summary>Name of the working folder inside a target that exists already.</summary>
    private const string InnerName = ".genrenet.partial";

    // ext file systems have this folder at their root, even if nothing was ever stored.
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

    /// <summary>Gets the target folder as a full path.</summary>
    public string Target { get; }

    /// <summary>Gets the folder for partial files: <c>TARGET.partial</c>, or a folder inside a target that exists already.</summary>
    public string Work { get; }

    /// <summary>Gets the folder on whose disk the dataset will be stored.</summary>
    public string Disk => _fillsTarget ? Target : Work;

    /// <summary>Returns the full path of a folder; a symbolic link is resolved to its target, so that the link itself is kept.</summary>
    public static string Resolve(string folder)
    {
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Directory.Exists(full) ? Directory.ResolveLinkTarget(full, returnFinalTarget: true)?.FullName ?? full : full;
    }

    /// <summary>Finds a complete earlier download of one of these archives.</summary>
    /// <returns>Its marker, or null if the target does not exist, or contains nothing or only an unfinished download.</returns>
    /// <exception cref="DatasetException">The target contains something else, or a file is missing.</exception>
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
            ?? throw new DatasetException($"{target} contains files that were not downloaded by GenreNet: choose another folder, or delete it first.");
        if (!archives.Any(marker.Matches))
        {
            throw new DatasetException($"{target} contains another dataset ({marker.Url}, sha256 {marker.Sha256}): choose another folder, or delete it first.");
        }

        return marker.FirstDamaged(target) is { } damaged
            ? throw new DatasetException($"{target} is no longer complete ({damaged} is missing or was changed): delete the folder and download the dataset again.")
            : marker;
    }

    /// <summary>Locks the working folder for this process.</summary>
    /// <exception cref="DatasetException">Another process holds the lock, or the folder cannot be written.</exception>
    public static DownloadFolder Open(string target)
    {
        string work = WorkOf(target);
        try
        {
            return new DownloadFolder(target, work, FileLock.TryAcquire(LockOf(work))
                ?? throw new DatasetException($"Another process is downloading to {target}: wait until it finishes, or choose another folder."));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw DiskSpace.Unwritable(work, problem);
        }
    }

    /// <summary>Returns the path of the file that receives the bytes of an archive.</summary>
    public string PathOf(DatasetArchive archive) => Path.Combine(Work, $"archive-{archive.UrlHash}");

    /// <summary>Creates an empty folder to unpack into.</summary>
    public string CreateUnpacked()
    {
        DeleteUnpacked();
        return Directory.CreateDirectory(Unpacked).FullName;
    }

    /// <summary>Deletes the unpacked files, unless they are already being moved into place; the next run then completes the move.</summary>
    public void DeleteUnpacked()
    {
        if (Directory.Exists(Unpacked) && !File.Exists(JournalOf(Target)))
        {
            Directory.Delete(Unpacked, recursive: true);
        }
    }

    /// <summary>Moves the unpacked content into place. The marker is written last; a folder without it is unfinished.</summary>
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
            // The folder was created after the download began. If it is not empty, this call fails.
            Directory.Delete(Target);
        }

        Directory.Move(Unpacked, Target);
        _isFinished = true;
    }

    /// <summary>Completes the final step of a run that was interrupted during it.</summary>
    public void CompleteInterrupted()
    {
        if (File.Exists(JournalOf(Target)))
        {
            MoveIntoTarget();
        }
    }

    /// <summary>Deletes the working folder of a run that was killed after the dataset was complete.</summary>
    public static void DeleteLeftovers(string target)
    {
        if (Directory.Exists(WorkOf(target)))
        {
            using DownloadFolder place = Open(target);
            place._isFinished = true;
        }
    }

    /// <summary>Releases the folder, and deletes it if it contains nothing worth keeping.</summary>
    public void Dispose()
    {
        try
        {
            DeleteIfEmpty(Path.Combine(Target, InnerName));
            if (_isFinished || (Directory.GetFileSystemEntries(Work) is [var only] && only == LockOf(Work)))
            {
                // The lock file is deleted first and while it is held, so that no other process takes over a folder that is being deleted.
                _lock.Delete();
                Directory.Delete(Work, recursive: true);
            }
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // A leftover folder does no harm, and it is unrelated to what the caller asked for.
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

    private static void DeleteIfEmpty(string folder)
    {
        if (Directory.Exists(folder) && !Directory.EnumerateFileSystemEntries(folder).Any())
        {
            Directory.Delete(folder);
        }
    }

    // The folder is inside the target, so that the final step renames within one file system.
    private string Unpacked => Path.Combine(_fillsTarget ? Path.Combine(Target, InnerName) : Work, "unpacked");

    // The journal makes this step repeatable after any interruption: the remaining entries are moved, then the journal becomes the marker.
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
            throw new DatasetException($"{path} is damaged: delete {folder} and download the dataset again.", problem);
        }
    }
}
