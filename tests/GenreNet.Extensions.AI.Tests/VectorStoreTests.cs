using GenreNet.Extensions.AI.Tests.Support;
using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.VectorData;

namespace GenreNet.Extensions.AI.Tests;

/// <summary>A vector store indexes and searches audio with the generator.</summary>
public class VectorStoreTests
{
    private const int SampleRate = 22050;

    [Fact]
    public async Task A_collection_finds_songs_of_the_same_style()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using GenreEmbeddingGenerator generator = GenreEmbeddingGenerator.Load(Fixture.Model);
        using VectorStoreCollection<string, Song> songs = new SongCollection(generator);
        await songs.EnsureCollectionExistsAsync(stop);
        string[] styles = [.. generator.GetService<GenreClassifier>()!.Genres];
        await songs.UpsertAsync(styles.Select(style => new Song { Path = $"{style}.wav", Audio = Input(style, 8) }), stop);
        foreach (string style in styles)
        {
            List<VectorSearchResult<Song>> found = [];
            await foreach (VectorSearchResult<Song> result in songs.SearchAsync(Input(style, 6), top: 2, cancellationToken: stop))
            {
                found.Add(result);
            }

            Assert.Equal(2, found.Count);
            Assert.Equal($"{style}.wav", found[0].Record.Path);
            Assert.InRange(found[0].Score!.Value, found[1].Score!.Value, 1.00001);
        }
    }

    private static AudioInput Input(string style, double seconds) => AudioInput.FromSamples(Fixture.Music(style, seconds), SampleRate, style);
}
