namespace GenreNet.Inference.Hosting;

/// <summary>Keeps a classifier of <see cref="GenreClassifierProvider"/> usable until the lease is disposed.</summary>
public sealed class GenreClassifierLease : IDisposable
{
    private readonly SharedClassifier _shared;
    private int _isEnded;

    internal GenreClassifierLease(SharedClassifier shared) => _shared = shared;

    /// <summary>Gets the classifier. It belongs to the provider: do not dispose it.</summary>
    public GenreClassifier Classifier => _shared.Classifier;

    /// <summary>Ends the lease. A second call does nothing.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isEnded, 1) == 0)
        {
            _shared.Release();
        }
    }
}
