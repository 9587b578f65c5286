using System.IO.Compression;
using GenreNet.Core.IO;

namespace GenreNet.Core.Datasets;

/// <summary>Reads a dataset from a <c>.zip</c> file.</summary>
internal sealed class ZipSource(string path) : ArchiveSource(path, ".zip", [".zip"])
{
    // The upper half of the attributes holds the Unix file mode (stat.h); its four highest bits are the file type.
    private const int UnixShift = 16;
    private const int KindMask = 0xF000;
    private const int KindFolder = 0x4000;
    private const int KindFile = 0x8000;

    protected override IEnumerable<ArchiveEntry> Entries()
    {
        using FileStream file = InputFile.OpenRead(Path);
        using ZipArchive zip = ZipNames.Open(file, out IReadOnlyList<ZipName> names);
        bool hasSlashes = names.Any(name => name.Text.Contains('/'));
        foreach ((ZipArchiveEntry entry, ZipName stored) in zip.Entries.Zip(names))
        {
            // Old Windows programs separate folders only by backslashes. In Shift-JIS, Big5 and GBK, the byte of a backslash can be the
            // second byte of a character.
            string name = hasSlashes || stored.IsGuessed ? stored.Text : stored.Text.Replace('\\', '/');
            int kind = (entry.ExternalAttributes >>> UnixShift) & KindMask;
            if (!name.EndsWith('/') && kind != KindFolder)
            {
                yield return new ArchiveEntry(name, entry.Length, kind is 0 or KindFile ? () => Open(entry, name, stored.IsMethodSupported) : null)
                {
                    GuessedEncoding = stored.IsGuessed ? "code page 437" : null,
                };
            }
        }
    }

    private ZipEntryStream Open(ZipArchiveEntry entry, string name, bool isMethodSupported) => entry.IsEncrypted
        ? throw new DatasetException($"The archive {Path} contains {name}, which is encrypted: unpack it, or create the archive again without a password.")
        : !isMethodSupported
        ? throw new DatasetException(
            $"The archive {Path} contains {name}, whose compression method is not supported: unpack the archive, or create it again with the method Deflate.")
        : new ZipEntryStream(entry.Open(), name, entry.Length, entry.Crc32);
}
