namespace GenreNet.Core.Datasets;

/// <summary>
/// Finds clips with the same music: landmarks propose a pair and a shift, and the fingerprint bits of the bands confirm it.
/// </summary>
internal static class NearDuplicateSearch
{
    // Landmarks determine the shift only to within a frame or two.
    private const int ShiftTolerance = 2;

    /// <summary>Compares all clips with each other.</summary>
    /// <param name="clips">Track ids with their fingerprints, in the order of the ids.</param>
    /// <param name="options">The thresholds for near-duplicates.</param>
    /// <param name="cancellationToken">Checked between clips.</param>
    /// <returns>The pairs, sorted by their first and then by their second track.</returns>
    public static IReadOnlyList<NearDuplicate> Run(
        IReadOnlyList<KeyValuePair<string, Fingerprint>> clips, CheckOptions options, CancellationToken cancellationToken)
    {
        var index = new LandmarkIndex([.. clips.Select(c => c.Value)]);
        var found = new IReadOnlyList<NearDuplicate>[clips.Count];
        ParallelWork.Run(
            Enumerable.Range(0, clips.Count),
            clip => found[clip] = [.. index.Find(clip, options.MinMatchCount).OrderBy(m => m.Clip)
                .Select(match => Compare(clips[clip], clips[match.Clip], match)).Where(pair => IsAlike(pair, options))],
            cancellationToken);
        return [.. found.SelectMany(pairs => pairs)];
    }

    private static bool IsAlike(NearDuplicate pair, CheckOptions options) =>
        pair.Similarity >= options.MinSimilarity && pair.Overlap >= options.MinOverlap;

    private static NearDuplicate Compare(KeyValuePair<string, Fingerprint> first, KeyValuePair<string, Fingerprint> second, LandmarkMatch match)
    {
        (double Agreement, int Overlap, int Shift) best = (0, 0, match.Shift);
        for (int shift = match.Shift - ShiftTolerance; shift <= match.Shift + ShiftTolerance; shift++)
        {
            double agreement = first.Value.Bits.Agreement(second.Value.Bits, shift, out int overlap);
            if (agreement > best.Agreement)
            {
                best = (agreement, overlap, shift);
            }
        }

        return new NearDuplicate(first.Key, second.Key, best.Agreement, Seconds(best.Shift), Seconds(best.Overlap), match.Matches);
    }

    private static TimeSpan Seconds(int frames) => TimeSpan.FromSeconds(frames / MelImage.FrameRate);
}
