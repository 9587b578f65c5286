using GenreNet.Core.Numpy;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Numpy;

public class NpyColumnsTests
{
    [Fact]
    public void Columns_are_read_back_as_a_matrix()
    {
        using var place = new TemporaryFolder();
        string path = Path.Combine(place.Path, "x.npz");
        using (var columns = new NpyColumns(place.Path, 2))
        {
            columns.Write([1, 2, 3]);
            columns.Write([4, 5, 6]);
            Assert.Equal(3, columns.ColumnCount);
            NpzWriter.Write(path, [NpzEntry.Of("single", NpyArray.Create([7f], 1)), NpzEntry.Of("matrix", columns)]);
        }

        using var file = NpzReader.Open(path);
        NpyArray matrix = file.Read("matrix");
        Assert.Equal([2, 3], matrix.Shape.ToArray());
        Assert.Equal([1f, 3, 5, 2, 4, 6], matrix.AsSpan<float>().ToArray());
        Assert.Equal([7f], file.Read("single").AsSpan<float>().ToArray());
        Assert.Equal([path], Directory.GetFiles(place.Path));
    }

    [Fact]
    public void An_incomplete_column_is_not_written()
    {
        using var place = new TemporaryFolder();
        using var columns = new NpyColumns(place.Path, 3);
        columns.Write([1, 2, 3, 4]);
        Assert.Throws<InvalidOperationException>(() => NpzWriter.Write(Path.Combine(place.Path, "x.npz"), [NpzEntry.Of("matrix", columns)]));
        Assert.DoesNotContain(Directory.GetFiles(place.Path), f => f.EndsWith(".npz", StringComparison.Ordinal));
    }
}
