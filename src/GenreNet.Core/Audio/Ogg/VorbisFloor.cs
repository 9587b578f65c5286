namespace GenreNet.Core.Audio;

/// <summary>Checks a floor of type 1.</summary>
/// <remarks>Vorbis I specification, section 7.2.2.</remarks>
internal static class VorbisFloor
{
    /// <summary>The maximum number of points between the two ends of the curve.</summary>
    private const int MaximumPoints = 63;

    /// <summary>Checks a floor.</summary>
    /// <returns>Whether NVorbis decodes it: its tables have room for one point less than allowed.</returns>
    /// <exception cref="InvalidDataException">The floor is not allowed by the specification.</exception>
    public static bool Check(ref VorbisBits bits, int codebookCount)
    {
        int[] classOfPartition = new int[bits.ReadInt(5)];
        int classCount = 0;
        for (int i = 0; i < classOfPartition.Length; i++)
        {
            classOfPartition[i] = bits.ReadInt(4);
            classCount = Math.Max(classCount, classOfPartition[i] + 1);
        }

        bool isValid = true;
        int[] dimensions = new int[classCount];
        for (int i = 0; i < classCount; i++)
        {
            dimensions[i] = bits.ReadInt(3) + 1;
            int subclassBits = bits.ReadInt(2);
            isValid &= subclassBits == 0 || bits.ReadInt(8) < codebookCount;
            for (int left = 1 << subclassBits; left > 0; left--)
            {
                // Zero means that the subclass has no codebook.
                isValid &= bits.ReadInt(8) - 1 < codebookCount;
            }
        }

        // The multiplier.
        bits.Skip(2);
        int rangeBits = bits.ReadInt(4);
        var positions = new HashSet<int> { 0, 1 << rangeBits };
        int points = classOfPartition.Sum(number => dimensions[number]);
        for (int i = 0; i < points; i++)
        {
            isValid &= positions.Add(bits.ReadInt(rangeBits));
        }

        return isValid && points <= MaximumPoints
            ? points < MaximumPoints
            : throw new InvalidDataException("its Vorbis setup header has an impossible floor");
    }
}
