using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Tables;

public sealed class FeatureTableExportTests : IDisposable
{
    private readonly TemporaryFolder _place = new();

    public FeatureTableExportTests() => Sound.WriteDataset(Dataset, 2, 3.5, "blues", "rock");

    private string Dataset => System.IO.Path.Combine(_place.Path, "set");

    private string Path => _place.File("table.csv");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Exported_values_equal_those_of_the_pipeline()
    {
        var library = TrackLibrary.Open(Dataset);
        ExportedTable table = FeatureTableExport.Write(library, Path);
        FeatureSet read = FeatureTable.Load(Path).Features;
        FeatureSet extracted = FeatureExtraction.Run(library, FeatureOptions.Summaries).Features;
        Assert.Equal((4, 4), (table.RowCount, table.TrackCount));
        Assert.Equal(extracted.ToArray(), read.ToArray());
        Assert.Equal(extracted.TrackIds, read.TrackIds);
        Assert.Equal(extracted.Labels, read.Labels);
        Assert.Equal(extracted.Options, read.Options);
    }

    [Fact]
    public void Segments_are_numbered_and_read_back_with_their_tracks()
    {
        var library = TrackLibrary.Open(Dataset);
        Assert.Equal(12, FeatureTableExport.Write(library, Path, segmentSeconds: 1).RowCount);
        Assert.StartsWith("blues.00000.1.wav,22050,", File.ReadAllLines(Path)[2], StringComparison.Ordinal);
        FeatureSet read = FeatureTable.Load(Path).Features;
        FeatureSet extracted = FeatureExtraction.Run(library, FeatureOptions.Summaries with { SegmentSeconds = 1 }).Features;
        Assert.Equal(extracted.ToArray(), read.ToArray());
        Assert.Equal(extracted.TrackIds, read.TrackIds);
        Assert.Equal(extracted.Options, read.Options);
    }

    [Fact]
    public void The_columns_are_in_the_order_of_the_GTZAN_tables()
    {
        FeatureTableExport.Write(TrackLibrary.Open(Dataset), Path);
        string[] columns = File.ReadAllText(Path).Split("\r\n")[0].Split(',');
        Assert.Equal(["filename", "length", "chroma_stft_mean"], columns[..3]);
        Assert.Equal(["zero_crossing_rate_var", "tempo", "mfcc1_mean", "mfcc1_var"], columns[13..17]);
        Assert.Equal(["mfcc20_var", "label"], columns[^2..]);
        Assert.Equal(56, columns.Length);
    }

    [Fact]
    public void Unusable_clips_are_named_and_the_others_are_written()
    {
        File.WriteAllText(System.IO.Path.Combine(Dataset, "rock", "rock.00000.wav"), "RIFF and nothing else");
        ExportedTable table = FeatureTableExport.Write(TrackLibrary.Open(Dataset), Path);
        Assert.Equal("rock/rock.00000", Assert.Single(table.Skipped).Id);
        Assert.Equal(3, table.RowCount);

        Assert.Contains("No track of set can be used", Assert.Throws<DatasetException>(
            () => FeatureTableExport.Write(TrackLibrary.Open(Dataset), _place.File("other.csv"), segmentSeconds: 30)).Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_place.File("other.csv")));
    }

    [Fact]
    public void Prepared_summaries_are_exported_and_prepared_MFCCs_are_rejected()
    {
        var library = TrackLibrary.Open(Dataset);
        FeatureSet summaries = FeatureExtraction.Run(library, FeatureOptions.Summaries with { SegmentSeconds = 1 }).Features;
        FeatureTableExport.Write(summaries, Path);
        FeatureSet read = FeatureTable.Load(Path).Features;
        Assert.Equal(summaries.ToArray(), read.ToArray());
        Assert.Equal(summaries.TrackIds, read.TrackIds);

        FeatureSet mfccs = FeatureExtraction.Run(library, FeatureOptions.Default).Features;
        Assert.Contains("contains Mfcc features", Assert.Throws<DatasetException>(() => FeatureTableExport.Write(mfccs, Path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Complete_clips_of_GTZAN_have_the_values_of_its_table()
    {
        string table = TestData.Shared("data/features_30_sec.csv");
        string source = TestData.Shared("data/gtzan-3");
        foreach (string genre in (string[])["classical", "jazz", "rock"])
        {
            string clip = System.IO.Path.Combine(source, genre, $"{genre}.00001.flac");
            File.Copy(clip, _place.File("clips", genre, System.IO.Path.GetFileName(clip)));
        }

        FeatureTableExport.Write(TrackLibrary.Open(_place.File("clips")), Path);
        Dictionary<string, double[]> expected = Numbers(table);
        foreach ((string track, double[] numbers) in Numbers(Path))
        {
            Assert.All(numbers.Zip(expected[track]), pair => Assert.InRange(Math.Abs(pair.First - pair.Second) / Math.Abs(pair.Second), 0, 1e-5));
        }
    }

    // By track: all columns that GenreNet computes.
    private static Dictionary<string, double[]> Numbers(string path)
    {
        string[][] rows = [.. File.ReadAllLines(path).Select(line => line.Split(','))];
        int[] columns = [.. Enumerable.Range(1, rows[0].Length - 2).Where(i => !rows[0][i].StartsWith("harmony", StringComparison.Ordinal) && !rows[0][i].StartsWith("perceptr", StringComparison.Ordinal))];
        return rows[1..].ToDictionary(
            row => System.IO.Path.GetFileNameWithoutExtension(row[0]),
            row => (double[])[.. columns.Select(i => double.Parse(row[i], System.Globalization.CultureInfo.InvariantCulture))]);
    }
}
