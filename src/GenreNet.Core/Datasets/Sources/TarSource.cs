using System.Formats.Tar;
using System.IO.Compression;
using GenreNet.Core.Audio;
using GenreNet.Core.Errors;

namespace GenreNet.Core.Datasets.Sources;

/// <summary>A dataset in a <c>.tar.gz</c>, read from front to end without unpacking it to disk.</summary>
internal sealed class TarSource(string path) : DatasetSource
{
    private static readonly string[] Extensions = [".tar.gz", ".tgz", ".gz"];

    public override string Path { get; } = path;

    public override string Name { get; } = NameOf(path);

    /// <summary>Whether a file begins as gzip does.</summary>
    public static bool Matches(string path)
    {
        try
        {
            using FileStream stream = File.OpenRead(path);
            return stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new DatasetException($"the dataset {path} cannot be read ({problem.Message.TrimEnd('.')}): check its permissions.", problem);
        }
    }

    public override IReadOnlyList<SourceFile> List(Func<string, bool> isWanted, CancellationToken cancellationToken)
    {
        List<SourceFile> files = [];
        foreach (TarEntry entry in Entries())
        {
            cancellationToken.ThrowIfCancellationRequested();
            string relative = Relative(entry);
            if (isWanted(relative))
            {
                files.Add(new SourceFile(relative, entry.Length, Guarded(() => ContentAddress.Of(entry.DataStream ?? Stream.Null))));
            }
        }

        return files;
    }

    public override IEnumerable<(string RelativePath, Func<AudioReader> Open)> Read(IReadOnlySet<string> relativePaths)
    {
        foreach (TarEntry entry in Entries())
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

    private IEnumerable<TarEntry> Entries()
    {
        using FileStream file = File.OpenRead(Path);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var archive = new TarReader(unzipped);
        while (Guarded(() => archive.GetNextEntry()) is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                yield return entry;
            }
        }
    }

    private static string Relative(TarEntry entry) => entry.Name.StartsWith("./", StringComparison.Ordinal) ? entry.Name[2..] : entry.Name;

    private static byte[] Copy(TarEntry entry)
    {
        byte[] content = new byte[checked((int)entry.Length)];
        entry.DataStream?.ReadExactly(content);
        return content;
    }

    private static string NameOf(string path)
    {
        string file = System.IO.Path.GetFileName(path);
        string? extension = Extensions.FirstOrDefault(e => file.EndsWith(e, StringComparison.OrdinalIgnoreCase));
        return extension is null ? file : file[..^extension.Length];
    }

    private T Guarded<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or FormatException or OverflowException)
        {
            throw new DatasetException($"the archive {Path} is damaged or no .tar.gz ({problem.Message.TrimEnd('.')}): fetch it again.", problem);
        }
    }
}
