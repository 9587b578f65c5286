using System.Runtime.ExceptionServices;

namespace GenreNet.Core.Datasets;

/// <summary>Checks how many tracks of a dataset can be decoded on this machine.</summary>
internal static class ReadableTracks
{
    /// <summary>
    /// Rejects a dataset if most of it needs ffmpeg, which was not found. One file in ten can be skipped like a damaged one; a complete
    /// dataset of FLAC files cannot.
    /// </summary>
    /// <param name="failures">Reasons why tracks could not be decoded; null for tracks that could.</param>
    /// <param name="count">Number of all tracks.</param>
    /// <exception cref="DependencyMissingException">Most of the dataset needs ffmpeg, which was not found.</exception>
    public static void RequireMost(IEnumerable<Exception?> failures, int count)
    {
        DependencyMissingException[] missing = [.. failures.OfType<DependencyMissingException>()];
        if (missing.Length * 2 > count)
        {
            // Keeps the original stack trace.
            ExceptionDispatchInfo.Throw(missing[0]);
        }
    }
}
