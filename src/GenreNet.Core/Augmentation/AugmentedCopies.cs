using System.Buffers.Binary;
using System.IO.Hashing;
using System.Text;
using GenreNet.Core.Numerics;

namespace GenreNet.Core.Augmentation;

/// <summary>How many changed copies of each clip a network may learn from, beside the clip itself.</summary>
/// <param name="Count">Copies of each clip, from 1 to <see cref="Most"/>.</param>
/// <param name="Seed">Equal seeds give equal copies of equal files.</param>
/// <param name="Options">How much is changed.</param>
public sealed record AugmentedCopies(int Count, ulong Seed, WaveformAugmentationOptions Options)
{
    /// <summary>The most copies of a clip.</summary>
    public const int Most = 1000;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A setting is out of its range; the message says which.</exception>
    public void Validate()
    {
        if (Count is < 1 or > Most)
        {
            throw new ArgumentOutOfRangeException(nameof(Count), Count, $"There can be 1 to {Most} copies of each clip.");
        }

        Options.Validate();
    }

    /// <summary>Where the chance in one copy of one file comes from: neither the order of the files nor the number of copies changes it.</summary>
    /// <param name="content">Address of the file's content.</param>
    /// <param name="variant">Which copy, from 1.</param>
    public SeededRandom RandomOf(string content, int variant)
    {
        Span<byte> hash = stackalloc byte[sizeof(ulong)];
        XxHash3.Hash(Encoding.UTF8.GetBytes(content), hash);
        return new SeededRandom(Seed).Fork(BinaryPrimitives.ReadUInt64BigEndian(hash)).Fork((ulong)variant);
    }
}
