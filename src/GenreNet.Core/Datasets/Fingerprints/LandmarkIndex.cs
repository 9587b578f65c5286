namespace GenreNet.Core.Datasets;

/// <summary>Represents an inverted index of the landmarks in a set of clips. Immutable and thread-safe.</summary>
/// <remarks>Uses eight bytes per landmark, about 7 KB for a clip of 30 s.</remarks>
internal sealed class LandmarkIndex
{
    // Landmarks shared by very many clips do not distinguish them, and would cost time quadratic in their number.
    private const int MostOccurrences = 512;

    private readonly IReadOnlyList<Fingerprint> _clips;
    private readonly int[] _starts;
    private readonly (int Clip, int Frame)[] _occurrences;

    /// <summary>Builds the index by sorting the landmarks of all clips by hash.</summary>
    /// <param name="clips">The clips, numbered in this order.</param>
    public LandmarkIndex(IReadOnlyList<Fingerprint> clips)
    {
        _clips = clips;
        _starts = new int[LandmarkFinder.HashCount + 1];
        foreach (Landmark landmark in clips.SelectMany(c => c.Landmarks))
        {
            _starts[landmark.Hash + 1]++;
        }

        for (int hash = 0; hash < LandmarkFinder.HashCount; hash++)
        {
            _starts[hash + 1] += _starts[hash];
        }

        _occurrences = new (int, int)[_starts[^1]];
        int[] next = _starts[..^1];
        for (int clip = 0; clip < clips.Count; clip++)
        {
            foreach (Landmark landmark in clips[clip].Landmarks)
            {
                _occurrences[next[landmark.Hash]++] = (clip, landmark.Frame);
            }
        }
    }

    /// <summary>Finds clips that share landmarks with a clip at a consistent time shift.</summary>
    /// <param name="clip">Number of the clip; only clips with a higher number are considered, so that no pair is found twice.</param>
    /// <param name="fewestMatches">Minimum number of landmarks in common at one shift, within a tolerance of one frame.</param>
    public IEnumerable<LandmarkMatch> Find(int clip, int fewestMatches)
    {
        long[] votes = Votes(clip);
        Array.Sort(votes);
        LandmarkMatch? best = null;
        int first = 0;
        for (int last = 0; last < votes.Length; last++)
        {
            // Votes of the same clip with neighbouring shifts are adjacent after sorting, because the clip number is in the upper bits.
            while (votes[last] - votes[first] > 2)
            {
                first++;
            }

            (int other, int shift) = Unpack(votes[(first + last + 1) / 2]);
            if (best is not null && best.Clip != other)
            {
                yield return best;
                best = null;
            }

            int matches = last - first + 1;
            if (matches >= fewestMatches && matches > (best?.Matches ?? 0))
            {
                best = new LandmarkMatch(other, shift, matches);
            }
        }

        if (best is not null)
        {
            yield return best;
        }
    }

    private long[] Votes(int clip)
    {
        List<long> votes = [];
        foreach (Landmark landmark in _clips[clip].Landmarks)
        {
            int start = _starts[landmark.Hash];
            int end = _starts[landmark.Hash + 1];
            if (end - start > MostOccurrences)
            {
                continue;
            }

            for (int i = start; i < end; i++)
            {
                if (_occurrences[i].Clip > clip)
                {
                    votes.Add(Pack(_occurrences[i].Clip, _occurrences[i].Frame - landmark.Frame));
                }
            }
        }

        return [.. votes];
    }

    private static long Pack(int clip, int shift) => ((long)clip << 32) + (1L << 31) + shift;

    private static (int Clip, int Shift) Unpack(long vote) => ((int)(vote >> 32), (int)((vote & uint.MaxValue) - (1L << 31)));
}
