using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Baselines;

/// <summary>Rows of a table by two lists of tracks, a track a line, such as <c>blues/blues.00029.wav</c>.</summary>
/// <param name="Train">Rows to learn from.</param>
/// <param name="Test">Rows to be tested on.</param>
internal sealed record TrackList(int[] Train, int[] Test)
{
    public static TrackList Read(FeatureSet data, string train, string test) => new(Rows(data, train), Rows(data, test));

    private static int[] Rows(FeatureSet data, string file)
    {
        try
        {
            int[] rows = data.SegmentsOf(File.ReadLines(file).Select(line => Path.ChangeExtension(line.Trim(), null)));
            return rows.Length > 0 ? rows : throw new DatasetException($"{file} names no track of {data.DatasetName}: give a list of this dataset.");
        }
        catch (IOException problem)
        {
            throw new DatasetException($"{file} cannot be read ({problem.Message.TrimEnd('.')}): give a list of tracks.", problem);
        }
    }
}
