namespace GenreNet.Core.Datasets;

/// <summary>Where every landmark occurs in a set of clips: an inverted index. Immutable and thread-safe.</summary>
/// <remarks>Eight bytes a landmark, about 7 KB for a clip of 30 s.</remarks>
internal sealed class LandmarkIndex
{
    // What very many clips have tells nothing apart, and would cost the square of their number.
    private const int MostOccurrences = 512;

    private readonly IReadOnlyList<Fingerprint> _clips;
    private readonly int[] _starts;
    private readonly (int Clip, int Frame)[] _occurrences;

    /// <summary>Sorts the landmarks of all clips by their hash.</summary>
    /// <param name="clips">The clips; they are numbered in this order.</param>
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

    /// <summary>Clips that share landmarks with a clip in the same order of time.</summary>
    /// <param name="clip">The clip; only those behind it in the order are looked for, so that no pair comes twice.</param>
    /// <param name="fewestMatches">Landmarks in common at one shift, give or take a frame.</param>
    public IEnumerable<LandmarkMatch> Find(int clip, int fewestMatches)
    {
        long[] votes = Votes(clip);
        Array.Sort(votes);
        LandmarkMatch? best = null;
        int first = 0;
        for (int last = 0; last < votes.Length; last++)
        {
            // Shifts of neighbouring frames are neighbours in the order, and the clip stands above the shift.
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
