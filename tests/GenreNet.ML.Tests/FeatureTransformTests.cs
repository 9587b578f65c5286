using GenreNet.Core;
using GenreNet.Core.Audio;
using GenreNet.Core.Features;
using GenreNet.ML.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenreNet.ML.Tests;

public sealed class FeatureTransformTests : IDisposable
{
    private readonly MLContext _context = new(seed: 1);
    private readonly Songs _songs = new();

    public void Dispose() => _songs.Dispose();

    [Fact]
    public void A_summary_has_the_values_and_the_names_of_the_extractor()
    {
        IDataView view = Transform(new AudioFeatureOptions(), _songs.PathOf("techno", 0));
        float[] expected = new SummaryExtractor(SummaryOptions.Gtzan).Extract(() => AudioFile.Open(_songs.PathOf("techno", 0)));
        float[] actual = Assert.Single(view.GetColumn<float[]>("Features"));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4 * Math.Max(1, Math.Abs(pair.First))));

        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["Features"].GetSlotNames(ref names);
        Assert.Equal(SummaryExtractor.ColumnNames, names.DenseValues().Select(name => name.ToString()));
        Assert.Equal(52, ((VectorDataViewType)view.Schema["Features"].Type).Size);
    }

    [Fact]
    public void Features_per_frame_become_means_and_deviations()
    {
        IDataView view = Transform(new AudioFeatureOptions { Features = FeatureOptions.Default }, _songs.PathOf("ambient", 1));
        var pipeline = new FeaturePipeline(FeatureOptions.Default);
        FeatureClip clip = pipeline.Extract(AudioFile.Open(_songs.PathOf("ambient", 1)));
        float[] third = [.. clip.Values.ToArray().Where((_, i) => i % 13 == 2)];
        float[] actual = Assert.Single(view.GetColumn<float[]>("Features"));
        Assert.Equal(26, actual.Length);
        Assert.Equal(third.Average(), actual[2], 1e-3);
        Assert.Equal(Math.Sqrt(third.Average(value => Math.Pow(value - third.Average(), 2))), actual[13 + 2], 1e-3);
    }

    [Fact]
    public void Each_file_is_decoded_once_and_only_if_its_features_are_read()
    {
        string[] paths = [.. Enumerable.Range(0, 3).Select(i => _songs.PathOf("techno", i)), _songs.Broken];
        List<BadAudioFile> bad = [];
        var options = new AudioFeatureOptions { BadAudio = BadAudioPolicy.Missing, BadFiles = new Collector(bad), MaxParallelism = 3 };
        IDataView view = Transform(options, paths);
        Assert.Equal(paths, view.GetColumn<string>("Path"));
        Assert.Empty(bad);

        float[][] rows = [.. view.GetColumn<float[]>("Features")];
        Assert.Equal([false, false, false, true], rows.Select(row => row.All(float.IsNaN)));
        Assert.Equal(_songs.Broken, Assert.Single(bad).Path);
        Assert.Contains("broken.wav", bad[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_keep_their_order_and_columns_at_any_parallelism()
    {
        string[] paths = [.. Songs.Styles.SelectMany(style => Enumerable.Range(0, 3).Select(i => _songs.PathOf(style, i)))];
        float[][] Read(int parallelism) => [.. Transform(new AudioFeatureOptions { MaxParallelism = parallelism }, paths).GetColumn<float[]>("Features")];
        Assert.Equal(Read(1), Read(4));
        Assert.Equal(6, Read(4).Select(row => row[0]).Distinct().Count());
    }

    [Fact]
    public void Shuffled_rows_have_the_features_of_their_own_files()
    {
        string[] paths = [.. Songs.Styles.SelectMany(style => Enumerable.Range(0, 3).Select(i => _songs.PathOf(style, i)))];
        IDataView view = Transform(new AudioFeatureOptions { MaxParallelism = 2 }, paths);
        var expected = view.GetColumn<string>("Path").Zip(view.GetColumn<float[]>("Features")).ToDictionary(row => row.First, row => row.Second[0]);
        using DataViewRowCursor cursor = view.GetRowCursor([view.Schema["Path"], view.Schema["Features"]], new Random(3));
        ValueGetter<ReadOnlyMemory<char>> path = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema["Path"]);
        ValueGetter<VBuffer<float>> features = cursor.GetGetter<VBuffer<float>>(view.Schema["Features"]);
        int rows = 0;
        while (cursor.MoveNext())
        {
            ReadOnlyMemory<char> text = default;
            VBuffer<float> values = default;
            path(ref text);
            features(ref values);
            Assert.Equal(expected[text.ToString()], values.GetItemOrDefault(0));
            rows++;
        }

        Assert.Equal(6, rows);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("missing.wav")]
    public void A_bad_file_fails_with_its_path_unless_the_policy_says_otherwise(string? name)
    {
        string path = name is null ? _songs.Broken : _songs.File(name);
        IDataView view = Transform(new AudioFeatureOptions(), _songs.PathOf("techno", 0), path);
        GenreNetException problem = Assert.Throws<GenreNetException>(() => view.GetColumn<float[]>("Features").ToArray());
        Assert.Contains(Path.GetFileName(path), problem.Message, StringComparison.Ordinal);
        Assert.Contains("set BadAudio to Missing or Skip", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bad_files_are_left_out_of_all_columns_and_the_rows_are_no_longer_a_mapping()
    {
        var options = new AudioFeatureOptions { BadAudio = BadAudioPolicy.Skip };
        IDataView view = Transform(options, _songs.PathOf("techno", 0), _songs.Broken, _songs.PathOf("techno", 1));
        Assert.Null(view.GetRowCount());
        Assert.Equal(["0", "2"], view.GetColumn<string>("Title"));
        Assert.Equal(2, view.GetColumn<float[]>("Features").Count());
        using AudioTransformer model = _context.Transforms.ExtractAudioFeatures("Path", options: options).Fit(Rows(_songs.PathOf("techno", 0)));
        Assert.False(model.IsRowToRowMapper);
        Assert.Throws<InvalidOperationException>(() => model.GetRowToRowMapper(view.Schema));
    }

    [Fact]
    public void A_file_longer_than_the_limit_is_a_bad_file()
    {
        var options = new AudioFeatureOptions { MaxDuration = TimeSpan.FromSeconds(2), BadAudio = BadAudioPolicy.Missing };
        Assert.True(float.IsNaN(Transform(options, _songs.PathOf("techno", 0)).GetColumn<float[]>("Features").Single()[0]));
    }

    [Fact]
    public void Cancellation_stops_the_reading_of_rows()
    {
        using var stop = new CancellationTokenSource();
        IDataView view = Transform(new AudioFeatureOptions { CancellationToken = stop.Token, BadAudio = BadAudioPolicy.Missing }, _songs.PathOf("techno", 0));
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => view.GetColumn<float[]>("Features").ToArray());
    }

    [Fact]
    public void A_missing_or_unsuitable_column_is_named_before_any_file_is_read()
    {
        IDataView view = Rows("a.wav");
        ArgumentException problem = Assert.ThrowsAny<ArgumentException>(() => _context.Transforms.ExtractAudioFeatures("File").Fit(view));
        Assert.Contains("There is no column 'File'", problem.Message, StringComparison.Ordinal);
        problem = Assert.ThrowsAny<ArgumentException>(() => _context.Transforms.CopyColumns("Copy", "Path")
            .Append(_context.Transforms.Conversion.MapValueToKey("Copy")).Append(_context.Transforms.ExtractAudioFeatures("Copy")).Fit(view));
        Assert.Contains("must be text", problem.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => _context.Transforms.ExtractAudioFeatures("Path", options: new AudioFeatureOptions { Features = FeatureOptions.Default with { Kind = FeatureKind.Embedding } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Transforms.ExtractAudioFeatures("Path", options: new AudioFeatureOptions { MaxParallelism = 0 }));
    }

    private IDataView Rows(params string[] paths) => _context.Data.LoadFromEnumerable(paths.Index().Select(path => new Song { Path = path.Item, Title = $"{path.Index}" }));

    private IDataView Transform(AudioFeatureOptions options, params string[] paths)
    {
        IDataView rows = Rows(paths);
        return _context.Transforms.ExtractAudioFeatures("Path", "Features", options).Fit(rows).Transform(rows);
    }

    private sealed class Collector(List<BadAudioFile> files) : IProgress<BadAudioFile>
    {
        public void Report(BadAudioFile value)
        {
            lock (files)
            {
                files.Add(value);
            }
        }
    }
}
