using GenreNet.Core.Datasets;

namespace GenreNet.Training.Fitting;

/// <summary>Represents the feature rows of tracks that a linear classifier is fitted to and tested on.</summary>
internal sealed class LinearTracks
{
    private readonly double[] _values;

    // For each track, the rows of the original track, followed by those of each augmented variant.
    private readonly int[][][] _rows;

    /// <summary>Groups rows by track.</summary>
    /// <param name="data">The features and labels.</param>
    /// <param name="segments">The segments, by index into the data; augmented variants are used for fitting only.</param>
    /// <param name="values">One row per segment, <c>[segments, size]</c>: the input of the last layer.</param>
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

    /// <summary>Values per row.</summary>
    public int Size { get; }

    /// <summary>Number of genres.</summary>
    public int GenreCount { get; }

    /// <summary>The tracks, sorted ordinally by id.</summary>
    public IReadOnlyList<LabelledTrack> Tracks { get; }

    /// <summary>Computes the mean row of an original track.</summary>
    /// <param name="track">The index of the track, from 0.</param>
    public double[] Mean(int track) => Mean(_rows[track][0]);

    /// <summary>Returns the rows of an original track, as indices into the values passed to the constructor.</summary>
    /// <param name="track">The index of the track, from 0.</param>
    public IReadOnlyList<int> RowsOf(int track) => _rows[track][0];

    /// <summary>Returns a row.</summary>
    /// <param name="row">The index of the row in the values passed to the constructor.</param>
    public ReadOnlySpan<double> Row(int row) => _values.AsSpan(row * Size, Size);

    /// <summary>Returns the items of some tracks: genres are balanced, and all tracks of a genre have the same weight.</summary>
    /// <param name="tracks">The track indices, from 0; each genre must have at least one track.</param>
    /// <param name="kind">The kind of items.</param>
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
                // The mean of a single segment is the segment itself.
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
