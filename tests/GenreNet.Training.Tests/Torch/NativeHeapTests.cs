using System.Globalization;
using System.Runtime.InteropServices;
using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Torch;

public class NativeHeapTests
{
    private const int Allocations = 50;
    private const int TensorBytes = 8 << 20;

    [Fact]
    public void Freed_tensors_are_reused_without_page_faults()
    {
        Assert.SkipUnless(
            OperatingSystem.IsLinux() && !RuntimeInformation.RuntimeIdentifier.Contains("musl", StringComparison.Ordinal),
            "Only glibc can be configured.");
        NativeTorch.EnsureLoaded();
        Assert.True(NativeHeap.KeepFreedMemory());
        Allocate();
        long before = PageFaultsOfThisThread();
        Allocate();
        long pages = (long)Allocations * TensorBytes / Environment.SystemPageSize;
        Assert.InRange(PageFaultsOfThisThread() - before, 0, pages / 4);
    }

    [Fact]
    public void Configuring_again_changes_nothing() => Assert.Equal(NativeHeap.KeepFreedMemory(), NativeHeap.KeepFreedMemory());

    private static void Allocate()
    {
        for (int i = 0; i < Allocations; i++)
        {
            ones(TensorBytes / sizeof(float)).Dispose();
        }
    }

    // proc(5): the tenth field of stat; the second is a name in brackets, which may contain spaces.
    private static long PageFaultsOfThisThread() =>
        long.Parse(File.ReadAllText("/proc/thread-self/stat").Split(')')[^1].Split(' ', StringSplitOptions.RemoveEmptyEntries)[7], CultureInfo.InvariantCulture);
}
