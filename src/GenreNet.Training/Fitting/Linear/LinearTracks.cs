using GenreNet.Core.Datasets;

namespace GenreNet.Training.Fitting;

/// <summary>The rows of tracks that a linear classifier is fitted to and tested on.</summary>
internal sealed class LinearTracks
{
    private readonly double[] _values;

    // For each track the rows of the track itself, then those of each changed copy.
    private readonly int[][][] _rows;

    /// <summary>Sorts rows by track.</summary>
    /// <param name="data">The data.</param>
    /// <param name="segments">Segments of the data, by index; those of changed copies are only fitted to.</param>
    /// <param name="values">A row for each of them, <c>[segments, size]</c>: what goes into the last layer.</param>
    public LinearTracks(FeatureSet data, int[] segments, float[] values)
    {
        Size = values.Length / segments.Length;
        _values = Array.ConvertAll(values, value => (double)value);
        GenreCount = data.Genres.Count;
        var rows = Enumerable.Range(0, segments.Length).ToLookup(row => data.TrackIds[segments[row]], StringComparer.Ordinal);
        Tracks = [.. data.Tracks.Where(track => rows.Contains(track.Id)).OrderBy(track => track.Id, StringComparer.Ordinal)];
        _rows = [.. Tracks.Select(track => rows[track.Id].GroupBy(row => data.Variants[segments[row]])
            .OrderBy(copy => copy.Key).Select(copy => copy.ToArray()).ToArray())];
    }

    /// <summary>Numbers of a row.</summary>
    public int Size { get; }

    /// <summary>Number of genres.</summary>
    public int GenreCount { get; }

    /// <summary>The tracks, sorted ordinally by id.</summary>
    public IReadOnlyList<LabelledTrack> Tracks { get; }

    /// <summary>The mean row of a track itself.</summary>
    /// <param name="track">Track, from 0.</param>
    public double[] Mean(int track) => Mean(_rows[track][0]);

    /// <summary>The rows of a track itself, by their places in what was passed in.</summary>
    /// <param name="track">Track, from 0.</param>
    public IReadOnlyList<int> RowsOf(int track) => _rows[track][0];

    /// <summary>A row.</summary>
    /// <param name="row">Its place in what was passed in.</param>
    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * Size, Size);

    /// <summary>The items of some tracks: genres are balanced, and within a genre each track weighs the same.</summary>
    /// <param name="tracks">Tracks, from 0; each genre has one.</param>
    /// <param name="kind">What the items are.</param>
    public LinearItemSet Items(IReadOnlyList<int> tracks, LinearItems kind)
    {
        List<double[]> rows = [];
        List<int> labels = [];
        List<double> weights = [];
        foreach (int track in tracks)
        {
            double share = 1.0 / _rows[track].Length;
            foreach (int[] copy in _rows[track])
            {
                // The mean of a single segment is the segment.
                LinearItems own = copy.Length == 1 ? LinearItems.Segments : kind;
                if (own != LinearItems.Segments)
                {
                    Add(Mean(copy), track, share * (own == LinearItems.Both ? 0.5 : 1));
                }

                if (own != LinearItems.Tracks)
                {
                    foreach (int row in copy)
                    {
                        Add(Row(row).ToArray(), track, share * (own == LinearItems.Both ? 0.5 : 1) / copy.Length);
                    }
                }
            }
        }

        double[] values = new double[rows.Count * Size];
        for (int i = 0; i < rows.Count; i++)
        {
            rows[i].CopyTo(values, i * Size);
        }

        return LinearItemSet.Balanced(values, [.. labels], [.. weights], GenreCount);

        void Add(double[] row, int track, double weight)
        {
            rows.Add(row);
            labels.Add(Tracks[track].Label);
            weights.Add(weight);
        }
    }

    private double[] Mean(int[] rows)
    {
        double[] mean = new double[Size];
        foreach (int row in rows)
        {
            Vectors.AddScaled(mean, 1.0 / rows.Length, Row(row));
        }

        return mean;
    }
}
