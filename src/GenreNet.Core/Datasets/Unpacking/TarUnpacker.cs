using System.Formats.Tar;
using System.IO.Compression;

namespace GenreNet.Core.Datasets;

/// <summary>Unpacks a <c>.tar.gz</c>: plain files and folders, nothing else.</summary>
internal static class TarUnpacker
{
    // A header and padding for every entry, and long names.
    private const int BytesAroundEntry = 4096;

    // One extended header may be larger, and the reader keeps it in memory; so may the zeros at the end.
    private const int MostBetweenFiles = 1 << 20;

    /// <summary>Unpacks everything.</summary>
    /// <param name="archive">The file; stays open.</param>
    /// <param name="limits">What it may hold.</param>
    /// <param name="target">Where to.</param>
    /// <param name="report">Called often while it is read.</param>
    public static void Unpack(FileStream archive, UnpackLimits limits, UnpackTarget target, Action report)
    {
        long most = limits.BytesFor(archive.Length) + ((long)limits.MostEntries * BytesAroundEntry);
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

        // gzip keeps its own sum behind the last byte: it is only checked by whoever reads that far.
        limited.CopyTo(Stream.Null);
    }

    private static string Kind(TarEntryType type) => type switch
    {
        TarEntryType.SymbolicLink => "symbolic link",
        TarEntryType.HardLink => "hard link",
        TarEntryType.CharacterDevice or TarEntryType.BlockDevice => "device",
        TarEntryType.Fifo => "pipe",
        _ => $"thing of the kind {type}",
    };
}
