namespace GenreNet.Training.Cli;

/// <summary>Tells at once and on the same thread; <see cref="Progress{T}"/> would tell later and out of order.</summary>
internal sealed class DirectProgress<T>(Action<T> tell) : IProgress<T>
{
    public void Report(T value) => tell(value);
}
