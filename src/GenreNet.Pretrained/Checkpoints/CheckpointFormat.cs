using GenreNet.Core;

namespace GenreNet.Pretrained;

/// <summary>Failures of reading a checkpoint, each with its remedy.</summary>
internal static class CheckpointFormat
{
    /// <summary>Numbers of all arrays together: three times those of mn40.</summary>
    public const long MostValues = 200_000_000;

    /// <summary>The failure of a file that ends early, or that something changed.</summary>
    public static ModelFormatException Damaged(string path, string problem, Exception? inner = null) =>
        new($"{path}: the checkpoint is damaged ({problem}): download it again.", inner);

    /// <summary>The failure of a file that is something else.</summary>
    public static ModelFormatException Refused(string path, string problem) =>
        new($"{path}: {problem}: only the weights of a network are read; use the published checkpoint.");

    /// <summary>The product of the axes of an array, if no file of a network is larger.</summary>
    /// <param name="shape">The axes.</param>
    /// <returns>Null where an axis is negative or the product is above <see cref="MostValues"/>.</returns>
    public static long? Count(IEnumerable<long> shape)
    {
        long count = 1;
        foreach (long axis in shape)
        {
            if (axis < 0 || axis > MostValues || (count *= axis) > MostValues)
            {
                return null;
            }
        }

        return count;
    }
}
