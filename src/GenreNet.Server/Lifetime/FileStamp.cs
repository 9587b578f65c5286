using System.Buffers;
using System.IO.Hashing;
using GenreNet.Core.IO;

namespace GenreNet.Server.Lifetime;

/// <summary>
/// Identifies the content of a file by time, length and a hash of the file that the path resolves to through all links. Time and length
/// alone are not sufficient: tools such as <c>rsync -t</c> and <c>cp -p</c> set the time, and keys have equal lengths.
/// </summary>
/// <param name="Written">Time of the last write, UTC.</param>
/// <param name="Length">Length in bytes.</param>
/// <param name="Hash">XxHash128 of the content; for files larger than 64 MB, of the first and the last MB.</param>
internal sealed record FileStamp(DateTime Written, long Length, UInt128 Hash)
{
    private const long LargestHashedBytes = 64 << 20;
    private const int EndBytes = 1 << 20;
    private const int BlockBytes = 1 << 16;

    /// <summary>Returns the stamp of a file; null if it cannot be read, or is a device, pipe or socket, which is not opened.</summary>
    public static FileStamp? Of(string path)
    {
        try
        {
            // A pipe without a writer would block the service forever.
            InputFile.RequireRegular(path);
            // Uses the open file, not the directory entry: Kubernetes swaps a link above it.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return new FileStamp(File.GetLastWriteTimeUtc(file.SafeFileHandle), file.Length, HashOf(file));
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static UInt128 HashOf(FileStream file)
    {
        var hash = new XxHash128();
        if (file.Length <= LargestHashedBytes)
        {
            // Bounded in case the file grows meanwhile; the next check detects that.
            Append(hash, file, LargestHashedBytes);
        }
        else
        {
            Append(hash, file, EndBytes);
            file.Position = file.Length - EndBytes;
            Append(hash, file, EndBytes);
        }

        return hash.GetCurrentHashAsUInt128();
    }

    private static void Append(XxHash128 hash, FileStream file, long count)
    {
        byte[] block = ArrayPool<byte>.Shared.Rent(BlockBytes);
        try
        {
            int read;
            while (count > 0 && (read = file.Read(block, 0, (int)Math.Min(count, block.Length))) > 0)
            {
                hash.Append(block.AsSpan(0, read));
                count -= read;
            }
        }
        finally
        {
            // Otherwise parts of API keys would remain in shared memory.
            ArrayPool<byte>.Shared.Return(block, clearArray: true);
        }
    }
}
