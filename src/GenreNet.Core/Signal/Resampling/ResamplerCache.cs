namespace GenreNet.Core.Signal;

/// <summary>
/// Keeps resamplers for further files of the same sample rates, because the design of a filter takes more than a millisecond and several
/// hundred kilobytes. Thread-safe.
/// </summary>
/// <param name="engine">Evaluates the filters; null for the vectors of .NET.</param>
internal sealed class ResamplerCache(IFilterEngine? engine = null)
{
    private const int MostKept = 8;

    // 1.6 MB, more than the filters of common sample rates have. Those of unusual rates can have 16 MB.
    private const int MostWeights = 400_000;

    private readonly Lock _access = new();
    private readonly List<Resampler> _resamplers = [];

    /// <summary>Returns a resampler for two sample rates.</summary>
    /// <inheritdoc cref="Resampler(int, int)"/>
    public Resampler Get(int fromRate, int toRate)
    {
        if (Find(fromRate, toRate) is { } kept)
        {
            return kept;
        }

        // Designed outside the lock: two threads may design the same filter, and the others do not wait.
        var resampler = new Resampler(fromRate, toRate, engine);
        if (resampler.WeightCount <= MostWeights)
        {
            Keep(resampler);
        }

        return resampler;
    }

    private Resampler? Find(int fromRate, int toRate)
    {
        lock (_access)
        {
            return _resamplers.Find(resampler => resampler.FromRate == fromRate && resampler.ToRate == toRate);
        }
    }

    private void Keep(Resampler resampler)
    {
        lock (_access)
        {
            if (_resamplers.Count >= MostKept)
            {
                // Files of so many rates are rare; the filters in use are designed once more.
                _resamplers.Clear();
            }

            _resamplers.Add(resampler);
        }
    }
}
