using System.IO.Compression;
using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Sources;

public sealed class ZipSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Zip => _folder.File("set.zip");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_zip_has_the_tracks_of_its_folder()
    {
        string source = Path.Combine(_folder.Path, "set");
        Sound.WriteDataset(Path.Combine(source, "genres"), 2, 0.1, "blues", "rock");
        ZipFile.CreateFromDirectory(source, Zip);
        var fromFolder = TrackLibrary.Open(source);
        var fromZip = TrackLibrary.Open(Zip);
        Assert.Equal((fromFolder.Name, fromFolder.Fingerprint), (fromZip.Name, fromZip.Fingerprint));
        Assert.Equal(fromFolder.Tracks, fromZip.Tracks);
        Assert.Equal(4, fromZip.ReadAll().Count(track =>
        {
            using var reader = track.Open();
            return reader.SampleCount == 2205;
        }));
        Assert.Equal(_folder.File("set.quarantine.csv"), Quarantine.PathOf(Zip));
    }

    [Fact]
    public void Backslashes_of_old_programs_separate_folders()
    {
        File.WriteAllBytes(Zip, Archives.Zip(zip =>
        {
            zip.Add("blues\\a.wav", [1]);
            zip.Add("rock\\b.wav", [2]);
        }));
        Assert.Equal(["blues/a", "rock/b"], TrackLibrary.Open(Zip).Tracks.Select(t => t.Id));
    }

    [Fact]
    public void A_hostile_or_damaged_zip_is_rejected_in_one_line()
    {
        byte[] noise = Archives.Noise(5000, 1);
        byte[] whole = Archives.Zip(zip =>
        {
            zip.CreateEntry("blues/a.wav", CompressionLevel.NoCompression).Open().Dispose();
            using Stream stream = zip.CreateEntry("rock/b.wav", CompressionLevel.NoCompression).Open();
            stream.Write(noise);
        });
        byte[] changed = [.. whole];
        changed[whole.AsSpan().IndexOf(noise) + 100] ^= 1;
        (byte[] Bytes, string Problem)[] cases =
        [
            (whole[..^30], "is damaged or is not a .zip"),
            (whole[..200], "is damaged or is not a .zip"),
            (changed, "the length or checksum of rock/b.wav is wrong"),
            (Archives.Zip(zip => zip.Add("../../rock/b.wav", [1])), "is outside its folder"),
            (Archives.Zip(zip => zip.Add("/rock/b.wav", [1])), "is outside its folder"),
            (Archives.Zip(zip => { zip.Add("rock/b.wav", [1]); zip.Add("rock/b.wav", [2]); }), "contains rock/b.wav more than once"),
            (Archives.Zip(zip => zip.Add("readme.txt", [1])), "contains no tracks"),
        ];
        Assert.All(cases, c =>
        {
            File.WriteAllBytes(Zip, c.Bytes);
            string message = Assert.Throws<DatasetException>(() => TrackLibrary.Open(Zip)).Message;
            Assert.Contains(c.Problem, message, StringComparison.Ordinal);
            Assert.Contains(Zip, message, StringComparison.Ordinal);
        });
    }
}
