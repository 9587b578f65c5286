using System.Formats.Tar;
using System.IO.Compression;
using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets;

public class TrackLibraryTests
{
    [Theory]
    [InlineData("")]
    [InlineData("genres")]
    [InlineData("Data/genres_original")]
    public void All_layouts_give_the_same_tracks(string inside)
    {
        using var folder = new TemporaryFolder();
        Sound.WriteDataset(Path.Combine(folder.Path, inside), 2, 0.1, "blues", "rock");
        File.WriteAllText(folder.File(inside, "input.mf"), "stray");
        File.WriteAllText(folder.File(inside, "blues", ".hidden.wav"), "hidden");
        File.WriteAllText(folder.File("features.csv"), "table");
        var library = TrackLibrary.Open(folder.Path);
        Assert.Equal(["blues", "rock"], library.Genres);
        Assert.Equal(["blues/blues.00000", "blues/blues.00001", "rock/rock.00000", "rock/rock.00001"], library.Tracks.Select(t => t.Id));
        Assert.Empty(library.Warnings);
    }

    [Fact]
    public void An_archive_has_the_tracks_of_its_folder()
    {
        using var folder = new TemporaryFolder();
        string source = Path.Combine(folder.Path, "set");
        Sound.WriteDataset(Path.Combine(source, "genres"), 2, 0.1, "blues", "rock");
        string archive = folder.File("set.tar.gz");
        using (var gzip = new GZipStream(File.Create(archive), CompressionLevel.Fastest))
        {
            TarFile.CreateFromDirectory(source, gzip, includeBaseDirectory: false);
        }

        var fromFolder = TrackLibrary.Open(source);
        var fromArchive = TrackLibrary.Open(archive);
        Assert.Equal(fromFolder.Tracks, fromArchive.Tracks);
        Assert.Equal(fromFolder.Fingerprint, fromArchive.Fingerprint);
        Assert.Equal("set", fromArchive.Name);
        Assert.Equal(Lengths(fromFolder), Lengths(fromArchive));

        byte[] bytes = File.ReadAllBytes(archive);
        File.WriteAllBytes(archive, bytes[..(bytes.Length / 2)]);
        Assert.Contains(archive, Assert.Throws<DatasetException>(() => TrackLibrary.Open(archive)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fingerprint_follows_the_content()
    {
        using var folder = new TemporaryFolder();
        Sound.WriteDataset(folder.Path, 2, 0.1, "blues", "rock");
        string before = TrackLibrary.Open(folder.Path).Fingerprint;
        File.AppendAllText(folder.File("blues", "blues.00000.wav"), "x");
        Assert.NotEqual(before, TrackLibrary.Open(folder.Path).Fingerprint);
    }

    [Fact]
    public void Audio_outside_genre_folders_is_left_out_with_a_warning()
    {
        using var folder = new TemporaryFolder();
        Sound.WriteDataset(folder.Path, 1, 0.1, "blues", "rock");
        File.Copy(folder.File("rock", "rock.00000.wav"), folder.File("stray.wav"));
        File.Copy(folder.File("rock", "rock.00000.wav"), folder.File("rock", "rock.00000.flac"));
        var library = TrackLibrary.Open(folder.Path);
        Assert.Contains("stray.wav", Assert.Single(library.Warnings), StringComparison.Ordinal);
        Assert.Equal(["blues/blues.00000", "rock/rock.00000.flac", "rock/rock.00000.wav"], library.Tracks.Select(t => t.Id));
    }

    [Fact]
    public void Paths_that_are_not_datasets_are_rejected_in_one_line()
    {
        using var folder = new TemporaryFolder();
        string empty = Path.Combine(folder.Path, "empty");
        Directory.CreateDirectory(empty);
        string single = Path.Combine(folder.Path, "single");
        Sound.WriteDataset(single, 1, 0.1, "blues");
        string text = folder.File("text.txt");
        File.WriteAllText(text, "text");
        Assert.All((string[])[empty, single, text, folder.File("nowhere")], path =>
            Assert.Contains(path, Assert.Throws<DatasetException>(() => TrackLibrary.Open(path)).Message, StringComparison.Ordinal));
    }

    private static long?[] Lengths(TrackLibrary library) => [.. library.ReadAll().OrderBy(t => t.Track.Id, StringComparer.Ordinal).Select(t =>
    {
        using var reader = t.Open();
        return reader.SampleCount;
    })];
}
