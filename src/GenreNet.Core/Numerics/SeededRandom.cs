using System.Numerics;

namespace GenreNet.Core.Numerics;

/// <summary>Generates random numbers that are identical for a seed on every machine and in every version of .NET.</summary>
/// <remarks>
/// xoshiro256** of Blackman and Vigna, "Scrambled linear pseudorandom number generators" (2018), seeded through SplitMix64.
/// Not thread-safe: use <see cref="Fork"/> to create a generator for each thread or item.
/// </remarks>
/// <example>
/// <code>
/// var random = new SeededRandom(42);
/// int[] order = [.. Enumerable.Range(0, 100)];
/// random.Shuffle&lt;int&gt;(order);
/// </code>
/// </example>
/// <seealso cref="Augmentation.WaveformAugmentation"/>
public sealed class SeededRandom
{
    private readonly ulong _seed;
    private ulong _s0;
    private ulong _s1;
    private ulong _s2;
    private ulong _s3;

    /// <summary>Initializes a generator with a seed.</summary>
    /// <param name="seed">Seed, any number; equal seeds produce equal sequences.</param>
    public SeededRandom(ulong seed)
    {
        _seed = seed;
        ulong state = seed;
        _s0 = SplitMix(ref state);
        _s1 = SplitMix(ref state);
        _s2 = SplitMix(ref state);
        _s3 = SplitMix(ref state);
    }

    /// <summary>
    /// Creates an independent generator that depends only on this one's seed and on <paramref name="stream"/>, not on the numbers already
    /// drawn.
    /// </summary>
    /// <param name="stream">Number of the item, such as a track, an epoch or a genre.</param>
    public SeededRandom Fork(ulong stream)
    {
        ulong state = _seed ^ BitOperations.RotateLeft(stream * 0x9E3779B97F4A7C15UL + 0xD1B54A32D192ED03UL, 31);
        return new SeededRandom(SplitMix(ref state));
    }

    /// <summary>Returns the next 64 random bits.</summary>
    public ulong NextUInt64()
    {
        ulong result = BitOperations.RotateLeft(_s1 * 5, 7) * 9;
        ulong t = _s1 << 17;
        _s2 ^= _s0;
        _s3 ^= _s1;
        _s1 ^= _s2;
        _s0 ^= _s3;
        _s2 ^= t;
        _s3 = BitOperations.RotateLeft(_s3, 45);
        return result;
    }

    /// <summary>Returns an integer in [0, <paramref name="exclusiveMaximum"/>), uniformly distributed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The maximum is below one.</exception>
    public int Next(int exclusiveMaximum)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(exclusiveMaximum, 1);
        ulong range = (ulong)exclusiveMaximum;
        // The first `2^64 mod range` values would bias the result: draw again (Lemire 2019).
        ulong threshold = unchecked(0UL - range) % range;
        while (true)
        {
            ulong high = Math.BigMul(NextUInt64(), range, out ulong low);
            if (low >= threshold)
            {
                return (int)high;
            }
        }
    }

    /// <summary>Returns a number in [0, 1) with 53 random bits.</summary>
    public double NextDouble() => (NextUInt64() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Returns a number in [<paramref name="minimum"/>, <paramref name="maximum"/>).</summary>
    public double NextDouble(double minimum, double maximum) => minimum + ((maximum - minimum) * NextDouble());

    /// <summary>Returns a number from the normal distribution with mean 0 and standard deviation 1 (Box and Muller 1958).</summary>
    public double NextGaussian() =>
        Math.Sqrt(-2 * Math.Log(1 - NextDouble())) * Math.Cos(2 * Math.PI * NextDouble());

    /// <summary>Shuffles the items; every order is equally likely (Fisher and Yates).</summary>
    public void Shuffle<T>(Span<T> items)
    {
        for (int i = items.Length - 1; i > 0; i--)
        {
            int j = Next(i + 1);
            (items[i], items[j]) = (items[j], items[i]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15UL;
        ulong z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
        return z ^ (z >> 31);
    }
}
