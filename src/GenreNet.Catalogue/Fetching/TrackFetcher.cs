using GenreNet.Core.Audio;
using GenreNet.Core.Download;

namespace GenreNet.Catalogue;

/// <summary>Makes tracks available as local files: resolves paths, and downloads what is on a server. Thread-safe.</summary>
internal sealed class TrackFetcher : IDisposable
{
    private readonly string _baseFolder;
    private readonly FetchOptions _options;
    private readonly DownloadOptions _transfer;
    private readonly Lazy<ObjectStore> _objects;
    private readonly Lazy<HttpClient> _client;
    private readonly Lazy<DirectoryInfo> _folder = new(() => Directory.CreateTempSubdirectory("genrenet-tracks-"));
    private long _number;

    /// <summary>Creates a fetcher.</summary>
    /// <param name="baseFolder">The folder that relative paths refer to.</param>
    /// <param name="objects">How objects are reached.</param>
    /// <param name="options">Limits of downloads.</param>
    public TrackFetcher(string baseFolder, ObjectStoreOptions objects, FetchOptions options)
    {
        _baseFolder = baseFolder;
        _options = options;
        _transfer = options.Transfer with { MostBytes = options.MaxBytes, MaxUnknownLength = options.MaxBytes };
        _objects = new Lazy<ObjectStore>(() => new ObjectStore(objects));
        _client = new Lazy<HttpClient>(() => DownloadClient.Create(_transfer));
    }

    /// <summary>Makes a track available.</summary>
    /// <param name="name">The track, as the listing names it.</param>
    /// <param name="cancellationToken">Stops the download.</param>
    /// <returns>The file, or the error of the track.</returns>
    /// <exception cref="CatalogueException">The object store has no credentials.</exception>
    /// <exception cref="Core.DownloadException">The disk for temporary files is full.</exception>
    public async Task<FetchedTrack> FetchAsync(string name, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(name))
        {
            return FetchedTrack.Failed(name, "The list has no path in this row. Complete the list.");
        }

        if (name.StartsWith(ObjectStore.Scheme, StringComparison.OrdinalIgnoreCase))
        {
            return ObjectStore.HasBucket(name)
                ? await DownloadAsync(name, _objects.Value.Presign(name), cancellationToken).ConfigureAwait(false)
                : FetchedTrack.Failed(name, $"{name} names no bucket. Correct the list.");
        }

        if (ListingLine.IsWeb(name))
        {
            return Uri.TryCreate(name, UriKind.Absolute, out Uri? address)
                ? await DownloadAsync(ListingLine.Shown(name), address, cancellationToken).ConfigureAwait(false)
                : FetchedTrack.Failed(name, $"{name} is not a valid address. Correct the list.");
        }

        bool isFile = name.StartsWith("file://", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(name, UriKind.Absolute, out _);
        return FetchedTrack.Local(name, Path.Combine(_baseFolder, isFile ? new Uri(name).LocalPath : name));
    }

    public void Dispose()
    {
        if (_client.IsValueCreated)
        {
            _client.Value.Dispose();
        }

        if (_objects.IsValueCreated)
        {
            _objects.Value.Dispose();
        }

        if (_folder.IsValueCreated)
        {
            _folder.Value.Delete(recursive: true);
        }
    }

    private async Task<FetchedTrack> DownloadAsync(string shown, Uri address, CancellationToken cancellationToken)
    {
        // The extension helps ffmpeg with formats that it does not recognise by their content.
        string extension = AudioFile.HasAudioExtension(address.AbsolutePath) ? Path.GetExtension(address.AbsolutePath) : string.Empty;
        string file = Path.Combine(_folder.Value.FullName, $"{Interlocked.Increment(ref _number)}{extension}");
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(_options.MaxDuration);
        try
        {
            using var partial = new PartialFile(file);
            var source = new DownloadSource { Name = shown, Url = address };
            var session = new DownloadSession(_transfer, new DiskSpace(_folder.Value.FullName, _transfer.FreeBytes), progress: null);
            await new HttpTransfer(_client.Value, source, partial, session).RunAsync(limit.Token).ConfigureAwait(false);
            File.Delete($"{file}.json");
            return partial.Length > 0 ? FetchedTrack.Downloaded(shown, file) : throw new TransferException("the server sent no data");
        }
        catch (TransferException problem)
        {
            return Failed(problem.Message, problem.IsTransient || problem.InnerException is TransferException { IsTransient: true });
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed($"it took longer than {_options.MaxDuration.TotalSeconds:0} s", isTransient: true);
        }

        FetchedTrack Failed(string reason, bool isTransient)
        {
            File.Delete(file);
            File.Delete($"{file}.json");
            return FetchedTrack.Failed(shown, $"Cannot download {shown}: {reason.TrimEnd('.')}.", isTransient);
        }
    }
}
