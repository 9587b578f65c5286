namespace GenreNet.Catalogue;

/// <summary>Keeps the songs with the highest similarity. Ties go to the earlier song, so the result does not depend on the order.</summary>
/// <param name="capacity">Number of songs to keep, 1 or more.</param>
internal sealed class BestSongs(int capacity)
{
    // The first element is the worst: the lowest similarity, and among equal ones the latest song.
    private readonly PriorityQueue<int, (float Similarity, int Earliness)> _heap = new();

    /// <summary>Adds a song if it is among the best.</summary>
    /// <param name="song">Index of the song.</param>
    /// <param name="similarity">Its similarity, finite.</param>
    public void Add(int song, float similarity)
    {
        (float, int) priority = (similarity, -song);
        if (_heap.Count < capacity)
        {
            _heap.Enqueue(song, priority);
        }
        else if (_heap.TryPeek(out _, out (float, int) worst) && priority.CompareTo(worst) > 0)
        {
            _heap.DequeueEnqueue(song, priority);
        }
    }

    /// <summary>Adds the songs of another list.</summary>
    public void Add(BestSongs other)
    {
        foreach ((int song, (float similarity, _)) in other._heap.UnorderedItems)
        {
            Add(song, similarity);
        }
    }

    /// <summary>Returns the songs, most similar first.</summary>
    public IReadOnlyList<ScoredSong> Ranked() =>
    [
        .. _heap.UnorderedItems.OrderByDescending(item => item.Priority).Select(item => new ScoredSong(item.Element, item.Priority.Similarity)),
    ];
}

/// <summary>Represents a song and its similarity to a query.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Song">Index of the song in the <see cref="EmbeddingIndex"/>.</param>
/// <param name="Similarity">Cosine of the angle between the embeddings, -1 to 1.</param>
public readonly record struct ScoredSong(int Song, float Similarity);
