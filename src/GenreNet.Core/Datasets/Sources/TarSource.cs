using System.Formats.Tar;
using System.IO.Compression;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Reads a dataset from a <c>.tar.gz</c> file.</summary>
internal sealed class TarSource(string path) : ArchiveSource(path, ".tar.gz", [".tar.gz", ".tgz", ".gz"])
{
    protected override IEnumerable<ArchiveEntry> Entries()
    {
        using FileStream file = InputFile.OpenRead(Path);
        using var unzipped = new GZipStream(file, CompressionMode.Decompress);
        using var names = new TarNameStream(unzipped);
        using var archive = new TarReader(names);
        while (archive.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is not (TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes))
            {
                bool isFile = entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile;
                yield return new ArchiveEntry(names.NameOf(entry), entry.Length, isFile ? () => entry.DataStream ?? Stream.Null : null)
                {
                    GuessedEncoding = names.IsGuessed(entry) ? "Latin-1" : null,
                };
            }
        }
    }
}
