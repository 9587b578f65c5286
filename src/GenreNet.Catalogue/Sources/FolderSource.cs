using System.IO.Enumeration;
using GenreNet.Core.Audio;

namespace GenreNet.Catalogue;

/// <summary>Lists the audio files of a folder and its subfolders, in ordinal order of their paths. Skips hidden files and folders.</summary>
/// <remarks>Follows links, except those to a folder that contains them.</remarks>
internal sealed class FolderSource(string folder) : CatalogueSource
{
    // A limit for circles of links that no single link closes.
    private const int DeepestLevel = 64;

    public override string Name => folder;

    public override IEnumerable<string> List(CancellationToken cancellationToken) =>
        ExternalSort.Sort(Guarded(Files(), cancellationToken), cancellationToken: cancellationToken);

    private FileSystemEnumerable<string> Files()
    {
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = DeepestLevel,
            AttributesToSkip = FileAttributes.System,
            IgnoreInaccessible = false,
        };
        return new FileSystemEnumerable<string>(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) =>
                !entry.IsDirectory && entry.FileName[0] != '.' && AudioFile.HasAudioExtension(entry.FileName.ToString()),
            ShouldRecursePredicate = (ref FileSystemEntry entry) => entry.FileName[0] != '.' && !LeadsUp(entry.ToFullPath(), entry.Attributes),
        };
    }

    private static bool LeadsUp(string path, FileAttributes attributes) => attributes.HasFlag(FileAttributes.ReparsePoint)
        && Directory.ResolveLinkTarget(path, returnFinalTarget: true) is { } target
        && path.StartsWith(Path.TrimEndingDirectorySeparator(target.FullName) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // A folder that cannot be read must not silently shorten the catalogue.
    private IEnumerable<string> Guarded(FileSystemEnumerable<string> files, CancellationToken cancellationToken)
    {
        using IEnumerator<string> next = files.GetEnumerator();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                if (!next.MoveNext())
                {
                    yield break;
                }
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                throw new CatalogueException($"The folder {folder} cannot be listed ({problem.Message.TrimEnd('.')}): check the permissions of its folders.", problem);
            }

            yield return next.Current;
        }
    }
}
