using GenreNet.Catalogue;
using GenreNet.Core;
using GenreNet.Inference;

namespace GenreNet.Training.Cli;

/// <summary>Represents the songs of a results folder, and finds the song that a user names.</summary>
internal sealed class SongSearch : IDisposable
{
    private readonly CancellationToken _cancellationToken;

    private SongSearch(CatalogueResults results, EmbeddingIndex index, CancellationToken cancellationToken) =>
        (Results, Index, _cancellationToken) = (results, index, cancellationToken);

    /// <summary>Gets the results that the songs are from.</summary>
    public CatalogueResults Results { get; }

    /// <summary>Gets the index of the songs.</summary>
    public EmbeddingIndex Index { get; }

    /// <summary>Opens the songs of a results folder; writes their index at the first time.</summary>
    /// <exception cref="GenreNetException">The folder has no results with embeddings.</exception>
    public static SongSearch Open(Terminal terminal, string folder)
    {
        var results = CatalogueResults.Open(folder);
        if (!results.IsComplete)
        {
            terminal.Warn($"{Plural.Of(results.MissingShards.Count(), "shard")} of {folder} {Plural.Choose(results.MissingShards.Count(), "is", "are")} not classified yet; their songs are not found.");
        }

        EmbeddingIndex index = terminal.Progress(json: true).Describe(show => EmbeddingIndex.Open(
            results,
            rows =>
            {
                if (rows % 1000 == 0)
                {
                    show(() => $"Indexing {Plural.Of(rows, "song")}", (double)rows / Math.Max(rows, results.Count));
                }
            },
            terminal.CancellationToken));
        if (index.Count == 0)
        {
            index.Dispose();
            throw new GenreNetException($"The results in {folder} have no song with an embedding: see their errors with 'genrenet catalogue summary {folder}'.");
        }

        return new SongSearch(results, index, terminal.CancellationToken);
    }

    /// <summary>Returns the song of the catalogue that a path names.</summary>
    /// <exception cref="GenreNetException">There is none.</exception>
    public int Find(string path) => Index.Find(path) is >= 0 and int song
        ? song
        : throw new GenreNetException($"{path} is not a song of {Results.Folder}, or it is silent or damaged: specify a path as 'genrenet classify' listed it.");

    /// <summary>Returns the embedding of a song of the catalogue or, if there is none with this path, of a file.</summary>
    /// <param name="path">Path of the song.</param>
    /// <param name="model">The model, as given by the user; null for the one with the name in the results.</param>
    /// <returns>The embedding, and the index of the song; -1 for a file outside the catalogue.</returns>
    /// <exception cref="GenreNetException">There is no such song or file, or the model of the results is not found.</exception>
    public (float[] Embedding, int Song) Embed(string path, string? model)
    {
        if (Index.Find(path) is >= 0 and int song)
        {
            return (Index.Embedding(song).ToArray(), song);
        }

        if (!File.Exists(path))
        {
            throw new GenreNetException($"{path} is neither a song of {Results.Folder} nor a file: check the path.");
        }

        using GenreClassifier classifier = CatalogueSymbols.LoadModel(Results, model) ?? throw new GenreNetException(CatalogueSymbols.MissingModel(Results));
        var options = new ClassificationOptions { IncludeEmbedding = true, IncludeTimeline = false };
        GenrePrediction prediction = classifier.Classify(path, options, cancellationToken: _cancellationToken);
        return prediction.IsSilent
            ? throw new GenreNetException($"{path} is silent, so nothing sounds like it: specify another song.")
            : (prediction.Embedding.ToArray(), -1);
    }

    public void Dispose() => Index.Dispose();
}
