using GenreNet.Core.Errors;
using GenreNet.Core.IO;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.IO;

public class AtomicFileTests
{
    [Fact]
    public void A_failed_write_leaves_the_old_file_and_nothing_else()
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
    public void A_place_that_cannot_be_written_is_named()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("file");
        File.WriteAllText(file, "");
        string path = Path.Combine(file, "below", "x.txt");
        Assert.StartsWith(path, Assert.Throws<GenreNetException>(() => AtomicFile.WriteText(path, "x")).Message, StringComparison.Ordinal);
        Assert.StartsWith(path, Assert.Throws<GenreNetException>(() => AtomicFile.RequireWritable(path)).Message, StringComparison.Ordinal);
        Assert.Throws<GenreNetException>(() => AtomicFile.RequireWritable(folder.Path));
    }
}
