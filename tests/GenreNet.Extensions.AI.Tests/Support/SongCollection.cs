using System.Linq.Expressions;
using System.Numerics.Tensors;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace GenreNet.Extensions.AI.Tests.Support;

/// <summary>A song of a vector store.</summary>
public sealed class Song
{
    [VectorStoreKey]
    public required string Path { get; init; }

    [VectorStoreVector(1, DistanceFunction = DistanceFunction.CosineSimilarity)]
    public required AudioInput Audio { get; init; }
}

/// <summary>A vector store in memory that calls an embedding generator, as the connectors of databases do.</summary>
internal sealed class SongCollection(IEmbeddingGenerator<AudioInput, Embedding<float>> generator) : VectorStoreCollection<string, Song>
{
    private readonly Dictionary<string, (Song Song, ReadOnlyMemory<float> Vector)> _songs = new(StringComparer.Ordinal);

    public override string Name => "songs";

    public override Task<bool> CollectionExistsAsync(CancellationToken cancellationToken = default) => Task.FromResult(true);

    public override Task EnsureCollectionExistsAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public override Task EnsureCollectionDeletedAsync(CancellationToken cancellationToken = default)
    {
        _songs.Clear();
        return Task.CompletedTask;
    }

    public override Task<Song?> GetAsync(string key, RecordRetrievalOptions? options = null, CancellationToken cancellationToken = default) =>
        Task.FromResult(_songs.TryGetValue(key, out (Song Song, ReadOnlyMemory<float> Vector) entry) ? entry.Song : null);

    public override IAsyncEnumerable<Song> GetAsync(
        Expression<Func<Song, bool>> filter, int top, FilteredRecordRetrievalOptions<Song>? options = null, CancellationToken cancellationToken = default) =>
        _songs.Values.Select(entry => entry.Song).Where(filter.Compile()).Take(top).ToAsyncEnumerable();

    public override Task DeleteAsync(string key, CancellationToken cancellationToken = default)
    {
        _songs.Remove(key);
        return Task.CompletedTask;
    }

    public override Task UpsertAsync(Song record, CancellationToken cancellationToken = default) => UpsertAsync([record], cancellationToken);

    public override async Task UpsertAsync(IEnumerable<Song> records, CancellationToken cancellationToken = default)
    {
        Song[] songs = [.. records];
        GeneratedEmbeddings<Embedding<float>> embeddings = await generator.GenerateAsync(songs.Select(song => song.Audio), cancellationToken: cancellationToken);
        for (int i = 0; i < songs.Length; i++)
        {
            _songs[songs[i].Path] = (songs[i], embeddings[i].Vector);
        }
    }

    public override async IAsyncEnumerable<VectorSearchResult<Song>> SearchAsync<TInput>(
        TInput searchValue, int top, VectorSearchOptions<Song>? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ReadOnlyMemory<float> query = await generator.GenerateVectorAsync((AudioInput)(object)searchValue, cancellationToken: cancellationToken);
        foreach ((Song song, double score) in _songs.Values
            .Select(entry => (entry.Song, Score: (double)TensorPrimitives.CosineSimilarity(query.Span, entry.Vector.Span)))
            .OrderByDescending(entry => entry.Score).Take(top))
        {
            yield return new VectorSearchResult<Song>(song, score);
        }
    }

    public override object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;
}
