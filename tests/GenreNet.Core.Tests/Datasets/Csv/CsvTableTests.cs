using System.Text;
using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Csv;

public sealed class CsvTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private CsvFile File => new(_folder.File("list.csv"), "list", "correct it");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Quoted_fields_can_contain_commas_quotation_marks_and_line_breaks()
    {
        TableRow[] rows = Rows("\uFEFFa,b\r\n\r\n\"x, y\",\"say \"\"hi\"\"\"\r\n\"two\nlines\",é\r\n \r\nlast,\r\n");
        Assert.Equal([1, 3, 4, 7], rows.Select(r => r.Line));
        Assert.Equal([["a", "b"], ["x, y", "say \"hi\""], ["two\nlines", "é"], ["last", ""]], rows.Select(r => r.Fields));
    }

    [Theory]
    [InlineData("a,b\n1,2\n\"open,3\n4,5\n", 3)]
    [InlineData("a,b\n1,2\n3,x\"y\n", 3)]
    [InlineData("a,b\n\"x\"y,2\n", 2)]
    [InlineData("a,b\n\"two\nlines\",2\nx\"y,3\n", 4)]
    public void Wrong_quoting_is_rejected_with_its_line(string text, int line)
    {
        string message = Assert.Throws<DatasetException>(() => Rows(text)).Message;
        Assert.StartsWith($"{File.Path} is not a list (line {line} has a misplaced or unclosed quotation mark", message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unclosed_quotation_mark_does_not_read_a_large_file_into_memory() =>
        Assert.Contains("line 2 ", Assert.Throws<DatasetException>(() => Rows("a,b\n\"" + new string('x', 9_000_000))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("a,b\n1,\u0000\n", "line 2 contains a NUL byte")]
    [InlineData("\u0000", "line 1 contains a NUL byte")]
    public void A_zero_byte_is_rejected_with_its_line(string text, string problem) =>
        Assert.Contains(problem, Assert.Throws<DatasetException>(() => Rows(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void Text_that_is_not_utf8_is_rejected_with_its_line()
    {
        System.IO.File.WriteAllBytes(File.Path, [.. Encoding.UTF8.GetBytes("a,b\n1,é\n2,"), 0xE9, (byte)'\n']);
        Assert.Contains("line 3 is not valid UTF-8", Assert.Throws<DatasetException>(() => Rows()).Message, StringComparison.Ordinal);
        System.IO.File.WriteAllText(File.Path, "a,b\n1,2\n", Encoding.Unicode);
        Assert.Contains("line 1 is not valid UTF-8", Assert.Throws<DatasetException>(() => Rows()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_too_large_is_rejected_without_reading_it()
    {
        System.IO.File.WriteAllText(File.Path, "a,b\n1,2\n");
        Assert.Contains("(8 bytes, the limit is 7)", Assert.Throws<DatasetException>(() => Rows(File with { LargestLength = 7 })).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_rejected()
    {
        Assert.Contains("cannot be read", Assert.Throws<DatasetException>(() => Rows()).Message, StringComparison.Ordinal);
        Directory.CreateDirectory(File.Path);
        Assert.Contains("cannot be read", Assert.Throws<DatasetException>(() => Rows()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_are_found_by_name_whatever_their_order_case_and_spaces()
    {
        System.IO.File.WriteAllText(File.Path, "sep=;\n Genre ;title;;PATH\nrock;x;y; a.wav\n");
        using var table = CsvTable.Open(File);
        Assert.Equal(["title", "the unnamed column 3"], table.FindColumns(["path", "genre", "split"], StringComparer.OrdinalIgnoreCase));
        TableRow row = Assert.Single(table.Rows());
        Assert.Equal((";", 3L), (table.Separator.ToString(), row.Line));
        Assert.Equal([" a.wav", "rock", ""], new[] { "path", "genre", "split" }.Select(name => table.Field(row, name)));
        Assert.Equal([true, false], new[] { "path", "split" }.Select(table.Has));
    }

    [Theory]
    [InlineData("", 1, "line 1 is empty")]
    [InlineData("\n \n", 1, "line 1 is empty")]
    [InlineData("a,b\n", 2, "line 2 is missing")]
    [InlineData("a,b\n1,2\n\n3\n", 1, "line 4 has 1 field instead of 2")]
    [InlineData("a,b\n1,2,3\n", 1, "line 2 has 3 fields instead of 2")]
    [InlineData("a,b,A \n", 1, "line 1 has two columns 'a'")]
    public void A_table_with_a_wrong_shape_is_rejected_with_its_line(string text, int headerLines, string problem)
    {
        System.IO.File.WriteAllText(File.Path, text);
        string message = Assert.Throws<DatasetException>(() =>
        {
            using var table = CsvTable.Open(File, headerLines);
            table.FindColumns(["a", "b"], StringComparer.OrdinalIgnoreCase);
            table.Rows().ToArray();
        }).Message;
        Assert.Contains($"({problem})", message, StringComparison.Ordinal);
    }

    private TableRow[] Rows(string text)
    {
        System.IO.File.WriteAllText(File.Path, text);
        return Rows();
    }

    private TableRow[] Rows(CsvFile? file = null)
    {
        using var table = CsvTable.Open(file ?? File);
        return [table.Header, .. table.Rows()];
    }
}
