using GenreNet.Core.Audio;

namespace GenreNet.Core.Datasets;

/// <summary>Reads a dataset from one archive file sequentially, without unpacking it to disk.</summary>
/// <param name="path">Path of the archive.</param>
/// <param name="kind">Kind of archive named in error messages, such as <c>.zip</c>.</param>
/// <param name="extensions">Extensions of such files, the longest first.</param>
internal abstract class ArchiveSource(string path, string kind, string[] extensions) : DatasetSource
{
    private const int FirstRoom = 1 << 20;

    public override string Path { get; } = path;

    public override string Name { get; } = NameOf(path, extensions);

    public override SourceListing List(Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        List<SourceFile> files = [];
        List<string> links = [];
        List<string> unnamed = [];
        List<string> guessed = [];
        string? encoding = null;
        foreach (ArchiveEntry entry in GuardedEntries())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string relative = Relative(entry);
            if (isWanted(relative) && entry.GuessedEncoding is not null)
            {
                guessed.Add(relative);
                encoding = entry.GuessedEncoding;
            }

            if (isWanted(relative) && entry.Open is not null)
            {
                files.Add(new SourceFile(relative, entry.Length, Guarded(() => Hash(entry.Open, cancellationToken))));
            }
            else if (isWanted(relative))
            {
                links.Add(relative);
            }
            else if (BeginsAsAudio(entry))
            {
                unnamed.Add(relative);
            }
        }

        string? twin = files.GroupBy(f => f.RelativePath, StringComparer.Ordinal).FirstOrDefault(g => g.Skip(1).Any())?.Key;
        return twin is null
            ? new SourceListing(files, []) { Links = Sorted(links), Unnamed = Sorted(unnamed), Guessed = Sorted(guessed), GuessedEncoding = encoding }
            : throw new DatasetException($"The archive {Path} contains {twin} more than once, so its content is ambiguous: create the archive again.");
    }

    public override IEnumerable<(string RelativePath, Func<AudioReader> Open)> Read(IReadOnlySet<string> relativePaths)
    {
        foreach (ArchiveEntry entry in GuardedEntries())
        {
            string relative = Relative(entry);
            if (entry.Open is null || !relativePaths.Contains(relative))
            {
                continue;
            }

            if (entry.Length > Array.MaxLength)
            {
                yield return (relative, () => throw new AudioFormatException(
                    PathOf(relative), "the file is too large to be read from an archive (2 GB or more). Unpack the archive."));
                continue;
            }

            // The content is copied, because the archive moves on while the track is still being processed.
            byte[] content = Guarded(() => Copy(entry));
            yield return (relative, () => AudioFile.Open(new MemoryStream(content, writable: false), PathOf(relative)));
        }
    }

    /// <summary>Returns all entries except folders, in archive order. May throw the exceptions of reading and decompression.</summary>
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
            : throw new DatasetException($"The archive {Path} contains {name}, which is outside its folder: do not trust the archive, and download it from another source.");
    }

    private static string[] Sorted(List<string> paths) => [.. paths.Order(StringComparer.Ordinal)];

    // Hidden files are skipped, as they are in folders.
    private static bool BeginsAsAudio(ArchiveEntry entry)
    {
        if (entry.Open is null || entry.Name.Split('/').Any(part => part.StartsWith('.') && part is not "."))
        {
            return false;
        }

        try
        {
            using Stream content = entry.Open();
            Span<byte> start = stackalloc byte[ContentSignature.Length];
            return ContentSignature.Of(start[..content.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]).IsAudio is true;
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or NotSupportedException or DatasetException)
        {
            // A damaged file that is not a track does no harm.
            return false;
        }
    }

    private static byte[] Hash(Func<Stream> open, CancellationToken cancellationToken)
    {
        using Stream content = open();
        return ContentAddress.Of(content, cancellationToken);
    }

    private static byte[] Copy(ArchiveEntry entry)
    {
        using Stream content = entry.Open!();
        // The buffer grows with what has been read, because a tiny archive can claim any length.
        byte[] copy = new byte[(int)Math.Min(entry.Length, FirstRoom)];
        content.ReadExactly(copy);
        for (int filled = copy.Length; filled < entry.Length; filled = copy.Length)
        {
            Array.Resize(ref copy, (int)Math.Min(entry.Length, 2L * filled));
            content.ReadExactly(copy.AsSpan(filled));
        }

        // Checksums are verified only at the end of the content.
        return content.ReadByte() < 0 ? copy : throw new InvalidDataException($"{entry.Name} is longer than the archive specifies");
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
            throw new DatasetException($"The archive {Path} cannot be read ({problem.Message.TrimEnd('.')}): check that it exists, and check its permissions.", problem);
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or FormatException or OverflowException or NotSupportedException or ArgumentException)
        {
            throw new DatasetException($"The archive {Path} is damaged or is not a {kind} file ({problem.Message.TrimEnd('.')}): download it again.", problem);
        }
    }
}

/// <summary>Represents an entry of an archive that is not a folder.</summary>
/// <param name="Name">Path inside the archive, with forward slashes.</param>
/// <param name="Length">Length in bytes, as declared by the archive.</param>
/// <param name="Open">
/// Opens the content; may be called once, before the next entry is requested; the caller disposes the stream. Null for a link or a device,
/// which has no content.
/// </param>
internal sealed record ArchiveEntry(string Name, long Length, Func<Stream>? Open)
{
    /// <summary>Gets the encoding that the name was decoded with because it is not UTF-8; null for a UTF-8 name.</summary>
    public string? GuessedEncoding { get; init; }
}
