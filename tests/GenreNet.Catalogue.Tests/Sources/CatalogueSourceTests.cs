using System.Text;
using GenreNet.Catalogue.Tests.Support;
using GenreNet.Core;
using Parquet;
using Parquet.Schema;

namespace GenreNet.Catalogue.Tests.Sources;

/// <summary>What the sources of a catalogue list.</summary>
public sealed class CatalogueSourceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_folder_lists_its_audio_files_in_ordinal_order()
    {
        foreach (string file in (string[])["b/z.flac", "b/a.MP3", "b-1.ogg", "a/deep/er/x.opus", "B.wav", "notes.txt", ".hidden/x.wav", "a/.x.wav", "é.m4a"])
        {
            File.WriteAllText(_folder.File(file.Split('/')), "");
        }

        string[] expected = ["B.wav", "a/deep/er/x.opus", "b-1.ogg", "b/a.MP3", "b/z.flac", "é.m4a"];
        Assert.Equal(expected.Select(file => Path.Combine([_folder.Path, .. file.Split('/')])), List(_folder.Path));
    }

    [Fact]
    public void A_folder_follows_links_but_not_in_circles()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows needs a privilege for links");
        using var other = new TemporaryFolder();
        File.WriteAllText(other.File("disc", "far.wav"), "");
        File.WriteAllText(_folder.File("a", "near.wav"), "");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "a", "up"), _folder.Path);
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "a", "other"), Path.Combine(other.Path, "disc"));
        Assert.Equal([Path.Combine(_folder.Path, "a", "near.wav"), Path.Combine(_folder.Path, "a", "other", "far.wav")], List(_folder.Path));
    }

    [Fact]
    public void A_text_file_lists_its_lines()
    {
        string path = Write("list.txt", "\uFEFFa.wav\r\n\r\n# not a comment.wav\n  b c.mp3\nhttps://host/d.ogg\na.wav");
        Assert.Equal(["a.wav", "# not a comment.wav", "  b c.mp3", "https://host/d.ogg", "a.wav"], List(path));
    }

    [Theory]
    [InlineData("list.m3u8", "utf-8")]
    [InlineData("list.m3u", "utf-8")]
    [InlineData("list.m3u", "latin1")]
    public void A_playlist_lists_its_entries(string name, string encoding)
    {
        string path = _folder.File(name);
        File.WriteAllText(path, "#EXTM3U\n#EXTINF:123,Zoë - Song\nZoë/song.mp3 \r\n\n../b.wav\n", Encoding.GetEncoding(encoding));
        Assert.Equal(["Zoë/song.mp3", "../b.wav"], List(path));
    }

    [Theory]
    [InlineData("list.csv", "id,Path,genre\n1,a.wav,x\n2,\"b, c.wav\",y\n3,,z\n", null)]
    [InlineData("list.csv", "id;song\n1;a.wav\n2;b, c.wav\n3;\n", "song")]
    [InlineData("list.tsv", "id\tURL\n1\ta.wav\n2\tb, c.wav\n3\t\n", null)]
    [InlineData("list.tsv", "path\tother\nx\ta.wav\ny\tb, c.wav\nz\t\n", "OTHER")]
    public void A_table_lists_a_column_with_its_empty_cells(string name, string text, string? column) =>
        Assert.Equal(["a.wav", "b, c.wav", ""], List(Write(name, text), column));

    [Fact]
    public async Task A_parquet_file_lists_a_column_of_all_row_groups()
    {
        string path = _folder.File("list.parquet");
        var schema = new ParquetSchema(new DataField<int>("id"), new DataField<string>("location"), new DataField<string>("other"));
        await using (FileStream stream = File.Create(path))
        {
            await using ParquetWriter writer = await ParquetWriter.CreateAsync(schema, stream, cancellationToken: TestContext.Current.CancellationToken);
            for (int group = 0; group < 2; group++)
            {
                using ParquetRowGroupWriter rows = writer.CreateRowGroup();
                DataField[] fields = schema.GetDataFields();
                await rows.WriteAsync<int>(fields[0], new[] { 1, 2 });
                await rows.WriteAsync(fields[1], new string?[] { $"{group}.wav", null }!);
                await rows.WriteAsync(fields[2], new string?[] { "x", "y" }!);
                rows.CompleteValidate();
            }
        }

        Assert.Equal(["0.wav", "", "1.wav", ""], List(path));
        Assert.Equal(["x", "y", "x", "y"], List(path, "other"));
        Assert.Contains("no column 'id'", Assert.Throws<CatalogueException>(() => List(path, "id")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_object_store_lists_the_audio_below_a_prefix_page_by_page()
    {
        using var server = new ObjectServer();
        foreach (string key in (string[])["in/a.wav", "in/b/c d.flac", "in/b/ü+&.mp3", "in/folder/", "in/notes.txt", "in/z.ogg", "in/.x.wav", "out/x.wav"])
        {
            server.Objects[key] = [1];
        }

        using var credentials = new FakeCredentials();
        string[] expected = ["s3://music/in/a.wav", "s3://music/in/b/c d.flac", "s3://music/in/b/ü+&.mp3", "s3://music/in/z.ogg"];
        Assert.Equal(expected, List("s3://music/in/", endpoint: server.Address));
        Assert.True(server.Requests.Count(request => request.Contains("list-type=2", StringComparison.Ordinal)) >= 3, "pages");
        string message = Assert.Throws<CatalogueException>(() => List("s3://absent/in/", endpoint: server.Address)).Message;
        Assert.Contains("NoSuchBucket", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("missing", "There is no folder or list")]
    [InlineData("song.mp3", "is an audio file")]
    [InlineData("https://host/a.mp3", "address of one file")]
    [InlineData("binary.txt", "contains a NUL byte")]
    [InlineData("latin.txt", "is not valid UTF-8")]
    [InlineData("wrong.csv", "none of the columns path, file")]
    [InlineData("ragged.csv", "3 fields instead of 2")]
    [InlineData("damaged.parquet", "is not a Parquet file")]
    [InlineData("long.txt", "one path or address per line")]
    public void A_source_that_cannot_be_listed_is_an_error(string name, string reason)
    {
        File.WriteAllText(_folder.File("song.mp3"), "");
        File.WriteAllBytes(_folder.File("binary.txt"), [65, 0, 66]);
        File.WriteAllBytes(_folder.File("latin.txt"), [65, 0xE9, 66, 67]);
        Write("wrong.csv", "a,b\n1,2\n");
        Write("ragged.csv", "path,b\n1,2,3\n");
        Write("damaged.parquet", "PAR1 nothing");
        Write("long.txt", new string('x', 40_000));
        string source = name.Contains("://", StringComparison.Ordinal) ? name : Path.Combine(_folder.Path, name);
        Assert.Contains(reason, Assert.ThrowsAny<GenreNetException>(() => List(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_of_something_that_is_not_a_table_is_an_error() =>
        Assert.Contains("--column", Assert.Throws<CatalogueException>(() => List(_folder.Path, "path")).Message, StringComparison.Ordinal);

    private static string[] List(string source, string? column = null, Uri? endpoint = null) =>
        [.. CatalogueSource.Open(source, new SourceOptions { Column = column, Objects = new() { Endpoint = endpoint } }).List(TestContext.Current.CancellationToken)];

    private string Write(string name, string text)
    {
        File.WriteAllText(_folder.File(name), text);
        return _folder.File(name);
    }
}
