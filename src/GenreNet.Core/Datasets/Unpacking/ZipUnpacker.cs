using System.IO.Compression;
using System.IO.Hashing;

namespace GenreNet.Core.Datasets;

/// <summary>Unpacks a <c>.zip</c> file: only regular files and folders are accepted.</summary>
internal static class ZipUnpacker
{
    // The upper half of the attributes holds the Unix file mode (stat.h); its four highest bits are the file type.
    private const int UnixShift = 16;
    private const int KindMask = 0xF000;
    private const int KindFolder = 0x4000;
    private const int KindFile = 0x8000;
    private const int KindLink = 0xA000;

    /// <summary>Unpacks all entries.</summary>
    /// <param name="archive">The archive; stays open.</param>
    /// <param name="target">Receives the files and folders.</param>
    /// <param name="report">Called often while the archive is read.</param>
    public static void Unpack(FileStream archive, UnpackTarget target, Action report)
    {
        using ZipArchive zip = ZipNames.Open(archive, out IReadOnlyList<ZipName> names);
        foreach ((ZipArchiveEntry entry, ZipName stored) in zip.Entries.Zip(names))
        {
            string name = stored.Text;
            Check(entry, stored, target);
            if (name.EndsWith('/'))
            {
                target.AddFolder(name);
                continue;
            }

            var sum = new Crc32();
            using (Stream content = entry.Open())
            {
                target.AddFile(name, entry.Length, content, bytes =>
                {
                    sum.Append(bytes);
                    report();
                });
            }

            if (sum.GetCurrentHashAsUInt32() != entry.Crc32)
            {
                throw target.Refused(name, "is damaged: its CRC-32 does not match");
            }
        }
    }

    private static void Check(ZipArchiveEntry entry, ZipName stored, UnpackTarget target)
    {
        string name = stored.Text;
        int kind = (entry.ExternalAttributes >>> UnixShift) & KindMask;
        if (kind is not (0 or KindFolder or KindFile))
        {
            throw target.Refused(name, kind == KindLink ? "is a symbolic link" : "is neither a file nor a folder");
        }

        if (entry.IsEncrypted)
        {
            throw target.Refused(name, "is encrypted");
        }

        if (!stored.IsMethodSupported)
        {
            throw target.Refused(name, "has a compression method that is not supported");
        }
    }
}
