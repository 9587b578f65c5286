namespace GenreNet.Training.Cli;

/// <summary>
/// Reports immediately and on the calling thread; <see cref="Progress{T}"/> would report asynchronously and out of order.
/// </summary>
internal sealed class DirectProgress<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
