using System.Globalization;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;
using GenreNet.Catalogue.Tests.Support;

namespace GenreNet.Catalogue.Tests.Results;

/// <summary>The queries of <c>docs/catalogue.md</c> run on a results folder.</summary>
public sealed partial class DuckDbQueryTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public DuckDbQueryTests()
    {
        MadeUpResults.Write(Path.Combine(_folder.Path, "results"),
        [
            MadeUpResults.Track("a.mp3", "jazz", 0.5f, 3600, 1, 0, 0),
            MadeUpResults.Track("b.mp3", "jazz", 0.75f, 3601, 2, 0, 0),
            MadeUpResults.Track("c.mp3", "jazz", 0.25f, 7200, 1, 0, 0),
            MadeUpResults.Track("d.mp3", "rock", 1, 1800, 1, 0, 0),
            MadeUpResults.Track("e.mp3", "rock", 0.5f, 1800, 0, 1, 0),
            MadeUpResults.Track("f.mp3", "unknown", 0.125f, 1800, 0, 0, 1),
            MadeUpResults.Silent("s.mp3"),
            MadeUpResults.Failed("x.mp3", "The server answered 404."),
            MadeUpResults.Failed("y.mp3", "The server answered 500."),
            MadeUpResults.Failed("z.mp3", "The file is empty."),
        ]);
        File.WriteAllLines(_folder.File("labels.csv"), ["path,genre", "a.mp3,jazz", "b.mp3,rock", "d.mp3,rock", "e.mp3,rock", "x.mp3,rock", "absent.mp3,jazz"]);
    }

    public static TheoryData<string, string[]> Queries { get; } = new()
    {
        { "Genres", ["jazz|3|0.5|4", "rock|2|0.75|1", "unknown|2|0.063|1"] },
        { "Least confident tracks", ["c.mp3|jazz|0.25|pop", "a.mp3|jazz|0.5|pop", "e.mp3|rock|0.5|pop", "b.mp3|jazz|0.75|pop", "d.mp3|rock|1|pop"] },
        { "Errors", ["The server answered N.|2|x.mp3", "The file is empty.|1|z.mp3"] },
        { "Duplicates", ["a.mp3|b.mp3|1"] },
        { "Mean MFCCs per genre", ["jazz|1|0.5", "jazz|2|1.5", "jazz|3|2.5"] },
        { "Your own labels", ["rock|3|0.667", "jazz|1|1"] },
        { "A list for another run", [] },
        { "Embeddings for another database", [] },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Queries))]
    public void A_query_of_the_page_returns_the_rows(string heading, string[] expected)
    {
        string[] rows = Run(Blocks().Single(block => block.Heading == heading).Sql);
        Assert.Equal(expected, rows.Take(expected.Length));
        Assert.Equal(heading == "Mean MFCCs per genre" ? 39 : expected.Length, rows.Length);
    }

    [Fact]
    public void Every_query_of_the_page_is_tested() =>
        Assert.Equal(Blocks().Select(block => block.Heading), Queries.Select(row => row.Data.Item1));

    [Fact]
    public void The_list_for_another_run_is_a_source()
    {
        Run(Blocks().Single(block => block.Heading == "A list for another run").Sql);
        Assert.Equal(["c.mp3", "f.mp3", "s.mp3"], File.ReadAllLines(_folder.File("again.txt")));
    }

    [Fact]
    public void Embeddings_are_written_in_the_notation_of_pgvector()
    {
        Run(Blocks().Single(block => block.Heading == "Embeddings for another database").Sql);
        string[] lines = File.ReadAllLines(_folder.File("songs.csv"));
        Assert.Equal(["path,genre,embedding", "a.mp3,jazz,\"[1.0, 0.0, 0.0]\""], lines[..2]);
        Assert.Equal(7, lines.Length);
    }

    [Fact]
    public void A_part_that_DuckDB_wrote_is_not_misread()
    {
        Run("COPY (SELECT * FROM 'results/part-00000.parquet') TO 'results/copy.parquet' (FORMAT parquet)");
        CatalogueException problem = Assert.Throws<CatalogueException>(() => PartFile.Read(_folder.File("results/copy.parquet")).Count());
        Assert.Contains("elements of a column of lists are optional", problem.Message, StringComparison.Ordinal);
    }

    private static (string Heading, string Sql)[] Blocks()
    {
        string page = File.ReadAllText(Path.Combine(RepositoryRoot.Path, "docs", "catalogue.md")).ReplaceLineEndings("\n");
        return [.. SqlBlock().Matches(page).Select(block => (Heading().Matches(page[..block.Index])[^1].Groups[1].Value, block.Groups[1].Value))];
    }

    private string[] Run(string sql)
    {
        // The page names files relative to the working directory.
        sql = FileName().Replace(sql, match => $"'{_folder.File(match.Groups[1].Value)}'");
        using var connection = new DuckDBConnection("DataSource=:memory:");
        connection.Open();
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        List<string> rows = [];
        while (reader.Read())
        {
            rows.Add(string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(i => Text(reader.GetValue(i)))));
        }

        return [.. rows];
    }

    private static string Text(object value) => value is double or float
        ? Convert.ToDouble(value, CultureInfo.InvariantCulture).ToString("0.####", CultureInfo.InvariantCulture)
        : Convert.ToString(value, CultureInfo.InvariantCulture)!;

    [GeneratedRegex(@"^```sql\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex SqlBlock();

    [GeneratedRegex(@"^### (.*)$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"'((?:results/)?[\w*-]+\.(?:parquet|csv|txt))'")]
    private static partial Regex FileName();
}
