namespace GenreNet.Catalogue.Tests.Parts;

/// <summary>Rows are read as they were written.</summary>
public sealed class PartFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Rows_read_back_unchanged(bool withEmbeddings)
    {
        string path = _folder.File("part-00000.parquet");
        CatalogueRow[] rows = [Classified(0), Failed(1), Silent(2), Classified(3)];
        Assert.Equal(4, PartFile.Write(path, rows, withEmbeddings));
        CatalogueRow[] expected = withEmbeddings ? rows : [.. rows.Select(row => row with { Embedding = default })];
        Assert.Equal(expected, PartFile.Read(path));
        Assert.Equal(4, PartFile.CountRows(path));
    }

    [Fact]
    public void More_rows_than_a_row_group_read_back_in_order()
    {
        string path = _folder.File("part-00000.parquet");
        int count = (2 * PartFile.RowsPerGroup) + 5;
        PartFile.Write(path, Enumerable.Range(0, count).Select(i => i % 7 == 0 ? Failed(i) : Classified(i)), withEmbeddings: true);
        int index = 0;
        foreach (CatalogueRow row in PartFile.Read(path))
        {
            Assert.Equal(index % 7 == 0 ? Failed(index) : Classified(index), row);
            index++;
        }

        Assert.Equal(count, index);
    }

    [Fact]
    public void A_part_without_rows_reads_back_empty()
    {
        string path = _folder.File("part-00000.parquet");
        PartFile.Write(path, []);
        Assert.Empty(PartFile.Read(path));
    }

    [Fact]
    public void Equal_rows_give_equal_bytes()
    {
        string[] paths = [_folder.File("a", "part-00000.parquet"), _folder.File("b", "part-00000.parquet")];
        foreach (string path in paths)
        {
            PartFile.Write(path, [Classified(0), Failed(1), Silent(2)], withEmbeddings: true);
        }

        Assert.Equal(File.ReadAllBytes(paths[0]), File.ReadAllBytes(paths[1]));
    }

    [Fact]
    public void Only_the_wanted_columns_are_read()
    {
        string path = _folder.File("part-00000.parquet");
        PartFile.Write(path, [Classified(0)], withEmbeddings: true);
        CatalogueRow row = Assert.Single(PartFile.Read(path, CatalogueColumns.Path | CatalogueColumns.Embedding));
        Assert.Equal(new CatalogueRow { Path = Classified(0).Path, Embedding = Classified(0).Embedding, Model = "", ModelSha256 = "" }, row);
    }

    [Fact]
    public void Every_truncation_of_a_part_is_an_error()
    {
        string path = _folder.File("part-00000.parquet");
        PartFile.Write(path, [Classified(0), Failed(1)], withEmbeddings: true);
        byte[] bytes = File.ReadAllBytes(path);
        for (int length = 0; length < bytes.Length; length += 7)
        {
            File.WriteAllBytes(path, bytes[..length]);
            CatalogueException problem = Assert.Throws<CatalogueException>(() => PartFile.Read(path).Count());
            Assert.Contains(path, problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_failed_write_leaves_no_file()
    {
        string path = _folder.File("part-00000.parquet");
        Assert.Throws<InvalidOperationException>(() => PartFile.Write(path, Rows()));
        Assert.Empty(Directory.GetFiles(_folder.Path));

        static IEnumerable<CatalogueRow> Rows()
        {
            yield return Classified(0);
            throw new InvalidOperationException();
        }
    }

    internal static CatalogueRow Classified(int index) => new()
    {
        Path = $"music/Zoë/song {index}.mp3",
        Genre = index % 2 == 0 ? "jazz" : "rock",
        Confidence = 0.5f + (index % 10 / 100f),
        TopGenres = ["jazz", "rock", "pop"],
        TopProbabilities = new[] { 0.5f, 0.3f, 0.1f + (index % 3) },
        IsUnknown = index % 5 == 0,
        Warnings = index % 3 == 0 ? [] : ["The clip is short.", $"Warning {index}."],
        DurationSeconds = 30 + (index / 8.0),
        MfccMeans = Enumerable.Range(0, 13).Select(i => i - (index / 4f)).ToArray(),
        Embedding = Enumerable.Range(0, 20).Select(i => i * (float)Math.Sqrt(index)).ToArray(),
        Model = "default",
        ModelSha256 = new string('a', 64),
    };

    internal static CatalogueRow Failed(int index) => new()
    {
        Path = $"missing {index}.wav",
        Model = "default",
        ModelSha256 = new string('a', 64),
        Error = $"The audio file missing {index}.wav does not exist. Check the path.",
    };

    private static CatalogueRow Silent(int index) => new()
    {
        Path = $"silent {index}.wav",
        Genre = "unknown",
        Confidence = 0,
        IsUnknown = true,
        Warnings = ["The clip is silent."],
        DurationSeconds = 0.25,
        Model = "default",
        ModelSha256 = new string('a', 64),
    };
}
