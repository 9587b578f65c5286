using System.Net.Sockets;
using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.IO;
using GenreNet.Core.Numpy;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.IO;

/// <summary>Where a test opens what never ends, a failure is a test that never ends: each has a time limit.</summary>
public sealed class InputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public InputFileTests() => Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "the kind of a file is known on Linux and macOS only");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_are_opened_through_links_and_if_they_are_empty()
    {
        File.WriteAllText(_folder.File("a"), "abc");
        File.WriteAllText(_folder.File("empty"), "");
        File.CreateSymbolicLink(_folder.File("link"), _folder.File("a"));
        Assert.Equal("abc"u8.ToArray(), InputFile.ReadAllBytes(_folder.File("link")));
        using FileStream empty = InputFile.OpenRead(_folder.File("empty"));
        Assert.Equal(-1, empty.ReadByte());
    }

    [Fact]
    public void Missing_files_and_folders_are_left_to_the_caller()
    {
        InputFile.RequireRegular(_folder.File("nothing"));
        InputFile.RequireRegular(_folder.Path);
        Assert.Throws<FileNotFoundException>(() => InputFile.OpenRead(_folder.File("nothing")));
        Assert.ThrowsAny<UnauthorizedAccessException>(() => InputFile.OpenRead(_folder.Path));
    }

    [Fact]
    public void Devices_pipes_and_sockets_are_rejected_before_they_are_opened()
    {
        using Socket socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(_folder.File("socket")));
        Assert.Contains("is a device, not a file", Assert.Throws<IOException>(() => InputFile.OpenRead("/dev/zero")).Message, StringComparison.Ordinal);
        Assert.Contains("is a device", Assert.Throws<IOException>(() => InputFile.RequireRegularOrPipe(Endless("x.wav"))).Message, StringComparison.Ordinal);
        Assert.Contains("is a socket", Assert.Throws<IOException>(() => InputFile.RequireRegularOrPipe(_folder.File("socket"))).Message, StringComparison.Ordinal);
        Assert.Contains("is a pipe", Assert.Throws<IOException>(() => InputFile.RequireRegular(Pipe("pipe"))).Message, StringComparison.Ordinal);
        InputFile.RequireRegularOrPipe(_folder.File("pipe"));
    }

    [Theory(Timeout = 60_000)]
    [InlineData("x.wav")]
    [InlineData("x.mp3")]
    public async Task Audio_from_a_device_is_rejected_in_one_line(string name)
    {
        string message = (await Assert.ThrowsAsync<AudioFormatException>(() => Task.Run(() => AudioFile.Open(Endless(name)).Dispose(), TestContext.Current.CancellationToken))).Message;
        Assert.Contains("is a device, not a file", message, StringComparison.Ordinal);
    }

    [Fact(Timeout = 60_000)]
    public async Task Audio_from_a_pipe_is_read()
    {
        Sound.WriteDataset(_folder.Path, 1, 0.1, "rock");
        byte[] wav = await File.ReadAllBytesAsync(_folder.File("rock", "rock.00000.wav"), TestContext.Current.CancellationToken);
        string pipe = Pipe("pipe");
        Task writing = Task.Run(() => File.WriteAllBytes(pipe, wav), TestContext.Current.CancellationToken);
        int count = await Task.Run(() => AudioBuffer.Load(pipe).Samples.Length, TestContext.Current.CancellationToken);
        await writing;
        Assert.Equal(2205, count);
    }

    [Fact(Timeout = 60_000)]
    public async Task A_device_in_a_dataset_is_reported_as_a_track_that_is_not_a_file()
    {
        Sound.WriteDataset(_folder.Path, 2, 0.1, "blues", "rock");
        Endless("rock", "endless.wav");
        var library = await Task.Run(() => TrackLibrary.Open(_folder.Path), TestContext.Current.CancellationToken);
        TrackAudio endless = library.ReadAll().Single(track => track.Track.Id == "rock/endless");
        CheckResult check = DatasetCheck.Run(library, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Contains("this is a device", check.Unusable.Single(track => track.Track == "rock/endless").Reason, StringComparison.Ordinal);
        Assert.Contains("this is a device, not a file. Replace it", Assert.Throws<AudioFormatException>(() => endless.Open()).Message, StringComparison.Ordinal);
    }

    [Theory(Timeout = 60_000)]
    [InlineData("dataset.csv")]
    [InlineData("dataset.tar.gz")]
    public async Task A_dataset_in_a_device_is_rejected(string name) =>
        Assert.Contains("is a device, not a file", (await RefusedAsync<DatasetException>(() => TrackLibrary.Open(Endless(name), TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);

    [Fact(Timeout = 60_000)]
    public async Task Lists_tables_and_arrays_in_a_device_are_rejected()
    {
        Exception[] refused =
        [
            await RefusedAsync<DatasetException>(() => Quarantine.Load(Endless("a.csv"))),
            await RefusedAsync<DatasetException>(() => TrackGroups.Load(Endless("b.csv"))),
            await RefusedAsync<DatasetException>(() => FeatureTable.Load(Endless("c.csv"))),
            await RefusedAsync<DatasetException>(() => SplitFile.Load(Endless("d.json"))),
            await RefusedAsync<DatasetException>(() => SplitLists.RequireReadable(Endless("e.txt"))),
            await RefusedAsync<IOException>(() => NpzReader.Open(Endless("f.npz"))),
            await RefusedAsync<IOException>(() => NpyFile.Read(Endless("g.npy"))),
        ];
        Assert.All(refused, problem => Assert.Contains("is a device, not a file", problem.Message, StringComparison.Ordinal));
        Assert.False(await Task.Run(() => FeatureTable.IsTable(Endless("h.csv")), TestContext.Current.CancellationToken));
    }

    private static Task<T> RefusedAsync<T>(Action read)
        where T : Exception => Assert.ThrowsAsync<T>(() => Task.Run(read, TestContext.Current.CancellationToken));

    private string Endless(params string[] parts)
    {
        string link = _folder.File(parts);
        File.CreateSymbolicLink(link, "/dev/zero");
        return link;
    }

    private string Pipe(string name)
    {
        using var mkfifo = System.Diagnostics.Process.Start("mkfifo", [_folder.File(name)]);
        mkfifo.WaitForExit();
        return _folder.File(name);
    }
}
