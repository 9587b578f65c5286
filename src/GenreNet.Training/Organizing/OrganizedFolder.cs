using GenreNet.Core;
using GenreNet.Core.IO;

namespace GenreNet.Training.Organizing;

/// <summary>Represents what a run has changed in a folder. Immutable.</summary>
/// <param name="Made">The number of files that are new or replaced.</param>
/// <param name="Kept">The number of files that were already as planned.</param>
/// <param name="Deleted">The number of files of earlier runs that were deleted.</param>
/// <param name="Conflicts">One sentence per file that could not be made or deleted, because it is not that of an earlier run.</param>
internal sealed record OrganizeResult(int Made, int Kept, int Deleted, IReadOnlyList<string> Conflicts);

/// <summary>Makes the planned files in a folder. Replaces and deletes files of earlier runs only, and only if they have not been changed.</summary>
/// <param name="folder">The folder; it is created.</param>
internal sealed class OrganizedFolder(string folder)
{
    /// <summary>Makes the planned files and deletes those of earlier runs that are not planned any more.</summary>
    /// <param name="plan">The files.</param>
    /// <param name="report">Receives the number of finished files and the total.</param>
    /// <param name="cancellationToken">Stops between two files. The next run continues.</param>
    /// <exception cref="GenreNetException">The folder is not writable, or its list of files is damaged.</exception>
    public OrganizeResult Update(IReadOnlyList<PlannedFile> plan, Action<int, int> report, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var manifest = OrganizeManifest.Load(folder);
        List<string> conflicts = [];
        List<PlannedFile> pending = [];
        foreach (PlannedFile file in plan)
        {
            string path = FullPath(file.Path);
            if (Exists(path) && FileIdentity.IsOne(path, [file.Identity]))
            {
                manifest.Files[file.Path] = [file.Identity];
            }
            else if (Exists(path) && !IsOwn(manifest, file.Path))
            {
                conflicts.Add($"{path} was not made by this command, or was changed since, and was kept. Move it, or choose another folder, to get a new one.");
            }
            else
            {
                // A killed run leaves either the old or the new file; the next one recognises both.
                manifest.Files[file.Path] = [file.Identity, .. manifest.Files.GetValueOrDefault(file.Path, [])];
                pending.Add(file);
            }
        }

        manifest.Save();
        int kept = plan.Count - pending.Count - conflicts.Count;
        Make(pending, manifest, report, cancellationToken);
        int deleted = DeleteStale(plan, manifest, conflicts);
        manifest.Save();
        return new OrganizeResult(pending.Count, kept, deleted, conflicts);
    }

    private void Make(List<PlannedFile> pending, OrganizeManifest manifest, Action<int, int> report, CancellationToken cancellationToken)
    {
        int count = 0;
        foreach (string parent in pending.Select(file => Path.GetDirectoryName(FullPath(file.Path))!).Distinct(StringComparer.Ordinal))
        {
            Directory.CreateDirectory(parent);
            AtomicFile.DeleteAllLeftovers(parent);
        }

        foreach (PlannedFile file in pending)
        {
            cancellationToken.ThrowIfCancellationRequested();
            file.Make(FullPath(file.Path));
            manifest.Files[file.Path] = [file.Identity];
            report(++count, pending.Count);
        }
    }

    private int DeleteStale(IReadOnlyList<PlannedFile> plan, OrganizeManifest manifest, List<string> conflicts)
    {
        int deleted = 0;
        HashSet<string> planned = new(plan.Select(file => file.Path), StringComparer.Ordinal);
        foreach (string file in manifest.Files.Keys.Where(file => !planned.Contains(file)).ToArray())
        {
            string path = FullPath(file);
            if (Exists(path) && !IsOwn(manifest, file))
            {
                conflicts.Add($"{path} is not needed any more, but was changed since it was made, and was kept.");
            }
            else if (Exists(path))
            {
                File.Delete(path);
                deleted++;
            }

            manifest.Files.Remove(file);
            if (file.Contains('/', StringComparison.Ordinal) && Path.GetDirectoryName(path) is { } parent && Directory.Exists(parent)
                && !Directory.EnumerateFileSystemEntries(parent).Any())
            {
                Directory.Delete(parent);
            }
        }

        return deleted;
    }

    private bool IsOwn(OrganizeManifest manifest, string file) =>
        manifest.Files.TryGetValue(file, out string[]? identities) && FileIdentity.IsOne(FullPath(file), identities);

    private string FullPath(string path) => Path.Combine(folder, path.Replace('/', Path.DirectorySeparatorChar));

    // Also true for a link whose target does not exist any more.
    private static bool Exists(string path) => Path.Exists(path) || new FileInfo(path).LinkTarget is not null;
}
