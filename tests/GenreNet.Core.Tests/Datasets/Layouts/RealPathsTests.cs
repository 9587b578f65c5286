using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Layouts;

public sealed class RealPathsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _root;

    // Where temporary files lie may be a link itself.
    public RealPathsTests() => _root = new RealPaths().Of(_folder.Path);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_path_without_links_is_unchanged()
    {
        File.WriteAllText(_folder.File("a", "b"), "x");
        Assert.All((string[])["a/b", "a/none", "none/none"], path => Assert.Equal(At(path), new RealPaths().Of(At(path))));
        Assert.Equal("/", new RealPaths().Of("/"));
    }

    [Fact]
    public void Nested_links_of_files_and_folders_are_followed()
    {
        File.WriteAllText(_folder.File("deep", "er", "file"), "x");
        Directory.CreateSymbolicLink(At("one"), "deep/er");
        Directory.CreateSymbolicLink(At("two"), At("one"));
        File.CreateSymbolicLink(At("three"), "./two//file");
        Assert.Equal(At("deep/er/file"), new RealPaths().Of(At("three")));
        Assert.Equal(At("deep/er/file"), new RealPaths().Of(At("two/file")));

        // The parent of a link's target is not the parent of the link.
        File.CreateSymbolicLink(At("four"), "one/../elsewhere");
        Assert.Equal(At("deep/elsewhere"), new RealPaths().Of(At("four")));
    }

    [Fact]
    public void Cyclic_links_are_an_error()
    {
        File.CreateSymbolicLink(At("a"), "b");
        File.CreateSymbolicLink(At("b"), "a");
        Assert.Throws<IOException>(() => new RealPaths().Of(At("a")));
    }

    private string At(string path) => Path.Combine(_root, path);
}
