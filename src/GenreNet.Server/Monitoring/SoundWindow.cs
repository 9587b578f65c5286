namespace GenreNet.Server.Monitoring;

/// <summary>The mean MFCCs of the last clips: what the service hears at the moment. Thread-safe.</summary>
/// <param name="capacity">How many clips.</param>
internal sealed class SoundWindow(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<float[]> _clips = new(capacity);

    /// <summary>Takes a clip into account; the oldest one is forgotten where there are too many. A silent clip, which has no means, is left out.</summary>
    public void Add(IReadOnlyList<float> means)
    {
        if (means.Count == 0)
        {
            return;
        }

        float[] copy = [.. means];
        lock (_lock)
        {
            if (_clips.Count == capacity)
            {
                _clips.Dequeue();
            }

            _clips.Enqueue(copy);
        }
    }

    /// <summary>The mean of each coefficient over the clips; empty before the first one.</summary>
    public float[] Mean()
    {
        lock (_lock)
        {
            return _clips.TryPeek(out float[]? first)
                ? [.. Enumerable.Range(0, first.Length).Select(i => (float)_clips.Average(clip => (double)clip[i]))]
                : [];
        }
    }
}
