using System.Numerics.Tensors;
using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;
using Microsoft.Extensions.AI;

namespace GenreNet.Extensions.AI.Tests;

/// <summary>Embeddings of audio.</summary>
public sealed class GenreEmbeddingGeneratorTests : IDisposable
{
    private const int SampleRate = 22050;
    private readonly GenreClassifier _classifier = Fixture.Load();
    private readonly TemporaryFolder _folder = new();

    public void Dispose()
    {
        _classifier.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_file_a_stream_and_samples_have_the_embedding_of_the_classifier()
    {
        string path = Song("techno");
        var raw = new GenreEmbeddingGenerator(_classifier, new GenreEmbeddingOptions { Normalize = false });
        float[] expected = _classifier.Classify(path, new ClassificationOptions { IncludeEmbedding = true }).Embedding.ToArray();
        GeneratedEmbeddings<Embedding<float>> found = await raw.GenerateAsync(
            [path, AudioInput.FromStream(() => File.OpenRead(path), "song.wav"), AudioInput.FromStream(_ => new ValueTask<Stream>(File.OpenRead(path)))],
            cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(3, found.Count);
        Assert.All(found, embedding => Assert.Equal(expected, embedding.Vector.ToArray()));

        ReadOnlyMemory<float> samples = Fixture.Music();
        float[] memory = _classifier.Classify(samples, SampleRate, new ClassificationOptions { IncludeEmbedding = true }).Embedding.ToArray();
        Assert.Equal(memory, (await raw.GenerateVectorAsync(AudioInput.FromSamples(samples, SampleRate), cancellationToken: TestContext.Current.CancellationToken)).ToArray());
    }

    [Fact]
    public async Task Embeddings_have_length_1_and_the_genre()
    {
        var generator = new GenreEmbeddingGenerator(_classifier);
        string path = Song("techno");
        Embedding<float> embedding = await generator.GenerateAsync(AudioInput.FromFile(path), cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(1, TensorPrimitives.Norm(embedding.Vector.Span), 5);
        GenrePrediction prediction = _classifier.Classify(path);
        Assert.Equal((object)prediction.Genre, embedding.AdditionalProperties!["genre"]);
        Assert.Equal((object)prediction.Confidence, embedding.AdditionalProperties["confidence"]);
        Assert.Equal((object)10.0, embedding.AdditionalProperties["duration_seconds"]);
        Assert.Equal(generator.Metadata.DefaultModelId, embedding.ModelId);
    }

    [Fact]
    public async Task Embeddings_are_in_the_order_of_the_inputs_and_the_same_for_all_threads()
    {
        var generator = new GenreEmbeddingGenerator(_classifier);
        var single = new GenreEmbeddingGenerator(_classifier, new GenreEmbeddingOptions { MaxParallelism = 1 });
        AudioInput[] songs = [.. _classifier.Genres.SelectMany(style => new[] { Input(style, 3), Input(style, 6) })];
        float[][] expected = Vectors(await single.GenerateAsync(songs, cancellationToken: TestContext.Current.CancellationToken));
        Task<GeneratedEmbeddings<Embedding<float>>>[] calls = [.. Enumerable.Range(0, 4).Select(_ => generator.GenerateAsync(songs, cancellationToken: TestContext.Current.CancellationToken))];
        Assert.All(await Task.WhenAll(calls), found => Assert.Equal(expected, Vectors(found)));
        Assert.Equal(songs.Length, expected.Select(vector => string.Join(' ', vector)).Distinct().Count());
        Assert.Empty(await generator.GenerateAsync([], cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Metadata_names_the_model_by_its_checksum()
    {
        var generator = new GenreEmbeddingGenerator(_classifier);
        Assert.Equal(("genrenet", (Uri?)null, (int?)_classifier.EmbeddingSize), (generator.Metadata.ProviderName, generator.Metadata.ProviderUri, generator.Metadata.DefaultModelDimensions));
        Assert.StartsWith(_classifier.Card.Network, generator.Metadata.DefaultModelId, StringComparison.Ordinal);
        Assert.Same(generator.Metadata, generator.GetService<EmbeddingGeneratorMetadata>());
        Assert.Same(_classifier, generator.GetService<GenreClassifier>());
        Assert.Same(generator, generator.GetService<IEmbeddingGenerator<AudioInput, Embedding<float>>>());
        Assert.Null(generator.GetService<IChatClient>());
        Assert.Null(generator.GetService(typeof(GenreClassifier), "key"));
    }

    [Fact]
    public async Task Silence_has_no_direction()
    {
        AudioInput silence = AudioInput.FromSamples(new float[SampleRate * 5], SampleRate, "quiet.wav");
        var generator = new GenreEmbeddingGenerator(_classifier);
        AudioFormatException problem = await Assert.ThrowsAsync<AudioFormatException>(() => generator.GenerateAsync([silence], cancellationToken: TestContext.Current.CancellationToken));
        Assert.StartsWith("quiet.wav", problem.Message, StringComparison.Ordinal);
        Assert.Contains("is silent", problem.Message, StringComparison.Ordinal);
        var zeros = new GenreEmbeddingGenerator(_classifier, new GenreEmbeddingOptions { ZerosForSilence = true });
        ReadOnlyMemory<float> vector = await zeros.GenerateVectorAsync(silence, cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(new float[_classifier.EmbeddingSize], vector.ToArray());
    }

    [Fact]
    public async Task Wrong_inputs_and_options_are_errors()
    {
        var generator = new GenreEmbeddingGenerator(_classifier, new GenreEmbeddingOptions { MaxDuration = TimeSpan.FromSeconds(4) });
        CancellationToken stop = TestContext.Current.CancellationToken;
        File.WriteAllText(_folder.File("text.mp3"), "This is not audio.");
        await Assert.ThrowsAsync<FileNotFoundException>(() => generator.GenerateAsync([_folder.File("none.wav")], cancellationToken: stop));
        await Assert.ThrowsAsync<AudioFormatException>(() => generator.GenerateAsync([_folder.File("text.mp3")], cancellationToken: stop));
        await Assert.ThrowsAsync<AudioFormatException>(() => generator.GenerateAsync([Input("techno", 10)], cancellationToken: stop));
        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync([Input("techno", 3), null!], cancellationToken: stop));
        await Assert.ThrowsAsync<NotSupportedException>(() => generator.GenerateAsync([], new EmbeddingGenerationOptions { Dimensions = 7 }, stop));
        await Assert.ThrowsAsync<NotSupportedException>(() => generator.GenerateAsync([], new EmbeddingGenerationOptions { ModelId = "other" }, stop));
        await Assert.ThrowsAsync<InvalidOperationException>(() => generator.GenerateAsync([AudioInput.FromStream(() => null!)], cancellationToken: stop));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateAsync([Input("techno", 3)], cancellationToken: new CancellationToken(canceled: true)));
        Assert.Throws<ArgumentException>(() => new GenreEmbeddingGenerator(_classifier, new GenreEmbeddingOptions { MaxParallelism = 0 }));
        Assert.Throws<ArgumentException>(() => new GenreEmbeddingGenerator(_classifier, new GenreEmbeddingOptions { MaxDuration = TimeSpan.Zero }));
        Assert.Throws<ArgumentException>(() => AudioInput.FromFile(string.Empty));
        Assert.Throws<ArgumentOutOfRangeException>(() => AudioInput.FromSamples(default, 0));
    }

    [Fact]
    public async Task A_stream_is_disposed_and_a_classifier_belongs_to_who_loaded_it()
    {
        byte[] file = File.ReadAllBytes(Song("techno"));
        var stream = new MemoryStream(file);
        var generator = new GenreEmbeddingGenerator(_classifier);
        await generator.GenerateAsync([AudioInput.FromStream(() => stream)], cancellationToken: TestContext.Current.CancellationToken);
        Assert.False(stream.CanRead);
        generator.Dispose();
        Assert.NotEmpty(_classifier.Classify(Fixture.Music(), SampleRate).Genre);

        GenreEmbeddingGenerator owner = GenreEmbeddingGenerator.Load(Fixture.Model);
        owner.Dispose();
        owner.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => owner.GenerateAsync([Input("techno", 3)], cancellationToken: TestContext.Current.CancellationToken));
    }

    private static AudioInput Input(string style, double seconds) => AudioInput.FromSamples(Fixture.Music(style, seconds), SampleRate, style);

    private static float[][] Vectors(GeneratedEmbeddings<Embedding<float>> embeddings) => [.. embeddings.Select(embedding => embedding.Vector.ToArray())];

    private string Song(string style)
    {
        string path = _folder.File($"{style}.wav");
        WavWriter.Write(path, Fixture.Music(style), SampleRate);
        return path;
    }
}
