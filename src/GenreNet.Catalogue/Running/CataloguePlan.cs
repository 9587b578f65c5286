using System.Globalization;
using GenreNet.Core.IO;

namespace GenreNet.Catalogue;

/// <summary>Specifies what is classified and what the results contain.</summary>
/// <remarks>Immutable.</remarks>
public sealed record CatalogueRequest
{
    /// <summary>Gets the source: a folder, a list, or <c>s3://BUCKET/PREFIX</c>.</summary>
    public required string Source { get; init; }

    /// <summary>Gets the results folder.</summary>
    public required string Folder { get; init; }

    /// <summary>Gets how the source is read.</summary>
    public SourceOptions Reading { get; init; } = new();

    /// <summary>Gets the number of tracks of a shard. Default 1000.</summary>
    public int ShardSize { get; init; } = 1000;

    /// <summary>Gets the maximum number of genres of a row. Default 3.</summary>
    public int TopCount { get; init; } = 3;

    /// <summary>Gets whether the rows have embeddings. Default false.</summary>
    public bool HasEmbeddings { get; init; }

    /// <summary>Gets the name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Gets the SHA-256 of the model file in lower-case hexadecimal.</summary>
    public required string ModelSha256 { get; init; }
}

/// <summary>
/// Represents the plan that all processes share: the manifest and the listing of a results folder. The first process writes them, all others
/// compare their options with them.
/// </summary>
/// <remarks>Immutable.</remarks>
public sealed class CataloguePlan
{
    private const string LockName = "catalogue.lock";

    private CataloguePlan(CatalogueRequest request, string baseFolder, CatalogueManifest manifest, TrackListing listing)
    {
        Request = request;
        BaseFolder = baseFolder;
        Manifest = manifest;
        Listing = listing;
    }

    /// <summary>Gets what the caller asked for.</summary>
    public CatalogueRequest Request { get; }

    /// <summary>Gets the manifest.</summary>
    public CatalogueManifest Manifest { get; }

    /// <summary>Gets the listing.</summary>
    internal TrackListing Listing { get; }

    /// <summary>Gets the folder that relative paths refer to.</summary>
    internal string BaseFolder { get; }

    /// <summary>Opens the plan of a results folder, or makes it.</summary>
    /// <param name="request">What is classified.</param>
    /// <param name="cancellationToken">Stops the listing of the source.</param>
    /// <exception cref="CatalogueException">
    /// The source does not exist, lists no track, or has changed, or the folder has results of other options.
    /// </exception>
    /// <exception cref="Core.GenreNetException">The folder cannot be written.</exception>
    public static async Task<CataloguePlan> OpenAsync(CatalogueRequest request, CancellationToken cancellationToken)
    {
        var source = CatalogueSource.Open(request.Source, request.Reading);
        RequireOutside(source, request.Folder);
        string? checksum = source.Checksum(cancellationToken);
        if (!File.Exists(ResultsFolder.ManifestOf(request.Folder)))
        {
            await CreateAsync(request, source, checksum, cancellationToken).ConfigureAwait(false);
        }

        var manifest = CatalogueManifest.Load(request.Folder);
        RequireSame(request, source, manifest);
        if (manifest.SourceSha256 != checksum)
        {
            manifest = await RenewAsync(request, source, checksum, cancellationToken).ConfigureAwait(false);
        }

        var listing = TrackListing.Open(ListingOf(request.Folder), manifest.ShardSize, cancellationToken);
        return listing.Sha256 == manifest.ListingSha256 && listing.Count == manifest.TrackCount
            ? new CataloguePlan(request, source.BaseFolder, manifest, listing)
            : throw new CatalogueException($"{ListingOf(request.Folder)} is not the listing that {ResultsFolder.ManifestName} describes: restore it, or use another --out folder.");
    }

    /// <summary>Returns the number of tracks of a shard.</summary>
    /// <param name="shard">Index of the shard, from 0.</param>
    public int TracksOf(int shard) => Manifest.TracksOf(shard);

    /// <summary>Returns the indices of the finished shards.</summary>
    public IReadOnlySet<int> FindFinished() => ResultsFolder.Parts(Request.Folder).Select(part => part.Shard).ToHashSet();

    private static string ListingOf(string folder) => Path.Combine(folder, TrackListing.FileName);

    // The listing of a second run would otherwise contain the results of the first.
    private static void RequireOutside(CatalogueSource source, string folder)
    {
        if (File.Exists(folder))
        {
            throw new CatalogueException($"{folder} is a file: specify a folder for --out.");
        }

        if (source is FolderSource && Path.GetFullPath(folder) == Path.TrimEndingDirectorySeparator(source.Name))
        {
            throw new CatalogueException($"{folder} is the folder of the music: specify another folder for --out.");
        }
    }

    private static async Task CreateAsync(CatalogueRequest request, CatalogueSource source, string? checksum, CancellationToken cancellationToken)
    {
        using FileLock held = await LockAsync(request.Folder, cancellationToken).ConfigureAwait(false);
        if (File.Exists(ResultsFolder.ManifestOf(request.Folder)))
        {
            return;
        }

        if (ResultsFolder.Parts(request.Folder).Count > 0)
        {
            throw new CatalogueException($"{request.Folder} has parts but no {ResultsFolder.ManifestName}: restore that file, or use another --out folder.");
        }

        string path = ListingOf(request.Folder);
        TrackListing.Write(path, source.List(cancellationToken), cancellationToken);
        var listing = TrackListing.Open(path, request.ShardSize, cancellationToken);
        if (listing.Count == 0)
        {
            File.Delete(path);
            throw new CatalogueException($"{request.Source} lists no audio files: check the folder, the list or the prefix.");
        }

        new CatalogueManifest
        {
            Source = source.Name,
            Column = request.Reading.Column,
            SourceSha256 = checksum,
            ListingSha256 = listing.Sha256,
            TrackCount = listing.Count,
            ShardSize = request.ShardSize,
            ShardCount = listing.ShardCount,
            TopCount = request.TopCount,
            HasEmbeddings = request.HasEmbeddings,
            Model = request.Model,
            ModelSha256 = request.ModelSha256,
        }.Save(request.Folder);
    }

    /// <summary>Replaces the listing if only the signatures of presigned addresses have changed.</summary>
    private static async Task<CatalogueManifest> RenewAsync(CatalogueRequest request, CatalogueSource source, string? checksum, CancellationToken cancellationToken)
    {
        using FileLock held = await LockAsync(request.Folder, cancellationToken).ConfigureAwait(false);
        var manifest = CatalogueManifest.Load(request.Folder);
        if (manifest.SourceSha256 == checksum)
        {
            return manifest;
        }

        string renewed = ListingOf(request.Folder) + ".new";
        try
        {
            TrackListing.Write(renewed, source.List(cancellationToken), cancellationToken);
            if (TrackListing.Open(renewed, manifest.ShardSize, cancellationToken).Sha256 != manifest.ListingSha256)
            {
                throw new CatalogueException(
                    $"The list {request.Source} has changed since {request.Folder} was started: use another --out folder, or restore the list.");
            }

            File.Move(renewed, ListingOf(request.Folder), overwrite: true);
        }
        finally
        {
            File.Delete(renewed);
        }

        manifest = manifest with { SourceSha256 = checksum };
        manifest.Save(request.Folder);
        return manifest;
    }

    private static async Task<FileLock> LockAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            return await FileLock.AcquireAsync(Path.Combine(folder, LockName), cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new CatalogueException($"The folder {folder} cannot be written ({problem.Message.TrimEnd('.')}): choose another --out folder.", problem);
        }
    }

    private static void RequireSame(CatalogueRequest request, CatalogueSource source, CatalogueManifest manifest)
    {
        (string Name, string Then, string Now)[] values =
        [
            ("SOURCE", manifest.Source, source.Name),
            ("--column", manifest.Column ?? "none", request.Reading.Column ?? "none"),
            ("--shard-size", Text(manifest.ShardSize), Text(request.ShardSize)),
            ("--top-k", Text(manifest.TopCount), Text(request.TopCount)),
            ("--embeddings", manifest.HasEmbeddings ? "on" : "off", request.HasEmbeddings ? "on" : "off"),
            ("--model", manifest.Model, request.Model),
            ("the content of the model", manifest.ModelSha256[..12], request.ModelSha256[..12]),
        ];
        if (Array.Find(values, value => value.Then != value.Now) is { Name: { } name, Then: { } then, Now: { } now })
        {
            throw new CatalogueException($"{request.Folder} was started with {name} = {then}, and this run has {now}: use the same options, or another --out folder.");
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
