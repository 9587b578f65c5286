namespace GenreNet.Server.Monitoring;

/// <summary>Averages the mean MFCCs of the most recent clips, to monitor the audio that the service receives. Thread-safe.</summary>
/// <param name="capacity">Number of clips.</param>
internal sealed class SoundWindow(int capacity)
{
    private readonly Lock _lock = new();
    private readonly Queue<float[]> _clips = new(capacity);

    /// <summary>Adds a clip; removes the oldest one if the window is full.</summary>
    /// <param name="means">The mean MFCCs of the clip; empty for a silent clip, which is ignored.</param>
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

    /// <summary>Computes the mean of each coefficient over the clips; empty before the first one.</summary>
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
