using System.Runtime.InteropServices;

namespace GenreNet.Core.IO;

/// <summary>Specifies the kind of file at a path after links are followed.</summary>
internal enum FileKind
{
    /// <summary>There is no file, or the system does not report its kind.</summary>
    Unknown,
    Regular,
    Folder,
    Pipe,
    Socket,
    CharacterDevice,
    BlockDevice,
}

/// <summary>
/// Queries the kind of a file without opening it: opening a pipe waits for a writer, and opening a device can have side effects.
/// </summary>
internal static partial class FileKinds
{
    // The kind is in the four highest bits of st_mode, with the same values on every Unix (sys/stat.h).
    private const int KindMask = 0xF000;

    // struct statx is part of the kernel interface and identical on every architecture: stx_mode is at offset 28 of 256 bytes.
    private const int StatxLength = 256;
    private const int StatxModeOffset = 28;
    private const uint StatxType = 1;
    private const int CurrentFolder = -100;

    // struct stat of macOS with 64-bit inodes: a 32-bit st_dev, then a 16-bit st_mode; 144 bytes in total.
    private const int MacStatLength = 144;
    private const int MacModeOffset = 4;

    /// <summary>Returns the kind of the file at a path.</summary>
    /// <param name="path">Path of the file; links are followed.</param>
    /// <returns>The kind; <see cref="FileKind.Unknown"/> if there is no file, and on systems other than Linux and macOS.</returns>
    public static FileKind Of(string path)
    {
        try
        {
            return OperatingSystem.IsLinux() ? OfLinux(path) : OperatingSystem.IsMacOS() ? OfMac(path) : FileKind.Unknown;
        }
        catch (Exception problem) when (problem is EntryPointNotFoundException or DllNotFoundException)
        {
            return FileKind.Unknown;
        }
    }

    private static FileKind OfLinux(string path)
    {
        Span<byte> status = stackalloc byte[StatxLength];
        return Statx(CurrentFolder, path, 0, StatxType, ref MemoryMarshal.GetReference(status)) == 0
            ? Kind(MemoryMarshal.Read<ushort>(status[StatxModeOffset..]))
            : FileKind.Unknown;
    }

    private static FileKind OfMac(string path)
    {
        Span<byte> status = stackalloc byte[MacStatLength];
        ref byte start = ref MemoryMarshal.GetReference(status);
        int result = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? MacStat64(path, ref start) : MacStat(path, ref start);
        return result == 0 ? Kind(MemoryMarshal.Read<ushort>(status[MacModeOffset..])) : FileKind.Unknown;
    }

    private static FileKind Kind(int mode) => (mode & KindMask) switch
    {
        0x1000 => FileKind.Pipe,
        0x2000 => FileKind.CharacterDevice,
        0x4000 => FileKind.Folder,
        0x6000 => FileKind.BlockDevice,
        0x8000 => FileKind.Regular,
        0xC000 => FileKind.Socket,
        _ => FileKind.Unknown,
    };

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "stat", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MacStat(string path, ref byte status);

    [LibraryImport("libc", EntryPoint = "stat$INODE64", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MacStat64(string path, ref byte status);
}
