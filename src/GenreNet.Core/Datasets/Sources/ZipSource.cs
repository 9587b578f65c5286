using System.IO.Compression;

namespace GenreNet.Core.Datasets.Sources;

/// <summary>A dataset in a <c>.zip</c>.</summary>
internal sealed class ZipSource(string path) : ArchiveSource(path, ".zip", [".zip"])
{
    // The upper half of the attributes holds what Unix knows of a file (stat.h): its kind in the four highest bits.
    private const int UnixShift = 16;
    private const int KindMask = 0xF000;
    private const int KindFile = 0x8000;

    protected override IEnumerable<ArchiveEntry> Entries()
    {
        using FileStream file = File.OpenRead(Path);
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        foreach (ZipArchiveEntry entry in zip.Entries)
        {
            // Old programs on Windows write backslashes.
            string name = entry.FullName.Replace('\\', '/');
            int kind = (entry.ExternalAttributes >>> UnixShift) & KindMask;
            if (!name.EndsWith('/') && kind is 0 or KindFile)
            {
                yield return new ArchiveEntry(name, entry.Length, () => Open(entry));
            }
        }
    }

    private static ZipEntryStream Open(ZipArchiveEntry entry) => entry.IsEncrypted
        ? throw new InvalidDataException($"{entry.FullName} is encrypted")
        : new ZipEntryStream(entry.Open(), entry.FullName, entry.Length, entry.Crc32);
}
