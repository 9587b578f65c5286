using System.Formats.Tar;
using System.IO.Compression;

namespace GenreNet.Core.Datasets.Sources;

/// <summary>A dataset in a <c>.tar.gz</c>.</summary>
internal sealed class TarSource(string path) : ArchiveSource(path, ".tar.gz", [".tar.gz", ".tgz", ".gz"])
{
    protected override IEnumerable<ArchiveEntry> Entries()
    {
        using FileStream file = File.OpenRead(Path);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var archive = new TarReader(unzipped);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                yield return new ArchiveEntry(entry.Name, entry.Length, () => entry.DataStream ?? Stream.Null);
            }
        }
    }
}
