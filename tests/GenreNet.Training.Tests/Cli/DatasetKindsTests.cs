using System.IO.Compression;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;

namespace GenreNet.Training.Tests.Cli;

/// <summary>The commands on a manifest, on a folder of FMA and on a zip.</summary>
public sealed class DatasetKindsTests : IDisposable
{
    private const int TracksPerStyle = 3;

    private static readonly string[] Styles = ["folk", "house"];

    private readonly TemporaryFolder _folder = new();

    public DatasetKindsTests()
    {
        foreach (string style in Styles)
        {
            for (int i = 0; i < TracksPerStyle; i++)
            {
                Write(Path.Combine("music", style, $"{i}.wav"), style, i);
            }
        }
    }

    private string Manifest => Path.Combine(_folder.Path, "music", "list.csv");

    private string Cache => _folder.File("out.npz");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_manifest_is_checked_prepared_trained_on_and_evaluated()
    {
        File.WriteAllBytes(_folder.File("music", "empty.wav"), []);
        WriteManifest("path,genre,group,year", "folk/0.wav,Folk,a,1", "folk/1.wav,Folk,b,1", "folk/2.wav,folk,c,1", "house/0.wav,House,d,1", "house/1.wav,House,e,1", "house/2.wav,House,f,1", "empty.wav,House,,1");
        CliRun check = CliRun.Of("check", Manifest);
        string list = Path.Combine(_folder.Path, "music", "list.quarantine.csv");
        Assert.Contains("list: 7 tracks of 2 genres", check.Output, StringComparison.Ordinal);
        Assert.Equal("empty", Assert.Single(Quarantine.Load(list).Tracks).Track);

        CliRun prepare = CliRun.Of("prepare", Manifest, "--out", Cache);
        Assert.Equal(0, prepare.ExitCode);
        Assert.Contains("warning: list.csv has an unused column: year.", prepare.Error, StringComparison.Ordinal);
        Assert.Contains("Folk, folk are spellings of one genre and are combined as Folk.", prepare.Error, StringComparison.Ordinal);
        Assert.Contains("1 of 7 tracks is quarantined", prepare.Error, StringComparison.Ordinal);
        Assert.Equal(["Folk", "House"], FeatureCache.Load(Cache).Features.Genres);
        Assert.DoesNotContain(FeatureCache.Load(Cache).Warnings, warning => warning.Contains(_folder.Path, StringComparison.Ordinal));
        Assert.Contains("Dataset and settings are unchanged", CliRun.Of("prepare", Manifest, "--out", Cache).Output, StringComparison.Ordinal);

        string run = Path.Combine(_folder.Path, "run");
        Assert.Equal(0, CliRun.Of("train", Manifest, "--network", "dense", "--epochs", "1", "--out", run).ExitCode);
        WriteManifest("path,genre", "folk/0.wav,FOLK", "house/0.wav,hou-se");
        CliRun evaluate = CliRun.Of("evaluate", Path.Combine(run, "model.onnx"), Manifest, "--subset", "all");
        Assert.Equal(0, evaluate.ExitCode);
        Assert.Contains("of 2", evaluate.Output, StringComparison.Ordinal);
        WriteManifest("path,genre", "folk/0.wav,Folk", "house/0.wav,Polka");
        CliRun unknown = CliRun.Of("evaluate", Path.Combine(run, "model.onnx"), Manifest, "--subset", "all");
        Assert.Equal(1, unknown.ExitCode);
        Assert.Contains("The data has genres that the model lacks (Polka)", unknown.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_FMA_folder_is_checked_and_prepared()
    {
        string root = Path.Combine(_folder.Path, "fma");
        Directory.CreateDirectory(Path.Combine(root, "fma_metadata"));
        File.WriteAllText(Path.Combine(root, "fma_metadata", "tracks.csv"), """
            ,artist,set,set,track
            ,id,split,subset,genre_top
            track_id,,,,
            2,1,training,small,Folk
            1005,2,test,small,House
            """);
        Write(Path.Combine("fma", "fma_small", "000", "000002.mp3"), "folk", 0);
        Write(Path.Combine("fma", "fma_small", "001", "001005.mp3"), "house", 0);
        File.WriteAllBytes(_folder.File("fma", "fma_small", "001", "001006.mp3"), [0]);
        Assert.Contains("fma: 2 tracks of 2 genres", CliRun.Of("check", root).Output, StringComparison.Ordinal);
        CliRun prepare = CliRun.Of("prepare", root, "--out", Cache);
        Assert.Equal((0, ""), (prepare.ExitCode, prepare.Error.Replace("Extracting features: 2/2 tracks\n", "", StringComparison.Ordinal)));
        Assert.Equal(["000002", "001005"], FeatureCache.Load(Cache).Features.Tracks.Select(t => t.Id));
    }

    [Fact]
    public void Zip_files_of_audio_and_of_arrays_are_recognised_by_content()
    {
        string zip = _folder.File("music.zip");
        ZipFile.CreateFromDirectory(Path.Combine(_folder.Path, "music"), zip);
        Assert.Equal(0, CliRun.Of("prepare", zip, "--out", Cache).ExitCode);
        string renamed = _folder.File("prepared.bin");
        File.Move(Cache, renamed);
        Assert.Equal(0, CliRun.Of("train", renamed, "--network", "dense", "--epochs", "1", "--out", Path.Combine(_folder.Path, "run")).ExitCode);
        Assert.Equal(0, CliRun.Of("train", zip, "--network", "dense", "--epochs", "1", "--out", Path.Combine(_folder.Path, "other")).ExitCode);
        File.WriteAllBytes(zip, File.ReadAllBytes(zip)[..5000]);
        CliRun damaged = CliRun.Of("train", zip, "--out", Path.Combine(_folder.Path, "third"));
        Assert.Equal((1, ""), (damaged.ExitCode, damaged.Output));
        Assert.Contains($"The archive {zip} is damaged or is not a .zip", damaged.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("path,genre\nfolk/9.wav,folk", "names folk/9.wav, which does not exist")]
    [InlineData("a;b\n1;2", "line 1 has no column 'path'")]
    [InlineData("track,group\na,b", "line 1 has no column 'path'")]
    public void An_invalid_manifest_is_reported_in_one_line_by_every_command(string text, string problem)
    {
        WriteManifest(text);
        Assert.All((string[][])[["check", Manifest], ["prepare", Manifest, "--out", Cache], ["train", Manifest, "--out", Path.Combine(_folder.Path, "run")]], arguments =>
        {
            CliRun run = CliRun.Of(arguments);
            Assert.Equal((1, ""), (run.ExitCode, run.Output));
            Assert.Contains(problem, Assert.Single(run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        });
        Assert.False(File.Exists(Cache));
    }

    private void WriteManifest(params string[] lines) => File.WriteAllLines(Manifest, lines);

    private void Write(string path, string style, int seed) =>
        WavWriter.Write(_folder.File(path), SyntheticDataset.Render(style, (ulong)seed, 4).Samples.ToArray(), SyntheticDataset.SampleRate);
}
