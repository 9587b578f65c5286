namespace GenreNet.Server.Lifetime;

/// <summary>
/// What tells one content of a file from another without reading it: time and length of the file that the path leads to, through all
/// links.
/// </summary>
/// <param name="Written">Time of the last write, UTC.</param>
/// <param name="Length">Length in bytes.</param>
internal sealed record FileStamp(DateTime Written, long Length)
{
    /// <summary>Returns the stamp of a file; null if it cannot be opened.</summary>
    public static FileStamp? Of(string path)
    {
        try
        {
            // The open file, not the entry of the folder: Kubernetes swaps a link above it.
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return new FileStamp(File.GetLastWriteTimeUtc(file.SafeFileHandle), file.Length);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
