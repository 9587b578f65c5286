using System.Globalization;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Datasets.Tables;

public sealed class FeatureTableTests : IDisposable
{
    private static readonly string Header = $"filename,length,{string.Join(',', SummaryExtractor.ColumnNames)},label";

    private readonly TemporaryFolder _place = new();

    private string Path => _place.File("table.csv");

    public void Dispose() => _place.Dispose();

    [Fact]
    public void A_row_is_a_clip_under_the_id_of_its_audio()
    {
        PreparedFeatures prepared = Load(Row("rock.00001.wav", "rock", 7), Row("blues.00000.wav", "blues", 3));
        FeatureSet features = prepared.Features;
        Assert.Equal(["blues/blues.00000", "rock/rock.00001"], features.TrackIds);
        Assert.Equal(["blues", "rock"], features.Genres);
        Assert.Equal([0, 1], features.Labels);
        Assert.Equal(FeatureOptions.Summaries, features.Options);
        Assert.Equal([.. Enumerable.Range(0, 52).Select(i => 3f + i)], features.Segment(0).ToArray());
        Assert.Empty(prepared.Warnings);
    }

    [Fact]
    public void Segments_of_a_clip_are_one_track_in_order_of_time()
    {
        FeatureSet features = Load(
            Row("rock.00001.0.wav", "rock", 1), Row("blues.00000.10.wav", "blues", 2), Row("blues.00000.2.wav", "blues", 3)).Features;
        Assert.Equal(["blues/blues.00000", "blues/blues.00000", "rock/rock.00001"], features.TrackIds);
        Assert.Equal([3f, 2f, 1f], Enumerable.Range(0, 3).Select(i => features.Segment(i)[0]));
        Assert.Equal(3, features.Options.SegmentSeconds);
    }

    [Fact]
    public void Columns_are_found_by_name_and_unused_ones_are_reported()
    {
        File.WriteAllText(Path, string.Join("\r\n", $"tempo,label,{string.Join(',', SummaryExtractor.ColumnNames.Reverse())},harmony_mean,filename",
            $"120,a,{Numbers(52)},0.5,x.wav", $"90,b,{Numbers(52)},0.5,y.wav"));
        PreparedFeatures prepared = FeatureTable.Load(Path);
        Assert.Equal(51f, prepared.Features.Segment(0)[0]);
        Assert.EndsWith("unused columns: tempo, harmony_mean.", Assert.Single(prepared.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void The_fingerprint_depends_on_the_content_not_the_notation()
    {
        string first = Load(Row("a.wav", "x", 1), Row("b.wav", "y", 2)).Features.DatasetFingerprint;
        Assert.Equal(first, Load(Row("b.wav", "y", 2), Row("a.wav", "x", 1)).Features.DatasetFingerprint);
        Assert.NotEqual(first, Load(Row("a.wav", "x", 1), Row("b.wav", "y", 2.5)).Features.DatasetFingerprint);
        Assert.NotEqual(first, Load(Row("a.wav", "x", 1), Row("b.wav", "z", 2)).Features.DatasetFingerprint);
    }

    [Fact]
    public void Quarantined_tracks_are_left_out()
    {
        Write(Row("a.wav", "x", 1), Row("b.wav", "y", 2), Row("c.wav", "y", 2));
        PreparedFeatures prepared = FeatureTable.Load(Path, new Quarantine([new QuarantinedTrack("y/b", "noise")]));
        Assert.Equal(["x/a", "y/c"], prepared.Features.TrackIds);
        Assert.Contains("1 row of quarantined tracks in", Assert.Single(prepared.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x.wav,1,NUMBERS", "line 3 has 54 fields instead of 55")]
    [InlineData("x.wav,1,NUMBERS,", "Line 3 of", "has no label")]
    [InlineData("x.wav,1,NUMBERS,?!", "no letter or digit")]
    [InlineData(",1,NUMBERS,b", "has no filename")]
    [InlineData("x.wav,one,NUMBERS,b", "Line 3 of", "'one' as length, which is not a number")]
    [InlineData("x.wav,1,nan,REST,b", "'nan' as chroma_stft_mean, which is not a finite number")]
    [InlineData("x.wav,1,Infinity,REST,b", "'Infinity' as chroma_stft_mean, which is not a finite number")]
    [InlineData("x.wav,1,1e300,REST,b", "'1e300' as chroma_stft_mean, which is not a finite number")]
    [InlineData("x.wav,1,,REST,b", "'' as chroma_stft_mean, which is not a number")]
    [InlineData("x.wav,1,\"1,5\",REST,b", "'1,5' as chroma_stft_mean, which is not a number")]
    [InlineData("a.wav,1,NUMBERS,x", "Line 3 of", "repeats a.wav of line 2")]
    [InlineData("a.flac,1,NUMBERS,x", "Line 3 of", "same track as line 2 (a.wav)")]
    [InlineData("b.wav,1,NUMBERS,x", "only the genre x")]
    [InlineData("\"b.wav,1,NUMBERS,x", "quotation mark")]
    public void An_invalid_line_is_named(string line, params string[] problems)
    {
        string text = line.Replace("NUMBERS", Numbers(52), StringComparison.Ordinal).Replace("REST", Numbers(51), StringComparison.Ordinal);
        Write(Row("a.wav", "x", 1), text);
        string message = Assert.Throws<DatasetException>(() => FeatureTable.Load(Path)).Message;
        Assert.All(problems.Append("table.csv"), problem => Assert.Contains(problem, message, StringComparison.Ordinal));
    }

    [Fact]
    public void Missing_columns_are_named()
    {
        File.WriteAllText(Path, Header.Replace("rms_var", "rms_variance", StringComparison.Ordinal).Replace("mfcc20_mean,", "", StringComparison.Ordinal));
        Assert.Contains("lacks the columns rms_var, mfcc20_mean", Assert.Throws<DatasetException>(() => FeatureTable.Load(Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path, Header);
        Assert.Contains("contains no rows", Assert.Throws<DatasetException>(() => FeatureTable.Load(Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path, $"{Header},label");
        Assert.Contains("two columns 'label'", Assert.Throws<DatasetException>(() => FeatureTable.Load(Path)).Message, StringComparison.Ordinal);
        File.WriteAllText(Path, "");
        Assert.Contains("is empty", Assert.Throws<DatasetException>(() => FeatureTable.Load(Path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("filename,length,label\n", true)]
    [InlineData("\uFEFF\"filename\", label", true)]
    [InlineData("path,genre\n", false)]
    [InlineData("path,genre\nfilename,label\n", false)]
    [InlineData("", false)]
    [InlineData("\"filename,label", false)]
    public void A_table_is_recognised_by_its_first_line(string text, bool isTable)
    {
        File.WriteAllText(Path, text);
        Assert.Equal(isTable, FeatureTable.IsTable(Path));
        Assert.False(FeatureTable.IsTable(Path + "x"));
    }

    private static string Numbers(int count, double first = 0) =>
        string.Join(',', Enumerable.Range(0, count).Select(i => (first + i).ToString(CultureInfo.InvariantCulture)));

    private static string Row(string fileName, string label, double first) => $"{fileName},66149,{Numbers(52, first)},{label}";

    private PreparedFeatures Load(params string[] rows)
    {
        Write(rows);
        return FeatureTable.Load(Path);
    }

    private void Write(params string[] rows) => File.WriteAllText(Path, string.Join('\n', rows.Prepend(Header)) + "\n");
}
