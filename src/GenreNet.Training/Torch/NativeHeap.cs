using System.Runtime.InteropServices;

namespace GenreNet.Training.Torch;

/// <summary>Configures the heap of the C library, from which torch allocates tensors on the CPU.</summary>
/// <remarks>
/// By default, glibc returns freed blocks of more than 128 KB to the system. A fit allocates and frees tensors of megabytes in each step, so
/// the kernel has to clear and map the same pages again and again: a fifth of the time of an epoch.
/// </remarks>
internal static partial class NativeHeap
{
    // Parameters of mallopt(3).
    private const int TrimThreshold = -1;
    private const int MmapThreshold = -3;

    // The largest value that glibc accepts on 64-bit systems.
    private const int LargestHeapBlock = 32 << 20;

    // Freed memory at the end of the heap that is kept for the next step.
    private const int LargestFreeEnd = 512 << 20;

    private static readonly Lazy<bool> Configured = new(Configure);

    /// <summary>
    /// Keeps freed memory of up to 512 MB for the next allocations of this process, if its C library is glibc; does nothing otherwise.
    /// </summary>
    /// <returns>Whether the heap was configured.</returns>
    public static bool KeepFreedMemory() => Configured.Value;

    private static bool Configure()
    {
        try
        {
            return OperatingSystem.IsLinux()
                && SetOption(MmapThreshold, LargestHeapBlock) == 1
                && SetOption(TrimThreshold, LargestFreeEnd) == 1;
        }
        catch (Exception problem) when (problem is EntryPointNotFoundException or DllNotFoundException)
        {
            // Other C libraries, such as musl, have no such options.
            return false;
        }
    }

    [LibraryImport("libc", EntryPoint = "mallopt")]
    private static partial int SetOption(int parameter, int value);
}
