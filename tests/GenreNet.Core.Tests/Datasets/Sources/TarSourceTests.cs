using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Sources;

public sealed class TarSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Tar => _folder.File("set.tar.gz");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("is outside its folder", "../rock/b.wav")]
    [InlineData("is outside its folder", "/rock/b.wav")]
    [InlineData("contains rock/b.wav more than once", "rock/b.wav", "./rock/b.wav")]
    [InlineData("contains no tracks", "b.wav")]
    public void A_hostile_archive_is_rejected_in_one_line(string problem, params string[] names)
    {
        File.WriteAllBytes(Tar, Archives.TarGz(tar => Array.ForEach(names, name => tar.WriteEntry(Archives.File(name, [1])))));
        string message = Assert.Throws<DatasetException>(() => TrackLibrary.Open(Tar)).Message;
        Assert.Contains(problem, message, StringComparison.Ordinal);
        Assert.Contains(Tar, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deleted_archive_is_named()
    {
        File.WriteAllBytes(Tar, Archives.Dataset(100));
        var library = TrackLibrary.Open(Tar);
        File.Delete(Tar);
        Assert.Contains($"The archive {Tar} cannot be read", Assert.Throws<DatasetException>(() => library.ReadAll().Count()).Message, StringComparison.Ordinal);
    }
}
