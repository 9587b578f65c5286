using System.Collections.Concurrent;

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

    private readonly ConcurrentDictionary<(int FromRate, int ToRate), Resampler> _resamplers = new();

    /// <summary>Returns a resampler for two sample rates.</summary>
    /// <inheritdoc cref="Resampler(int, int)"/>
    public Resampler Get(int fromRate, int toRate)
    {
        if (_resamplers.TryGetValue((fromRate, toRate), out Resampler? kept))
        {
            return kept;
        }

        var resampler = new Resampler(fromRate, toRate, engine);
        if (resampler.WeightCount <= MostWeights)
        {
            if (_resamplers.Count >= MostKept)
            {
                // Files of so many rates are rare; the filters in use are designed once more.
                _resamplers.Clear();
            }

            _resamplers[(fromRate, toRate)] = resampler;
        }

        return resampler;
    }
}
