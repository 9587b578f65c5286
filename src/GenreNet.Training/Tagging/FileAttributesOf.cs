using System.Runtime.InteropServices;

namespace GenreNet.Training.Tagging;

/// <summary>Copies what a file system stores about a file: times, permissions and, on Linux, the owner.</summary>
internal static partial class FileAttributesOf
{
    // struct statx is part of the kernel interface and identical on every architecture: stx_nlink is at offset 16 of 256 bytes.
    private const int StatxLength = 256;
    private const int LinkCountOffset = 16;
    private const int OwnerOffset = 20;
    private const int GroupOffset = 24;
    private const int CurrentFolder = -100;
    private const uint LinkCountOwnerAndGroup = 0x4 | 0x8 | 0x10;

    /// <summary>Gives a copy the modification time, the permissions and, where the system allows it, the owner of the original.</summary>
    /// <param name="original">The original.</param>
    /// <param name="copy">The copy, with nothing left to flush.</param>
    public static void Copy(FileStream original, FileStream copy)
    {
        if (OperatingSystem.IsWindows())
        {
            File.SetCreationTimeUtc(copy.SafeFileHandle, File.GetCreationTimeUtc(original.SafeFileHandle));
        }
        else
        {
            // Before the permissions: a change of owner clears some of them. Only root can give files away; others keep their own.
            if (Status(original.Name) is { } status && Status(copy.Name) is { } own && (status.Owner, status.Group) != (own.Owner, own.Group))
            {
                _ = ChangeOwner(copy.SafeFileHandle, status.Owner, status.Group);
            }

            File.SetUnixFileMode(copy.SafeFileHandle, File.GetUnixFileMode(original.SafeFileHandle));
        }

        File.SetLastWriteTimeUtc(copy.SafeFileHandle, File.GetLastWriteTimeUtc(original.SafeFileHandle));
    }

    /// <summary>Returns the number of names (hard links) that a file has; 1 if the system does not report it.</summary>
    public static long LinkCount(string path) => Status(path)?.Links ?? 1;

    private static (uint Links, uint Owner, uint Group)? Status(string path)
    {
        if (!OperatingSystem.IsLinux())
        {
            return null;
        }

        Span<byte> status = stackalloc byte[StatxLength];
        return Statx(CurrentFolder, path, 0, LinkCountOwnerAndGroup, ref MemoryMarshal.GetReference(status)) == 0
            ? (MemoryMarshal.Read<uint>(status[LinkCountOffset..]), MemoryMarshal.Read<uint>(status[OwnerOffset..]), MemoryMarshal.Read<uint>(status[GroupOffset..]))
            : null;
    }

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Statx(int folder, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "fchown")]
    private static partial int ChangeOwner(SafeHandle file, uint owner, uint group);
}
