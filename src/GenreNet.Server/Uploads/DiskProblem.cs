namespace GenreNet.Server.Uploads;

/// <summary>Tells a full disk from a connection that broke: both are an <see cref="IOException"/>.</summary>
internal static class DiskProblem
{
    // ENOSPC and EDQUOT of Linux; ERROR_DISK_FULL and ERROR_HANDLE_DISK_FULL of Windows.
    private static readonly int[] Codes = [28, 122, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    public static bool Is(IOException problem) => Codes.Contains(problem.HResult);
}
