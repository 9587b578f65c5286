using GenreNet.Training.Torch;
using static TorchSharp.torch;

namespace GenreNet.Training.Tests.Torch.Vectors;

public class TorchThreadsTests
{
    public TorchThreadsTests() => NativeTorch.EnsureLoaded();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(3, 100)]
    public void Each_piece_of_work_is_done_once(int threads, int pieces)
    {
        int before = get_num_threads();
        set_num_threads(threads);
        int[] done = new int[pieces];
        TorchThreads.ForEach(pieces, long.MaxValue, piece => Interlocked.Increment(ref done[piece]));
        set_num_threads(before);
        Assert.All(done, count => Assert.Equal(1, count));
    }

    [Fact]
    public void Little_work_is_done_by_the_calling_thread()
    {
        int caller = Environment.CurrentManagedThreadId;
        TorchThreads.ForEach(10, TorchThreads.LeastValues - 1, _ => Assert.Equal(caller, Environment.CurrentManagedThreadId));
    }

    [Fact]
    public void The_threads_of_torch_are_found_on_linux() => Assert.Equal(OperatingSystem.IsLinux(), TorchThreads.AreAvailable);
}
