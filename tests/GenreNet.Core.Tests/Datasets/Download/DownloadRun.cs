using System.Collections.Concurrent;
using GenreNet.Core.Datasets;
using GenreNet.Core.Download;

namespace GenreNet.Core.Tests.Datasets.Download;

/// <summary>A downloader with little patience, and a folder for it.</summary>
internal sealed class DownloadRun : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly ConcurrentQueue<DownloadProgress> _reports = new();

    /// <summary>Pauses of nothing, so that tests take none.</summary>
    public DatasetDownloadOptions Options { get; set; } = new()
    {
        RetryCount = 3,
        InitialRetryDelay = TimeSpan.Zero,
        StallTimeout = TimeSpan.FromSeconds(20),
        ProgressBytes = 10_000,
        Environment = _ => null,
    };

    public string Target => Path.Combine(_folder.Path, "gtzan");

    public string Work => $"{Target}.partial";

    public IReadOnlyList<DownloadProgress> Reports => [.. _reports];

    public string Notes => string.Join('\n', _reports.Select(r => r.Note).OfType<string>());

    public static DatasetArchive At(Uri url, string? sha256 = null) => new() { Name = "the archive", Url = url, Sha256 = sha256 };

    public string PartialOf(Uri url) => Path.Combine(Work, $"archive-{At(url).UrlHash}");

    public Task<DownloadResult> Of(params DatasetArchive[] archives) => Of(null, CancellationToken.None, archives);

    public Task<DownloadResult> Of(Action<DownloadProgress>? watch, CancellationToken cancellationToken, params DatasetArchive[] archives) =>
        new DatasetDownloader(Options).DownloadAsync(archives, Target, new Direct(report =>
        {
            _reports.Enqueue(report);
            watch?.Invoke(report);
        }), cancellationToken);

    public async Task<string> FailureOf(params DatasetArchive[] archives)
    {
        string message = (await Assert.ThrowsAsync<DatasetException>(() => Of(archives))).Message;
        Assert.False(Directory.Exists(Target), "a failed download left something that looks finished");
        return message;
    }

    /// <summary>Leaves behind what a killed process leaves: some bytes and the state beside them.</summary>
    public async Task BreakOffAt(long bytes, Uri url)
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Of(report =>
        {
            if (report.Done >= bytes)
            {
                stop.Cancel();
            }
        }, stop.Token, At(url)));
        using FileStream partial = File.OpenWrite(PartialOf(url));
        partial.SetLength(bytes);
        _reports.Clear();
    }

    public void Dispose() => _folder.Dispose();

    private sealed class Direct(Action<DownloadProgress> tell) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => tell(value);
    }
}
