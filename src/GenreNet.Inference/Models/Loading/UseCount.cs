namespace GenreNet.Inference;

/// <summary>
/// Counts the uses of an object that is shared by threads, so that any of them can dispose it at any time: it is freed when the last use
/// ends.
/// </summary>
/// <param name="owner">The shared object, for the message of the exception.</param>
/// <param name="release">Frees the object; called once.</param>
internal sealed class UseCount(object owner, Action release)
{
    // The sign bit states that no further use may begin; the other bits hold the number of uses.
    private const int Closed = int.MinValue;

    private int _state;

    /// <summary>Begins a use of the object; dispose the returned value to end it.</summary>
    /// <exception cref="ObjectDisposedException">The object has been disposed.</exception>
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

    /// <summary>Prevents further uses, and frees the object now or when the last use ends. A second call does nothing.</summary>
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

    /// <summary>Represents one use of the object.</summary>
    public readonly struct Use(UseCount count) : IDisposable
    {
        public void Dispose() => count.End();
    }
}
