using GenreNet.Catalogue.Tests.Support;
using GenreNet.Core.Download;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Catalogue.Tests.Fetching;

/// <summary>Tracks on servers become local files, within limits.</summary>
public sealed class TrackFetcherTests
{
    private static readonly byte[] Content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 31))];

    private static readonly DownloadOptions Impatient = new() { InitialRetryDelay = TimeSpan.Zero, MaxRetryDelay = TimeSpan.Zero, RetryCount = 2, StallTimeout = TimeSpan.FromSeconds(0.2) };

    [Fact]
    public async Task A_path_is_relative_to_the_folder_of_the_list_and_an_incomplete_one_is_an_error_of_the_track()
    {
        using var fetcher = new TrackFetcher("/music/lists", new(), new());
        Assert.Equal("/music/lists/a b.wav", (await fetcher.FetchAsync("a b.wav", default)).File);
        Assert.Equal("/other/a.wav", (await fetcher.FetchAsync("/other/a.wav", default)).File);
        Assert.Equal("/other/a b.wav", (await fetcher.FetchAsync("file:///other/a%20b.wav", default)).File);
        Assert.Contains("no path in this row", (await fetcher.FetchAsync(" ", default)).Error, StringComparison.Ordinal);
        Assert.Contains("names no bucket", (await fetcher.FetchAsync("s3:///key.wav", default)).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_download_is_repeated_and_resumed_until_it_is_complete()
    {
        using var server = new FaultyServer(request => request.Number switch
        {
            0 => new ServerReply { Status = 503 },
            1 => ServerReply.File(request, Content) with { CutAfter = 70_000 },
            _ => ServerReply.File(request, Content),
        });
        using var fetcher = new TrackFetcher("/", new(), new FetchOptions { Transfer = Impatient });
        string file;
        using (FetchedTrack track = await fetcher.FetchAsync(server.Url("/a/song.mp3?X-Amz-Signature=secret").ToString(), TestContext.Current.CancellationToken))
        {
            file = track.File!;
            Assert.Equal(server.Url("/a/song.mp3").ToString(), track.Name);
            Assert.Equal(Content, await File.ReadAllBytesAsync(file, TestContext.Current.CancellationToken));
            Assert.Equal(".mp3", Path.GetExtension(file));
        }

        Assert.False(File.Exists(file));
        Assert.Equal(70_000, server.Requests[2].From);
    }

    [Theory]
    [InlineData("/404", "404", false)]
    [InlineData("/403", "403", false)]
    [InlineData("/503", "503", true)]
    [InlineData("/stall", "no data was received", true)]
    [InlineData("/large", "more than the limit", false)]
    [InlineData("/empty", "no data", false)]
    public async Task A_failed_download_is_an_error_of_the_track(string path, string reason, bool isTransient)
    {
        using var server = new FaultyServer(request => path switch
        {
            "/stall" => new ServerReply { Body = Content, CutAfter = 10, Stalls = true },
            "/large" => new ServerReply { Body = new byte[2_000_000], AnnouncedLength = -1 },
            "/empty" => new ServerReply { Body = [] },
            _ => new ServerReply { Status = int.Parse(path[1..], System.Globalization.CultureInfo.InvariantCulture) },
        });
        using var fetcher = new TrackFetcher("/", new(), new FetchOptions { MaxBytes = 1_000_000, Transfer = Impatient });
        using FetchedTrack track = await fetcher.FetchAsync(server.Url(path).ToString(), TestContext.Current.CancellationToken);
        Assert.Null(track.File);
        Assert.Contains(reason, track.Error, StringComparison.Ordinal);
        Assert.Contains(server.Url(path).ToString(), track.Error, StringComparison.Ordinal);
        Assert.Equal(isTransient, track.IsTransient);
    }

    [Fact]
    public async Task A_download_that_takes_too_long_is_an_error_of_the_track()
    {
        using var server = new FaultyServer(_ => new ServerReply { Body = Content, CutAfter = 10, Stalls = true });
        using var fetcher = new TrackFetcher("/", new(), new FetchOptions { MaxDuration = TimeSpan.FromSeconds(0.2) });
        using FetchedTrack track = await fetcher.FetchAsync(server.Url("/a.wav").ToString(), TestContext.Current.CancellationToken);
        Assert.Contains("took longer than 0 s", track.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_object_is_downloaded_from_a_presigned_address()
    {
        using var server = new ObjectServer();
        server.Objects["in/a b+ü.wav"] = Content;
        using var credentials = new FakeCredentials();
        using var fetcher = new TrackFetcher("/", new() { Endpoint = server.Address }, new());
        using FetchedTrack track = await fetcher.FetchAsync("s3://music/in/a b+ü.wav", TestContext.Current.CancellationToken);
        Assert.Null(track.Error);
        Assert.Equal("s3://music/in/a b+ü.wav", track.Name);
        Assert.Equal(Content, await File.ReadAllBytesAsync(track.File!, TestContext.Current.CancellationToken));
        using FetchedTrack missing = await fetcher.FetchAsync("s3://music/in/missing.wav", TestContext.Current.CancellationToken);
        Assert.Contains("404", missing.Error, StringComparison.Ordinal);
    }
}
