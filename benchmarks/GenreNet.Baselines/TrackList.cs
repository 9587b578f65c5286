using GenreNet.Core;
using GenreNet.Core.Datasets;

namespace GenreNet.Baselines;

/// <summary>
/// Represents the rows of a table that two lists of tracks name, one track per line, such as <c>blues/blues.00029.wav</c>.
/// </summary>
/// <param name="Train">Rows for training.</param>
/// <param name="Test">Rows for testing.</param>
internal sealed record TrackList(int[] Train, int[] Test)
{
    public static TrackList Read(FeatureSet data, string train, string test) => new(Rows(data, train), Rows(data, test));

    private static int[] Rows(FeatureSet data, string file)
    {
        try
        {
            int[] rows = data.SegmentsOf(File.ReadLines(file).Select(line => Path.ChangeExtension(line.Trim(), null)));
            return rows.Length > 0 ? rows : throw new DatasetException($"{file} contains no track of {data.DatasetName}: specify a list of tracks of this dataset.");
        }
        catch (IOException problem)
        {
            throw new DatasetException($"{file} cannot be read ({problem.Message.TrimEnd('.')}): specify a list of tracks.", problem);
        }
    }
}
