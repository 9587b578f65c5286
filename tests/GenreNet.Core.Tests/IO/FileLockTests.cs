using GenreNet.Core.IO;

namespace GenreNet.Core.Tests.IO;

public sealed class FileLockTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void One_holder_excludes_others_until_it_releases_the_file()
    {
        using (FileLock first = FileLock.TryAcquire(Path)!)
        {
            Assert.Null(FileLock.TryAcquire(Path));
        }

        using FileLock second = FileLock.TryAcquire(Path, deleteOnRelease: true)!;
        Assert.True(File.Exists(Path));
        second.Dispose();
        Assert.False(File.Exists(Path));
        second.Dispose();
        second.Delete();
    }

    [Fact]
    public void The_folder_of_a_lock_is_created()
    {
        using FileLock? held = FileLock.TryAcquire(System.IO.Path.Combine(_folder.Path, "new", "lock"));
        Assert.NotNull(held);
    }

    [Fact]
    public void Other_failures_are_not_treated_as_a_held_lock()
    {
        Directory.CreateDirectory(Path);
        Assert.Throws<UnauthorizedAccessException>(() => FileLock.TryAcquire(Path));
        Assert.ThrowsAny<IOException>(() => FileLock.TryAcquire(_folder.File(new string('x', 300))));
    }

    [Fact]
    public void A_cyclic_link_is_not_treated_as_a_held_lock()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links take a privilege on Windows");
        File.CreateSymbolicLink(Path, Path);
        Assert.ThrowsAny<IOException>(() => FileLock.TryAcquire(Path));
    }

    [Fact]
    public async Task A_lock_file_that_is_deleted_never_has_two_holders()
    {
        int holders = 0, most = 0, taken = 0;
        void Work()
        {
            for (int i = 0; i < 300; i++)
            {
                if (FileLock.TryAcquire(Path) is { } held)
                {
                    InterlockedMax(ref most, Interlocked.Increment(ref holders));
                    Interlocked.Increment(ref taken);
                    Thread.Yield();
                    Interlocked.Decrement(ref holders);
                    held.Delete();
                }
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(Work)));
        Assert.True(taken > 0);
        Assert.Equal(1, most);
        Assert.False(File.Exists(Path));
    }

    private static void InterlockedMax(ref int target, int value)
    {
        int seen;
        while (value > (seen = Volatile.Read(ref target)) && Interlocked.CompareExchange(ref target, value, seen) != seen)
        {
        }
    }
}
