namespace GenreNet.Inference.Hosting;

/// <summary>
/// A classifier with a count of its users, of which the provider is the first; freed by the last one. Leases are given under the
/// provider's lock.
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
