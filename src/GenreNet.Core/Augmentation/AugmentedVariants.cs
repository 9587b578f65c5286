using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Augmentation;

/// <summary>Settings of augmented variants: how many variants of each clip are added for training.</summary>
/// <remarks>Immutable.</remarks>
/// <param name="Count">Number of variants of each clip, from 1 to <see cref="MaxCount"/>.</param>
/// <param name="Seed">Random seed; equal seeds produce equal variants of equal files.</param>
/// <param name="Options">Strength of the augmentation.</param>
/// <seealso cref="WaveformAugmentationOptions"/>
public sealed record AugmentedVariants(int Count, ulong Seed, WaveformAugmentationOptions Options)
{
    /// <summary>The maximum number of variants of a clip.</summary>
    public const int MaxCount = 1000;

    /// <summary>Checks that the settings are in range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of range; the message states which.</exception>
    public void Validate()
    {
        if (Count is < 1 or > MaxCount)
        {
            throw new ArgumentOutOfRangeException(nameof(Count), Count, $"The number of augmented variants per clip must be from 1 to {MaxCount}.");
        }

        Options.Validate();
    }

    /// <summary>
    /// Creates the random generator for one variant of one file. It does not depend on the order of the files or the number of variants.
    /// </summary>
    /// <param name="content">Content address of the file.</param>
    /// <param name="variant">Index of the variant, from 1.</param>
    public SeededRandom RandomOf(string content, int variant)
    {
        Span<byte> hash = stackalloc byte[sizeof(ulong)];
        XxHash3.Hash(Encoding.UTF8.GetBytes(content), hash);
        return new SeededRandom(Seed).Fork(BinaryPrimitives.ReadUInt64BigEndian(hash)).Fork((ulong)variant);
    }
}
