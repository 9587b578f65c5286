using GenreNet.Core.IO;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.IO;

public class AtomicFileTests
{
    [Fact]
    public void A_failed_write_keeps_the_old_file_and_leaves_no_other_file()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("file.txt");
        AtomicFile.WriteText(path, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(path, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException();
        }));
        Assert.Equal("old", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    [Fact]
    public void A_location_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("file");
        File.WriteAllText(file, "");
        string path = Path.Combine(file, "below", "x.txt");
        Assert.StartsWith(path, Assert.Throws<GenreNetException>(() => AtomicFile.WriteText(path, "x")).Message, StringComparison.Ordinal);
        Assert.StartsWith(path, Assert.Throws<GenreNetException>(() => AtomicFile.RequireWritable(path)).Message, StringComparison.Ordinal);
        Assert.Throws<GenreNetException>(() => AtomicFile.RequireWritable(folder.Path));
    }

    [Fact]
    public void A_check_of_a_location_leaves_no_folder()
    {
        using var folder = new TemporaryFolder();
        AtomicFile.RequireWritable(Path.Combine(folder.Path, "one", "two", "file.txt"));
        Assert.Empty(Directory.GetFileSystemEntries(folder.Path));
        // A folder that the caller has made stays, even if it is empty.
        string made = Directory.CreateDirectory(Path.Combine(folder.Path, "made")).FullName;
        AtomicFile.RequireWritable(Path.Combine(made, "below", "file.txt"));
        Assert.Equal([made], Directory.GetFileSystemEntries(folder.Path));
        Assert.Empty(Directory.GetFileSystemEntries(made));
    }

    [Fact]
    public void Leftovers_of_killed_writers_are_deleted_and_other_files_are_kept()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("song.npz");
        string leftover = $"{path}.genrenet-123-{new string('a', 32)}.tmp";
        string[] others =
        [
            path, $"{path}.tmp", $"{path}.my-notes.tmp", $"{path}.2024-01-01.tmp", $"{path}.genrenet-mine.tmp", $"{leftover}.bak",
            folder.File($"other.npz.genrenet-123-{new string('a', 32)}.tmp"), $"{path}.123-{new string('a', 32)}.tmp",
        ];
        foreach (string file in others.Append(leftover))
        {
            File.WriteAllText(file, "x");
        }

        AtomicFile.DeleteLeftovers(path);
        Assert.Equal(others.Order(StringComparer.Ordinal), Directory.GetFiles(folder.Path).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_name_of_a_target_is_not_a_search_pattern()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such names");
        using var folder = new TemporaryFolder();
        string other = folder.File($"song.npz.genrenet-123-{new string('a', 32)}.tmp");
        File.WriteAllText(other, "x");
        AtomicFile.DeleteLeftovers(folder.File("s*.npz"));
        Assert.True(File.Exists(other));
    }

    [Fact]
    public void A_temporary_file_is_a_leftover_only_after_its_writer_has_ended()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("song.npz");
        string? temporary = null;
        AtomicFile.Write(path, stream =>
        {
            AtomicFile.DeleteLeftovers(path);
            temporary = Assert.Single(Directory.GetFiles(folder.Path));
            stream.WriteByte(1);
        });
        Assert.Equal([1], File.ReadAllBytes(path));
        File.Move(path, temporary!);
        AtomicFile.DeleteLeftovers(path);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_file_is_locked_when_it_gets_its_name()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("song.npz");
        await WhileLeftoversAreDeletedAsync(
            path,
            () =>
            {
                string temporary = $"{path}.genrenet-1-{Guid.NewGuid():N}.tmp";
                using FileStream stream = AtomicFile.CreateLocked(temporary);
                Assert.Equal(temporary, stream.Name);
                Assert.True(File.Exists(temporary));
            },
            2000);
        AtomicFile.DeleteLeftovers(path);
        Assert.Empty(Directory.GetFiles(folder.Path));
    }

    [Fact]
    public async Task A_file_that_is_being_written_is_never_deleted_as_a_leftover()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "on Windows the file is closed before it is renamed");
        using var folder = new TemporaryFolder();
        string path = folder.File("song.npz");
        await WhileLeftoversAreDeletedAsync(path, () => AtomicFile.Write(path, stream => stream.WriteByte(1)), 300);
        Assert.Equal([1], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder.Path));
    }

    /// <summary>Repeats an action while another thread deletes the leftovers of a file again and again.</summary>
    private static async Task WhileLeftoversAreDeletedAsync(string path, Action action, int times)
    {
        using var stop = new CancellationTokenSource();
        Task cleaner = Task.Run(
            () =>
            {
                while (!stop.IsCancellationRequested)
                {
                    AtomicFile.DeleteLeftovers(path);
                }
            },
            TestContext.Current.CancellationToken);
        for (int i = 0; i < times; i++)
        {
            action();
        }

        await stop.CancelAsync();
        await cleaner;
    }
}
