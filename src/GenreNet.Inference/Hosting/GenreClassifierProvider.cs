using System.Diagnostics.CodeAnalysis;
using GenreNet.Core;

namespace GenreNet.Inference.Hosting;

/// <summary>
/// Provides the classifier of a host and can replace it while it is in use. Hosts that never reload can resolve
/// <see cref="GenreClassifier"/> directly. Thread-safe.
/// </summary>
/// <example>
/// <code>
/// using GenreNet.Inference;
///
/// public sealed class Tagger(GenreClassifierProvider provider)
/// {
///     public string Tag(string path)
///     {
///         using GenreClassifierLease lease = provider.Lease();
///         return lease.Classifier.Classify(path).Genre;
///     }
/// }
/// </code>
/// </example>
/// <seealso cref="GenreClassifierServices"/>
/// <seealso cref="GenreClassifierLease"/>
public sealed class GenreClassifierProvider : IDisposable
{
    private readonly Func<GenreClassifier> _load;
    private readonly Lock _lock = new();
    private readonly Lock _reloading = new();
    private SharedClassifier? _current;
    private bool _isDisposed;

    internal GenreClassifierProvider(Func<GenreClassifier> load) => _load = load;

    /// <summary>Gets the current classifier, which stays usable until the lease is disposed, even if it is replaced meanwhile.</summary>
    /// <returns>The lease; dispose it when the work is done.</returns>
    /// <exception cref="ModelFormatException">This call loads the model, and the file is not a GenreNet model, is damaged, or is newer than
    /// this version.</exception>
    /// <exception cref="ObjectDisposedException">The provider has been disposed.</exception>
    public GenreClassifierLease Lease()
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            return (_current ??= new SharedClassifier(_load())).Lease();
        }
    }

    /// <summary>
    /// Loads the model again, tries it on synthetic audio, and uses it for all later leases. The replaced model is freed when its last
    /// lease ends.
    /// </summary>
    /// <exception cref="ModelFormatException">The new model is missing, damaged or newer than this version; the old one stays in
    /// use.</exception>
    /// <exception cref="ArgumentException">The options of the host do not fit the new model; the old one stays in use.</exception>
    /// <exception cref="ObjectDisposedException">The provider has been disposed.</exception>
    [SuppressMessage(
        "Reliability", "CA2000", Justification = "The new classifier belongs to the provider, or is disposed when it does not answer.")]
    public void Reload()
    {
        lock (_reloading)
        {
            GenreClassifier fresh = _load();
            try
            {
                fresh.Try();
                Replace(fresh);
            }
            catch
            {
                fresh.Dispose();
                throw;
            }
        }
    }

    /// <summary>Frees the classifier when its last lease ends.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isDisposed = true;
            _current?.Release();
            _current = null;
        }
    }

    private void Replace(GenreClassifier fresh)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            _current?.Release();
            _current = new SharedClassifier(fresh);
        }
    }
}

/// <summary>Keeps a classifier of <see cref="GenreClassifierProvider"/> usable until the lease is disposed.</summary>
/// <remarks>Thread-safe.</remarks>
/// <seealso cref="GenreClassifierProvider"/>
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

/// <summary>
/// Represents a classifier with a reference count. The provider holds the first reference; releasing the last one frees the classifier.
/// Leases are created under the provider's lock.
/// </summary>
/// <param name="classifier">The classifier.</param>
internal sealed class SharedClassifier(GenreClassifier classifier)
{
    private int _users = 1;

    public GenreClassifier Classifier => classifier;

    public GenreClassifierLease Lease()
    {
        Interlocked.Increment(ref _users);
        return new GenreClassifierLease(this);
    }

    public void Release()
    {
        if (Interlocked.Decrement(ref _users) == 0)
        {
            classifier.Dispose();
        }
    }
}
