using System.Text;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Csv;

public sealed class CsvSeparatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("path,genre", ',')]
    [InlineData("path;genre", ';')]
    [InlineData("\uFEFFpath;genre\r\na,b;c", ';')]
    [InlineData("path\tgenre\n", '\t')]
    [InlineData("\n\npath;genre", ';')]
    [InlineData("path", ',')]
    [InlineData("", ',')]
    [InlineData("a,b;c", ',')]
    [InlineData("\"a,b,c\";d", ';')]
    [InlineData("sep=;\npath;genre,x,y", ';')]
    public void The_separator_is_determined_by_the_first_line(string text, char separator) => Assert.Equal(separator, CsvSeparator.Of(text));

    [Theory]
    [InlineData(';', "\n", "")]
    [InlineData(';', "\r\n", "\uFEFF")]
    [InlineData('\t', "\n", "")]
    [InlineData(';', "\r\n", "\uFEFFsep=;\r\n")]
    public void Every_list_is_read_with_every_separator(char separator, string newLine, string start)
    {
        Sound.WriteDataset(_folder.Path, 1, 0.1, "a", "b");
        Assert.Equal(["Blues", "Rock"], TrackLibrary.Open(Write("path,genre", "a/a.00000.wav,Blues", "b/b.00000.wav,Rock")).Genres);
        Assert.Equal("x", Assert.Single(Quarantine.Load(Write("track,reason", "x,y")).Tracks).Track);
        Assert.Equal(["x", "y"], Assert.Single(TrackGroups.Load(Write("track,group", "x,1", "y,1")).Groups));
        Assert.True(FeatureTable.IsTable(Write("filename,label", "x,y")));
        Assert.True(FmaTable.IsBegunBy(Encoding.UTF8.GetBytes(start + ",artist,set,track\n".Replace(',', separator))));

        string Write(params string[] lines)
        {
            File.WriteAllText(_folder.File("list.csv"), start + string.Join(newLine, lines).Replace(',', separator) + newLine);
            return _folder.File("list.csv");
        }
    }

    [Fact]
    public void Decimal_commas_are_read_if_fields_are_separated_by_semicolons()
    {
        string numbers = string.Join(';', SummaryExtractor.ColumnNames.Select((_, i) => $"{i},25"));
        Write($"a.wav;blues;{numbers}", $"b.wav;rock;{numbers}");
        Assert.Equal([0.25f, 1.25f, 2.25f], FeatureTable.Load(_folder.File("t.csv")).Features.Segment(0)[..3].ToArray());

        Write($"a.wav;blues;{numbers}", $"b.wav;rock;{numbers.Replace(',', '.')}");
        Assert.Contains(
            "Line 3 of", Assert.Throws<DatasetException>(() => FeatureTable.Load(_folder.File("t.csv"))).Message, StringComparison.Ordinal);
        Write($"a.wav;blues;{numbers}", $"b.wav;rock;1.{numbers}");
        Assert.Contains("use one decimal mark for all numbers", Assert.Throws<DatasetException>(() => FeatureTable.Load(_folder.File("t.csv"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_published_case_is_read_as_a_manifest()
    {
        string manifest = TestData.Shared(Path.Combine("cases", "manifest_semicolon_refused.csv"));
        File.Copy(manifest, _folder.File("m.csv"));
        File.WriteAllBytes(_folder.File("a", "1.wav"), [1]);
        File.WriteAllBytes(_folder.File("b", "1.wav"), [2]);
        Assert.Equal(["Blues", "Rock"], TrackLibrary.Open(_folder.File("m.csv")).Genres);
    }

    private void Write(params string[] rows) => File.WriteAllText(
        _folder.File("t.csv"), string.Join('\n', rows.Prepend($"filename;label;{string.Join(';', SummaryExtractor.ColumnNames)}")));
}
