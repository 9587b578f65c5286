using System.Runtime.ExceptionServices;

namespace GenreNet.Core.Datasets;

/// <summary>How many tracks of a dataset can be heard on this machine.</summary>
internal static class ReadableTracks
{
    /// <summary>Gives up a dataset of which most needs ffmpeg where there is none. One file in ten can be passed over like a damaged one; a dataset of FLAC cannot.</summary>
    /// <param name="failures">Why tracks could not be heard; null for those that could.</param>
    /// <param name="count">Tracks in all.</param>
    /// <exception cref="DependencyMissingException">Most of the dataset needs ffmpeg and there is none.</exception>
    public static void RequireMost(IEnumerable<Exception?> failures, int count)
    {
        DependencyMissingException[] missing = [.. failures.OfType<DependencyMissingException>()];
        if (missing.Length * 2 > count)
        {
            // With the place where it was thrown first.
            ExceptionDispatchInfo.Throw(missing[0]);
        }
    }
}
