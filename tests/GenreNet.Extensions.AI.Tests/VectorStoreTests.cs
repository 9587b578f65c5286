using GenreNet.Core.Audio;
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
    public async Task A_collection_of_samples_finds_the_file_of_a_song()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        using var folder = new TemporaryFolder();
        using GenreEmbeddingGenerator generator = GenreEmbeddingGenerator.Load(Fixture.Model);
        using VectorStoreCollection<string, Song> songs = new SongCollection(generator);
        await songs.EnsureCollectionExistsAsync(stop);
        string[] styles = [.. generator.GetService<GenreClassifier>()!.Genres];
        await songs.UpsertAsync(styles.Select(style => new Song { Path = $"{style}.wav", Audio = AudioInput.FromSamples(Fixture.Music(style), SampleRate, style) }), stop);
        foreach (string style in styles)
        {
            string file = folder.File($"{style}.wav");
            WavWriter.Write(file, Fixture.Music(style), SampleRate);
            List<VectorSearchResult<Song>> found = [];
            await foreach (VectorSearchResult<Song> result in songs.SearchAsync(AudioInput.FromFile(file), top: 2, cancellationToken: stop))
            {
                found.Add(result);
            }

            Assert.Equal(2, found.Count);
            Assert.Equal($"{style}.wav", found[0].Record.Path);
            Assert.InRange(found[0].Score!.Value, 0.999, 1.00001);
            Assert.True(found[1].Score < found[0].Score);
        }
    }
}
