using GenreNet.Core.Datasets;
using GenreNet.Core.Download;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Download;

public sealed class DatasetDownloaderTests : IDisposable
{
    private static readonly byte[] Archive = Archives.Dataset();

    private readonly DownloadRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_dataset_is_downloaded_verified_and_unpacked()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        DownloadResult result = await _run.Of(DownloadRun.At(server.Url(), Archives.Sum(Archive)));
        Assert.Equal((4, 200_000, true, false), (result.FileCount, result.Length, result.IsVerified, result.WasAlreadyPresent));
        Assert.Equal(["blues/blues.00000", "blues/blues.00001", "rock/rock.00000", "rock/rock.00001"], TrackLibrary.Open(_run.Target).Tracks.Select(t => t.Id));
        Assert.Equal(Archives.Noise(50_000, 3), File.ReadAllBytes(Path.Combine(_run.Target, "genres", "rock", "rock.00000.wav")));
        Assert.Equal([DownloadStage.Downloading, DownloadStage.Verifying, DownloadStage.Unpacking], _run.Reports.Select(r => r.Stage).Distinct());
        Assert.All(_run.Reports.Select(r => r.Stage).Distinct(), stage => Assert.Equal((Archive.Length, Archive.Length), (_run.Reports.Last(r => r.Stage == stage).Done, _run.Reports.Last(r => r.Stage == stage).Total)));
        Assert.Equal("", _run.Notes);
        Assert.False(Directory.Exists(_run.Work));
    }

    [Fact]
    public async Task A_zip_is_unpacked()
    {
        byte[] zip = Archives.Zip(z =>
        {
            z.Add("Data/genres_original/blues/blues.00000.wav", [1, 2, 3]);
            z.Add("Data/genres_original/rock/rock.00000.wav", [4, 5]);
        });
        using var server = new FaultyServer(request => ServerReply.File(request, zip));
        DownloadResult result = await _run.Of(DownloadRun.At(server.Url("/a.zip"), Archives.Sum(zip)));
        Assert.Equal((2, 5), (result.FileCount, result.Length));
        Assert.Equal(["blues", "rock"], TrackLibrary.Open(_run.Target).Genres);
    }

    [Fact]
    public async Task A_complete_dataset_is_not_downloaded_again()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        DatasetArchive archive = DownloadRun.At(server.Url(), Archives.Sum(Archive));
        await _run.Of(archive);
        DownloadResult again = await _run.Of(archive with { Sha256 = archive.Sha256!.ToUpperInvariant() });
        Assert.True(again.WasAlreadyPresent);
        Assert.Equal(4, again.FileCount);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_finished_folder_with_missing_files_or_of_another_archive_is_rejected()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        DatasetArchive archive = DownloadRun.At(server.Url(), Archives.Sum(Archive));
        await _run.Of(archive);
        DatasetArchive other = archive with { Sha256 = new string('a', 64) };
        Assert.Contains("contains another dataset", (await Assert.ThrowsAsync<DatasetException>(() => _run.Of(other))).Message, StringComparison.Ordinal);
        File.Delete(Path.Combine(_run.Target, "genres", "blues", "blues.00001.wav"));
        Assert.Contains("blues.00001.wav is missing", (await Assert.ThrowsAsync<DatasetException>(() => _run.Of(archive))).Message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task A_folder_with_other_files_is_not_changed()
    {
        Directory.CreateDirectory(_run.Target);
        string mine = Path.Combine(_run.Target, "mine.txt");
        File.WriteAllText(mine, "mine");
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        Assert.Contains("contains files that were not downloaded by GenreNet", (await Assert.ThrowsAsync<DatasetException>(() => _run.Of(DownloadRun.At(server.Url())))).Message, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(mine));
        Assert.Empty(server.Requests);
    }

    [Fact]
    public async Task A_link_to_an_empty_folder_is_followed()
    {
        string real = Directory.CreateDirectory($"{_run.Target}-elsewhere").FullName;
        Directory.CreateSymbolicLink(_run.Target, real);
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        await _run.Of(DownloadRun.At(server.Url()));
        Assert.Equal(2, TrackLibrary.Open(real).Genres.Count);
        Assert.Equal(real, Directory.ResolveLinkTarget(_run.Target, returnFinalTarget: true)!.FullName);
    }

    [Fact]
    public async Task A_wrong_checksum_is_reported_and_nothing_is_unpacked()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        string expected = new('0', 64);
        string message = await _run.FailureOf(DownloadRun.At(server.Url(), expected));
        Assert.Contains($"its sha256 is {Archives.Sum(Archive)} instead of {expected}", message, StringComparison.Ordinal);
        Assert.DoesNotContain(_run.Reports, r => r.Stage == DownloadStage.Unpacking);
        Assert.False(Directory.Exists(_run.Work));
    }

    [Fact]
    public async Task Without_a_known_checksum_the_computed_one_is_reported()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        DownloadResult result = await _run.Of(DownloadRun.At(server.Url()));
        Assert.False(result.IsVerified);
        Assert.Contains($"was not verified because its checksum is not known. Its sha256 is {Archives.Sum(Archive)}", _run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sources_are_tried_in_order_and_each_failure_is_reported()
    {
        using var server = new FaultyServer(request => request.Path == "/good" ? ServerReply.File(request, Archive) : new ServerReply { Status = 404 });
        DatasetArchive gone = DownloadRun.At(server.Url("/gone"));
        DatasetArchive wrong = DownloadRun.At(server.Url("/good"), new string('1', 64)) with { Name = "the wrong one" };
        DatasetArchive good = DownloadRun.At(server.Url("/good"), Archives.Sum(Archive));
        Assert.StartsWith("Cannot download the dataset from any of the 2 sources", await _run.FailureOf(gone, wrong), StringComparison.Ordinal);
        Assert.True((await _run.Of(gone, wrong, good)).IsVerified);
        Assert.Contains($"Cannot download the archive ({gone.Url}): the server returned 404 (NotFound).", _run.Notes, StringComparison.Ordinal);
        Assert.Contains("the wrong one", _run.Notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_is_reported_before_the_first_byte()
    {
        _run.Options = _run.Options with { FreeBytes = _ => Archive.Length };
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        string message = await _run.FailureOf(DownloadRun.At(server.Url()), DownloadRun.At(server.Url("/other")));
        Assert.Contains("free, but the download needs", message, StringComparison.Ordinal);
        Assert.Single(server.Requests);
        Assert.False(Directory.Exists(_run.Work));
    }

    [Fact]
    public async Task A_disk_that_fills_up_during_the_download_keeps_the_partial_file()
    {
        int asked = 0;
        _run.Options = _run.Options with { FreeBytes = _ => asked++ == 0 ? long.MaxValue : 0 };
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        await _run.FailureOf(DownloadRun.At(server.Url()));
        _run.Options = _run.Options with { FreeBytes = _ => long.MaxValue };
        await _run.Of(DownloadRun.At(server.Url()));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Two_downloads_to_one_folder_exclude_each_other()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive) with { CutAfter = 1000, Stalls = true });
        using var stop = new CancellationTokenSource();
        var begun = new TaskCompletionSource();
        Task first = _run.Of(_ => begun.TrySetResult(), stop.Token, DownloadRun.At(server.Url()));
        await Task.WhenAny(begun.Task, first);
        Assert.Contains("Another process is downloading to", await _run.FailureOf(DownloadRun.At(server.Url())), StringComparison.Ordinal);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
    }

    [Fact]
    public async Task Leftovers_of_a_killed_run_next_to_a_finished_folder_are_removed()
    {
        using var server = new FaultyServer(request => ServerReply.File(request, Archive));
        await _run.Of(DownloadRun.At(server.Url()));
        Directory.CreateDirectory(Path.Combine(_run.Work, "unpacked"));
        File.WriteAllText(_run.PartialOf(server.Url()), "leftover");
        Assert.True((await _run.Of(DownloadRun.At(server.Url()))).WasAlreadyPresent);
        Assert.False(Directory.Exists(_run.Work));
    }

    [Fact]
    public async Task Invalid_arguments_are_rejected()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _run.Of());
        await Assert.ThrowsAsync<ArgumentException>(() => _run.Of(DownloadRun.At(new Uri("ftp://127.0.0.1/x"))));
        await Assert.ThrowsAsync<ArgumentException>(() => _run.Of(DownloadRun.At(new Uri("http://127.0.0.1/x"), "abc")));
        Assert.Throws<ArgumentOutOfRangeException>(() => new DatasetDownloader(new DatasetDownloadOptions { StallTimeout = TimeSpan.Zero }));
    }

    [Fact]
    public void Known_archives_are_found_by_name()
    {
        Assert.All(KnownArchives.Names, name => Assert.All(KnownArchives.Find(name), archive => archive.Validate()));
        Assert.Throws<ArgumentException>(() => KnownArchives.Find("nothing"));
    }
}
