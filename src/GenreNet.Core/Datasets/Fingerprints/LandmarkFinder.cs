namespace GenreNet.Core.Datasets;

/// <summary>Finds the landmarks of a clip: its spectral peaks, each paired with a few that follow it.</summary>
/// <remarks>
/// A. Wang, "An industrial-strength audio search algorithm", ISMIR 2003. The positions of the peaks do not depend on the level,
/// and the pairs do not depend on where the clip begins.
/// </remarks>
internal static class LandmarkFinder
{
    // A peak is the loudest cell within these distances; this gives about 13 peaks per second.
    private const int PeakFrames = 10;
    private const int PeakBands = 6;

    // Cells that are further than this below the loudest cell are noise.
    private const float PeakRange = 50;

    /// <summary>Exclusive upper bound of the hashes.</summary>
    public const int HashCount = 1 << 20;

    private const int NearestFrame = 2;
    private const int FarthestFrame = 63;
    private const int FarthestBand = 31;
    private const int PartnersPerPeak = 3;

    /// <summary>Returns the landmarks, sorted by frame.</summary>
    public static Landmark[] Find(MelImage image)
    {
        (int Frame, int Band)[] peaks = [.. Peaks(image)];
        List<Landmark> landmarks = [];
        for (int i = 0; i < peaks.Length; i++)
        {
            int partners = 0;
            for (int j = i + 1; j < peaks.Length && partners < PartnersPerPeak; j++)
            {
                int distance = peaks[j].Frame - peaks[i].Frame;
                if (distance > FarthestFrame)
                {
                    break;
                }

                if (distance >= NearestFrame && Math.Abs(peaks[j].Band - peaks[i].Band) <= FarthestBand)
                {
                    landmarks.Add(new Landmark((peaks[i].Band << 13) | (peaks[j].Band << 6) | distance, peaks[i].Frame));
                    partners++;
                }
            }
        }

        return [.. landmarks];
    }

    private static IEnumerable<(int Frame, int Band)> Peaks(MelImage image)
    {
        const int Bands = MelImage.BandCount;
        float[] cells = image.Decibels;
        if (cells.Length == 0)
        {
            yield break;
        }

        float[] highest = SlidingMaximum.Of(cells, Bands, PeakFrames, PeakBands);
        float floor = cells.Max() - PeakRange;
        for (int i = 0; i < cells.Length; i++)
        {
            if (cells[i] == highest[i] && cells[i] > floor)
            {
                yield return (i / Bands, i % Bands);
            }
        }
    }
}
