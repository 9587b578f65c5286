using System.Diagnostics;
using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Download;

/// <summary>Downloads into an empty folder that exists already, such as a mount point, which no rename can replace.</summary>
public sealed class ExistingFolderTests : IDisposable
{
    private static readonly byte[] Archive = Archives.Dataset();

    private readonly DownloadRun _run = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string Inner => Path.Combine(_run.Target, ".genrenet.partial");

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task An_empty_folder_is_filled_and_stays_the_same_folder()
    {
        Directory.CreateDirectory(_run.Target);
        const UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.OtherExecute;
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(_run.Target, mode);
        }

        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        Assert.False((await _run.Of(DownloadRun.At(server.Url(), Archives.Sum(Archive)))).WasAlreadyPresent);
        Assert.Equal(4, TrackLibrary.Open(_run.Target).Tracks.Count);
        Assert.False(Directory.Exists(_run.Work));
        Assert.False(Directory.Exists(Inner));
        Assert.True((await _run.Of(DownloadRun.At(server.Url(), Archives.Sum(Archive)))).WasAlreadyPresent);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(mode, File.GetUnixFileMode(_run.Target));
        }
    }

    [Fact]
    public async Task A_mount_point_is_filled()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "mounting takes Linux and root");
        Directory.CreateDirectory(_run.Target);
        Assert.SkipUnless(await Run("mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", _run.Target) == 0, "mounting is not permitted here");
        try
        {
            Directory.CreateDirectory(Path.Combine(_run.Target, "lost+found"));
            Assert.ThrowsAny<IOException>(() => Directory.Move(_run.Target, $"{_run.Target}-moved"));
            using var server = new FaultyServer(request => ServerReply.File(request, Archive));
            await _run.Of(DownloadRun.At(server.Url(), Archives.Sum(Archive)));
            Assert.Equal(4, TrackLibrary.Open(_run.Target).Tracks.Count);
            Assert.True((await _run.Of(DownloadRun.At(server.Url(), Archives.Sum(Archive)))).WasAlreadyPresent);
        }
        finally
        {
            Assert.Equal(0, await Run("umount", _run.Target));
        }
    }

    [Fact]
    public async Task A_broken_download_is_resumed_within_the_folder()
    {
        Directory.CreateDirectory(_run.Target);
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run.Of(_ => stop.Cancel(), stop.Token, DownloadRun.At(server.Url())));
        string partial = Path.Combine(Inner, $"archive-{DownloadRun.At(server.Url()).UrlHash}");
        using (FileStream cut = File.OpenWrite(partial))
        {
            cut.SetLength(1000);
        }

        await _run.Of(DownloadRun.At(server.Url()));
        Assert.Equal(1000, server.Requests[^1].From);
        Assert.Equal(4, TrackLibrary.Open(_run.Target).Tracks.Count);
    }

    [Fact]
    public async Task An_archive_that_was_downloaded_before_the_folder_was_created_is_used()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        await _run.BreakOffAt(1000, server.Url());
        Directory.CreateDirectory(_run.Target);
        await _run.Of(DownloadRun.At(server.Url()));
        Assert.Equal(1000, server.Requests[^1].From);
        Assert.Equal(4, TrackLibrary.Open(_run.Target).Tracks.Count);
        Assert.False(Directory.Exists(_run.Work));
        Assert.False(Directory.Exists(Inner));
    }

    [Fact]
    public async Task A_run_that_was_killed_while_moving_files_into_place_is_completed()
    {
        Directory.CreateDirectory(_run.Target);
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        await _run.Of(DownloadRun.At(server.Url()));
        // As it was before the last moves.
        string marker = Path.Combine(_run.Target, "genrenet-download.json");
        Directory.CreateDirectory(Path.Combine(Inner, "unpacked"));
        Directory.Move(Path.Combine(_run.Target, "genres"), Path.Combine(Inner, "unpacked", "genres"));
        File.Move(marker, Path.Combine(Inner, "finishing.json"));
        await File.WriteAllTextAsync(Path.Combine(_run.Target, "README"), "moved already", Token);
        Assert.True((await _run.Of(DownloadRun.At(server.Url()))).WasAlreadyPresent);
        Assert.Single(server.Requests);
        Assert.True(File.Exists(marker));
        Assert.Equal(4, TrackLibrary.Open(_run.Target).Tracks.Count);
        Assert.False(Directory.Exists(Inner));
    }

    [Fact]
    public async Task A_download_that_fails_leaves_the_folder_empty()
    {
        Directory.CreateDirectory(_run.Target);
        using var server = new FaultyServer(_ => new ServerReply { Status = 404 });
        await Assert.ThrowsAsync<GenreNet.Core.DatasetException>(() => _run.Of(DownloadRun.At(server.Url())));
        Assert.Empty(Directory.EnumerateFileSystemEntries(_run.Target));
    }

    private static async Task<int> Run(string program, params string[] arguments)
    {
        try
        {
            using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync(Token);
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
