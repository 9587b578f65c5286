using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Sources;

public sealed class ListedFilesTests : IDisposable
{
    private static readonly CancellationToken Token = TestContext.Current.CancellationToken;

    private readonly TemporaryFolder _folder = new();

    public ListedFilesTests() => Sound.WriteDataset(_folder.Path, 3, 3, "blues", "rock");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_files_of_a_folder_are_the_same_dataset_as_the_folder()
    {
        var folder = TrackLibrary.Open(_folder.Path, Token);
        var listed = TrackLibrary.OpenFiles("list", Files, Token);
        Assert.Equal(("list", folder.Fingerprint), (listed.Name, listed.Fingerprint));
        Assert.Equal(folder.Tracks, listed.Tracks);
        Assert.Equal(6, listed.ReadAll().Count());
    }

    [Fact]
    public void The_folders_below_the_common_folder_are_the_genres()
    {
        var listed = TrackLibrary.OpenFiles("list", [Files[0], Files[0], Files[^1]], Token);
        Assert.Equal(["blues/blues.00000", "rock/rock.00002"], listed.Tracks.Select(track => track.Id));
        Assert.Equal(Files[^1], Path.GetFullPath(listed.PathOf(listed.Tracks[1])));
    }

    [Fact]
    public void Files_of_one_genre_are_refused() =>
        Assert.Contains("contains no tracks of any genre", Assert.Throws<DatasetException>(() => TrackLibrary.OpenFiles("list", Files[..2], Token)).Message, StringComparison.Ordinal);

    private string[] Files => [.. Directory.GetFiles(_folder.Path, "*.wav", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
