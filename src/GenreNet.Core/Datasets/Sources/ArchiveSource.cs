using System.Security.Cryptography;
using GenreNet.Core.Audio;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets.Sources;

/// <summary>A dataset in one file, read from front to end without unpacking it to disk.</summary>
/// <param name="path">The archive.</param>
/// <param name="kind">What messages call it, such as <c>.zip</c>.</param>
/// <param name="extensions">How such files are named, the longest first.</param>
internal abstract class ArchiveSource(string path, string kind, string[] extensions) : DatasetSource
{
    public override string Path { get; } = path;

    public override string Name { get; } = NameOf(path, extensions);

    public override SourceListing List(Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        List<SourceFile> files = [];
        foreach (ArchiveEntry entry in GuardedEntries())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string relative = Relative(entry);
            if (isWanted(relative))
            {
                files.Add(new SourceFile(relative, entry.Length, Guarded(() => Hash(entry))));
            }
        }

        string? twin = files.GroupBy(f => f.RelativePath, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any())?.Key;
        return twin is null
            ? new SourceListing(files, [])
            : throw new DatasetException($"the archive {Path} holds {twin} more than once, and which one counts is not clear: pack it again.");
    }

    public override IEnumerable<(string RelativePath, Func<AudioReader> Open)> Read(IReadOnlySet<string> relativePaths)
    {
        foreach (ArchiveEntry entry in GuardedEntries())
        {
            string relative = Relative(entry);
            if (relativePaths.Contains(relative))
            {
                // A copy, because the archive moves on while the track is still being worked on.
                byte[] content = Guarded(() => Copy(entry));
                yield return (relative, () => AudioFile.Open(new MemoryStream(content, writable: false), PathOf(relative)));
            }
        }
    }

    /// <summary>The plain files, in their order. May throw what reading and unzipping throw.</summary>
    protected abstract IEnumerable<ArchiveEntry> Entries();

    private IEnumerable<ArchiveEntry> GuardedEntries()
    {
        using IEnumerator<ArchiveEntry> entries = Entries().GetEnumerator();
        while (Guarded(entries.MoveNext))
        {
            yield return entries.Current;
        }
    }

    private string Relative(ArchiveEntry entry)
    {
        string name = entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;
        return !name.StartsWith('/') && !name.Split('/').Contains("..")
            ? name
            : throw new DatasetException($"the archive {Path} holds {name}, which leads out of its folder: do not trust it, and fetch it from elsewhere.");
    }

    private static byte[] Hash(ArchiveEntry entry)
    {
        using Stream content = entry.Open();
        return SHA256.HashData(content);
    }

    private static byte[] Copy(ArchiveEntry entry)
    {
        using Stream content = entry.Open();
        byte[] copy = new byte[checked((int)entry.Length)];
        content.ReadExactly(copy);

        // Sums are checked by whoever reads to the end.
        return content.ReadByte() < 0 ? copy : throw new InvalidDataException($"{entry.Name} is longer than it says");
    }

    private static string NameOf(string path, string[] extensions)
    {
        string file = System.IO.Path.GetFileName(path);
        string? extension = extensions.FirstOrDefault(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        return extension is null ? file : file[..^extension.Length];
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is UnauthorizedAccessException or FileNotFoundException or DirectoryNotFoundException)
        {
            throw new DatasetException($"the archive {Path} cannot be read ({problem.Message.TrimEnd('.')}): check that it is there and its permissions.", problem);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or FormatException or OverflowException or NotSupportedException or ArgumentException)
        {
            throw new DatasetException($"the archive {Path} is damaged or no {kind} ({problem.Message.TrimEnd('.')}): fetch it again.", problem);
        }
    }
}
