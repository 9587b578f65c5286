using GenreNet.Core;

namespace GenreNet.Pretrained;

/// <summary>Creates the exceptions for unreadable checkpoints, each with its remedy.</summary>
internal static class CheckpointFormat
{
    /// <summary>The maximum number of values of all arrays together: three times that of mn40.</summary>
    public const long MostValues = 200_000_000;

    /// <summary>Creates the exception for a file that is truncated or corrupted.</summary>
    public static ModelFormatException Damaged(string path, string problem, Exception? inner = null) =>
        new($"{path} is damaged ({problem}): download the checkpoint again.", inner);

    /// <summary>Creates the exception for a file that is not a checkpoint.</summary>
    public static ModelFormatException Refused(string path, string problem) =>
        new($"{path} is not supported ({problem}): use the published checkpoint, which contains only the weights of a network.");

    /// <summary>Computes the number of values of an array from its axes, with a limit that no network file exceeds.</summary>
    /// <param name="shape">The axes.</param>
    /// <returns>The product of the axes; null if an axis is negative or the product is above <see cref="MostValues"/>.</returns>
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
