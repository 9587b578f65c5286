using System.Buffers.Binary;
using System.Text;

namespace GenreNet.Fuzzing.Mutation;

/// <summary>Makes files that are nearly right out of files that are: the same ones for the same seed and number.</summary>
/// <param name="seeds">Whole files.</param>
/// <param name="seed">Decides every random choice.</param>
internal sealed class Mutator(IReadOnlyList<byte[]> seeds, int seed)
{
    private const int MostChanges = 8;

    private static readonly long[] Numbers = [0, 1, 2, 3, 7, 8, 16, 63, 127, 128, 255, 256, 32767, 32768, 65535, 65536, int.MaxValue, 0x7FFFF000, 0x80000000L, 0xFFFF1000L, uint.MaxValue, -1, 100_000_000];

    private static readonly byte[][] Words = [.. ((string[])["RIFF", "RF64", "RIFX", "WAVE", "fmt ", "data", "ds64", "LIST", "FORM", "AIFF", "AIFC", "COMM", "SSND", ".snd", "dns.", "sowt", "42ni", "ID3\u0004", "fLaC", "TAG", "OggS", "vorbis", "OpusHead", "PK\u0003\u0004", "{", "}", "[", "]", "null", "-1", "1e99", "\"", "0"]).Select(Encoding.ASCII.GetBytes)];

    /// <summary>A file.</summary>
    /// <param name="number">Which.</param>
    public byte[] Make(long number)
    {
        var random = new Random(unchecked((int)((seed * 1_000_003L) + number)));
        var file = new List<byte>(seeds[random.Next(seeds.Count)]);
        int changes = 1 + random.Next(MostChanges);
        for (int i = 0; i < changes && file.Count > 0; i++)
        {
            Change(file, random);
        }

        return [.. file];
    }

    private void Change(List<byte> file, Random random)
    {
        int at = Place(file.Count, random);
        switch (random.Next(10))
        {
            case 0:
                file[at] ^= (byte)(1 << random.Next(8));
                break;
            case 1:
                file[at] = (byte)random.Next(256);
                break;
            case 2 or 3:
                WriteNumber(file, at, random);
                break;
            case 4:
                file.RemoveRange(at, Length(file.Count - at, random));
                break;
            case 5:
                file.InsertRange(at, file.GetRange(at, Length(file.Count - at, random)));
                break;
            case 6:
                file.RemoveRange(at, file.Count - at);
                break;
            case 7:
                byte[] other = seeds[random.Next(seeds.Count)];
                int from = random.Next(other.Length);
                file.InsertRange(at, other.AsSpan(from, Length(other.Length - from, random)).ToArray());
                break;
            case 8:
                Overwrite(file, at, Words[random.Next(Words.Length)]);
                break;
            default:
                int digit = file.FindIndex(at, b => b is >= (byte)'0' and <= (byte)'9');
                if (digit >= 0)
                {
                    file[digit] = (byte)('0' + random.Next(10));
                }

                break;
        }
    }

    /// <summary>Headers decide: half of all changes are in the first or the last kilobyte.</summary>
    private static int Place(int length, Random random)
    {
        int near = random.Next(Math.Min(length, 1024));
        return random.Next(4) switch { 0 => near, 1 => length - 1 - near, _ => random.Next(length) };
    }

    private static int Length(int most, Random random) => random.Next(Math.Min(most, random.Next(3) == 0 ? most : 64) + 1);

    private static void WriteNumber(List<byte> file, int at, Random random)
    {
        Span<byte> bytes = stackalloc byte[8];
        long number = Numbers[random.Next(Numbers.Length)] + random.Next(-1, 2);
        if (random.Next(2) == 0)
        {
            BinaryPrimitives.WriteInt64LittleEndian(bytes, number);
            bytes = bytes[..(1 << random.Next(4))];
        }
        else
        {
            BinaryPrimitives.WriteInt64BigEndian(bytes, number);
            bytes = bytes[^(1 << random.Next(4))..];
        }

        Overwrite(file, at, bytes);
    }

    private static void Overwrite(List<byte> file, int at, ReadOnlySpan<byte> bytes)
    {
        for (int i = 0; i < bytes.Length && at + i < file.Count; i++)
        {
            file[at + i] = bytes[i];
        }
    }
}
