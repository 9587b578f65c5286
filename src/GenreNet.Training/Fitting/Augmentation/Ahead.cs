namespace GenreNet.Training.Fitting;

/// <summary>Computes the items of a sequence one ahead of the caller, on another thread.</summary>
internal static class Ahead
{
    /// <summary>Returns the items in order.</summary>
    /// <param name="source">The sequence. Only one thread at a time enumerates it, so it may use a random number generator.</param>
    public static IEnumerable<T> Of<T>(IEnumerable<T> source)
    {
        using IEnumerator<T> items = source.GetEnumerator();
        Task<bool> next = Task.Run(items.MoveNext);
        try
        {
            while (next.GetAwaiter().GetResult())
            {
                T item = items.Current;
                next = Task.Run(items.MoveNext);
                yield return item;
            }
        }
        finally
        {
            // A caller that stops early disposes the enumerator, which must not be in use then.
            ((IAsyncResult)next).AsyncWaitHandle.WaitOne();
        }
    }
}
