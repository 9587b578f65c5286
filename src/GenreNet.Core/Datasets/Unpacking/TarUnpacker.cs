using System.Formats.Tar;
using System.IO.Compression;

namespace GenreNet.Core.Datasets;

/// <summary>Unpacks a <c>.tar.gz</c> file: only regular files and folders are accepted.</summary>
internal static class TarUnpacker
{
    // Header and padding of every entry, and long names.
    private const int BytesAroundEntry = 4096;

    // An extended header, which the reader keeps in memory, may be larger, and so may the zeros at the end.
    private const int MostBetweenFiles = 1 << 20;

    /// <summary>Unpacks all entries.</summary>
    /// <param name="archive">The archive; stays open.</param>
    /// <param name="limits">Limits for the content of the archive.</param>
    /// <param name="target">Receives the files and folders.</param>
    /// <param name="report">Called often while the archive is read.</param>
    public static void Unpack(FileStream archive, UnpackLimits limits, UnpackTarget target, Action report)
    {
        long most = limits.BytesFor(archive.Length) + ((long)limits.MaxEntryCount * BytesAroundEntry);
        using var unzipped = new GZipStream(archive, CompressionMode.Decompress, leaveOpen: true);
        using var limited = new LimitedStream(unzipped, most, report);
        using var names = new TarNameStream(limited);
        using var tar = new TarReader(names, leaveOpen: true);
        limited.Allow(MostBetweenFiles);
        while (tar.GetNextEntry() is { } entry)
        {
            limited.Allow(entry.Length);
            string name = names.NameOf(entry);
            switch (entry.EntryType)
            {
                case TarEntryType.RegularFile or TarEntryType.V7RegularFile:
                    target.AddFile(name, entry.Length, entry.DataStream);
                    break;
                case TarEntryType.Directory:
                    target.AddFolder(name);
                    break;
                case TarEntryType.GlobalExtendedAttributes:
                    break;
                default:
                    throw target.Refused(name, $"is a {Kind(entry.EntryType)}");
            }

            limited.Allow(MostBetweenFiles);
        }

        // gzip stores its checksum after the last byte; it is only verified if the stream is read to its end.
        limited.CopyTo(Stream.Null);
    }

    private static string Kind(TarEntryType type) => type switch
    {
        TarEntryType.SymbolicLink => "symbolic link",
        TarEntryType.HardLink => "hard link",
        TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "device",
        TarEntryType.Fifo => "pipe",
        _ => $"entry of the type {type}",
    };
}
