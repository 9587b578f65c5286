using GenreNet.Core.Download;

namespace GenreNet.Core.Datasets;

/// <summary>Unpacks untrusted archives.</summary>
internal static class ArchiveUnpacker
{
    /// <summary>Unpacks an archive into a new folder.</summary>
    /// <param name="path">Path of the archive; its first bytes determine its format.</param>
    /// <param name="archiveName">Name of the archive in messages.</param>
    /// <param name="folder">An empty folder, as a full path.</param>
    /// <param name="limits">Limits for the content of the archive.</param>
    /// <param name="report">Receives the number of archive bytes read so far, and the total.</param>
    /// <param name="cancellationToken">Stops even within a file.</param>
    /// <returns>Lengths of the files by path, with forward slashes.</returns>
    /// <exception cref="TransferException">The archive is damaged or rejected; the files unpacked so far remain in the folder.</exception>
    /// <exception cref="DownloadException">The folder cannot be written.</exception>
    public static IReadOnlyDictionary<string, long> Unpack(
        string path, string archiveName, string folder, UnpackLimits limits, Action<long, long> report, CancellationToken cancellationToken)
    {
        using var archive = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1 << 16);
        var target = new UnpackTarget(folder, archiveName, limits.BytesFor(archive.Length), limits.MaxEntryCount, cancellationToken);
        void Report() => report(archive.Position, archive.Length);
        try
        {
            switch (KindOf(archive))
            {
                case [0x1F, 0x8B, ..]:
                    TarUnpacker.Unpack(archive, limits, target, Report);
                    break;
                case [(byte)'P', (byte)'K', ..]:
                    ZipUnpacker.Unpack(archive, target, Report);
                    break;
                case var other:
                    throw new TransferException($"{archiveName} is neither a .tar.gz nor a .zip file (it begins with {Convert.ToHexString(other)})");
            }
        }
        catch (Exception problem) when (problem is InvalidDataException or IOException or FormatException or OverflowException or NotSupportedException or ArgumentException or OutOfMemoryException)
        {
            throw new TransferException($"{archiveName} is damaged ({problem.Message.TrimEnd('.')})", problem);
        }

        return target.Files.Count > 0 ? target.Files : throw new TransferException($"{archiveName} contains no files");
    }

    private static byte[] KindOf(FileStream archive)
    {
        byte[] start = new byte[4];
        int count = archive.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
        archive.Position = 0;
        return start[..count];
    }
}
