namespace GenreNet.Inference.Hosting;

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
