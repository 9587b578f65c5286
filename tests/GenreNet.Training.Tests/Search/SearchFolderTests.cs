using GenreNet.Core;
using GenreNet.Training.Fitting;
using GenreNet.Training.Search;

namespace GenreNet.Training.Tests.Search;

public sealed class SearchFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private SearchFolder Folder => new(_folder.File("search"));

    private string Lock => Path.Combine(Folder.Path, "tune.lock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_second_search_is_rejected_while_the_first_holds_the_folder()
    {
        using (Folder.Hold())
        {
            Assert.Equal(
                $"Another search is running in {Folder.Path}. Wait until it is finished, or use another --out.",
                Assert.Throws<GenreNetException>(() => Folder.Hold()).Message);
        }

        Assert.False(File.Exists(Lock));
        Folder.Hold().Dispose();
    }

    [Fact]
    public void A_lock_file_of_a_killed_search_does_not_block_another_search()
    {
        Directory.CreateDirectory(Folder.Path);
        File.WriteAllText(Lock, string.Empty);
        Folder.Hold().Dispose();
        Assert.False(File.Exists(Lock));
    }

    [Fact]
    public void A_lock_file_that_cannot_be_written_is_reported_with_the_reason()
    {
        Directory.CreateDirectory(Lock);
        GenreNetException problem = Assert.Throws<GenreNetException>(() => Folder.Hold());
        Assert.StartsWith($"Cannot write {Lock} (", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("another search", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_system_error_is_not_reported_as_another_search()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links take a privilege on Windows");
        Directory.CreateDirectory(Folder.Path);
        File.CreateSymbolicLink(Lock, Lock);
        GenreNetException problem = Assert.Throws<GenreNetException>(() => Folder.Hold());
        Assert.StartsWith($"Cannot write {Lock} (", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_checkpoints_of_trials_are_deleted()
    {
        string checkpoints = Directory.CreateDirectory(Path.Combine(Folder.Path, "checkpoints")).FullName;
        string notes = Path.Combine(checkpoints, "notes.npz");
        string leftover = Path.Combine(checkpoints, $"trial-001-1.npz.genrenet-7-{new string('0', 32)}.tmp");
        foreach (string file in (string[])[notes, leftover, Folder.Checkpoint(0, 0).Path, Folder.Checkpoint(12, 2).Path])
        {
            File.WriteAllText(file, "x");
        }

        Folder.DeleteCheckpoints();
        Assert.Equal([notes], Directory.GetFiles(checkpoints));
        File.Delete(notes);
        Folder.DeleteCheckpoints();
        Assert.False(Directory.Exists(checkpoints));
    }

    [Fact]
    public void A_checkpoint_is_deleted_only_with_those_of_its_ensemble()
    {
        var file = new CheckpointFile(_folder.File("checkpoint.npz"));
        string[] others = [_folder.File("checkpoint.best.npz"), _folder.File("checkpoint.npz.bak"), _folder.File("checkpoint.1.npz"), _folder.File("checkpoints.npz")];
        string[] own =
        [
            file.Path, file.OfMember(1).Path, file.OfMember(11).Path,
            $"{file.Path}.genrenet-7-{new string('0', 32)}.tmp", $"{file.OfMember(2).Path}.genrenet-7-{new string('0', 32)}.tmp",
        ];
        foreach (string path in others.Concat(own))
        {
            File.WriteAllText(path, "x");
        }

        file.Delete();
        Assert.Equal(others.Order(StringComparer.Ordinal), Directory.GetFiles(_folder.Path).Order(StringComparer.Ordinal));
    }
}
