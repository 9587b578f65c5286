namespace GenreNet.Inference;

/// <summary>Lets something that many threads use be disposed by one of them at any moment: it is freed when the last of them is done with it.</summary>
/// <param name="owner">What is used, for the message of the exception.</param>
/// <param name="release">Frees it; called once.</param>
internal sealed class UseCount(object owner, Action release)
{
    // The sign says that nobody else may begin, the other bits how many are at it.
    private const int Closed = int.MinValue;

    private int _state;

    /// <summary>Begins to use it; dispose what is returned at the end.</summary>
    /// <exception cref="ObjectDisposedException">It has been disposed.</exception>
    public Use Begin()
    {
        while (true)
        {
            int state = Volatile.Read(ref _state);
            ObjectDisposedException.ThrowIf((state & Closed) != 0, owner);
            if (Interlocked.CompareExchange(ref _state, state + 1, state) == state)
            {
                return new Use(this);
            }
        }
    }

    /// <summary>Lets nobody begin any more, and frees it now or when the last use ends. A second call does nothing.</summary>
    public void Close()
    {
        if (Interlocked.Or(ref _state, Closed) == 0)
        {
            release();
        }
    }

    private void End()
    {
        if (Interlocked.Decrement(ref _state) == Closed)
        {
            release();
        }
    }

    /// <summary>One use.</summary>
    public readonly struct Use(UseCount count) : IDisposable
    {
        public void Dispose() => count.End();
    }
}
