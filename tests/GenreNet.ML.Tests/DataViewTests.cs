using GenreNet.Core;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numerics;
using GenreNet.ML.Tests.Support;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace GenreNet.ML.Tests;

public class DataViewTests
{
    private static readonly string[] Genres = ["blues", "metal", "rock"];

    private readonly MLContext _context = new(seed: 1);

    [Fact]
    public void A_feature_set_has_its_labels_tracks_artists_and_weights()
    {
        FeatureSet set = Made(tracks: 4, rows: 2);
        IDataView view = _context.Data.LoadFeatureSet(set);
        Assert.Equal(set.SegmentCount, view.GetRowCount());
        Assert.Equal(set.Labels.Select(label => (uint)label + 1), view.GetColumn<uint>("Label"));
        Assert.Equal(set.Labels.Select(label => Genres[label]), view.GetColumn<string>("Genre"));
        Assert.Equal(set.TrackIds, view.GetColumn<string>("Track"));
        Assert.Equal(6, view.GetColumn<string>("Artist").Distinct().Count());
        Assert.All(view.GetColumn<float>("Weight"), weight => Assert.Equal(0.5f, weight));
        Assert.Equal(set.Segment(5).ToArray(), view.GetColumn<float[]>("Features").ElementAt(5));
        VBuffer<ReadOnlyMemory<char>> names = default;
        view.Schema["Label"].GetKeyValues(ref names);
        Assert.Equal(Genres, names.DenseValues().Select(name => name.ToString()));
        Assert.Equal(3ul, ((KeyDataViewType)view.Schema["Label"].Type).Count);
    }

    [Fact]
    public void Some_segments_can_be_selected()
    {
        FeatureSet set = Made(tracks: 2, rows: 2);
        Assert.Equal([set.TrackIds[7], set.TrackIds[0]], _context.Data.LoadFeatureSet(set, [7, 0]).GetColumn<string>("Track"));
        Assert.Throws<ArgumentOutOfRangeException>(() => _context.Data.LoadFeatureSet(set, [12]));
    }

    [Theory]
    [InlineData("Track")]
    [InlineData("Artist")]
    public void No_track_or_artist_is_in_both_parts_of_a_fold(string key)
    {
        IDataView view = _context.Data.LoadFeatureSet(Made(tracks: 10, rows: 3));
        foreach (DataOperationsCatalog.TrainTestData fold in _context.Data.CrossValidationSplit(view, numberOfFolds: 4, samplingKeyColumnName: key))
        {
            string[] test = [.. fold.TestSet.GetColumn<string>(key).Distinct()];
            Assert.NotEmpty(test);
            Assert.Empty(test.Intersect(fold.TrainSet.GetColumn<string>(key)));

            // Rows of a genre are adjacent, so a split by position would leave out genres.
            Assert.True(fold.TrainSet.GetColumn<string>("Genre").Distinct().Count() == 3);
        }
    }

    [Fact]
    public void Trainers_of_ML_NET_learn_from_the_view()
    {
        IDataView view = _context.Data.LoadFeatureSet(Made(tracks: 12, rows: 2));
        foreach (IEstimator<ITransformer> trainer in (IEstimator<ITransformer>[])
            [
                _context.MulticlassClassification.Trainers.LightGbm(numberOfIterations: 20, minimumExampleCountPerLeaf: 2, exampleWeightColumnName: "Weight"),
                _context.MulticlassClassification.Trainers.SdcaMaximumEntropy(exampleWeightColumnName: "Weight"),
                _context.MulticlassClassification.Trainers.OneVersusAll(_context.BinaryClassification.Trainers.LinearSvm()),
            ])
        {
            var folds = _context.MulticlassClassification.CrossValidate(view, trainer, numberOfFolds: 3, samplingKeyColumnName: "Track");
            Assert.All(folds, fold => Assert.InRange(fold.Metrics.MicroAccuracy, 0.7, 1));
        }
    }

    [Fact]
    public void Permutation_importance_names_the_columns()
    {
        IDataView view = _context.Data.LoadFeatureSet(Made(tracks: 12, rows: 2));
        var model = _context.MulticlassClassification.Trainers.LbfgsMaximumEntropy().Fit(view);
        var importance = _context.MulticlassClassification.PermutationFeatureImportance((ITransformer)model, model.Transform(view));
        Assert.Contains("rms_mean", importance.Keys);
        Assert.Equal(52, importance.Count);
    }

    [Fact]
    public void A_table_is_a_view_with_the_artists_of_a_list()
    {
        using var folder = new TemporaryFolder();
        string table = folder.File("table.csv");
        string[] lines = [.. Genres.SelectMany(genre => Enumerable.Range(0, 2).Select(i => $"{genre}.{i:D5}.wav,{genre},{string.Join(',', SummaryExtractor.ColumnNames.Select((_, column) => column + i))}"))];
        File.WriteAllLines(table, [$"filename,label,{string.Join(',', SummaryExtractor.ColumnNames)}", .. lines]);
        string artists = folder.File("artists.csv");
        File.WriteAllLines(artists, ["track,artist", "blues/blues.00000,Muddy", "blues/blues.00001,Muddy"]);
        IDataView view = _context.Data.LoadFeatureTable(table, TrackGroups.Load(artists));
        string[] groups = [.. view.GetColumn<string>("Artist")];
        Assert.Equal(6, groups.Length);
        Assert.Equal(5, groups.Distinct().Count());
        Assert.Equal(groups[0], groups[1]);
        Assert.Throws<DatasetException>(() => _context.Data.LoadFeatureTable(folder.File("none.csv")));
    }

    [Fact]
    public void A_folder_is_a_view_of_paths()
    {
        using var songs = new Songs(perGenre: 2);
        IDataView view = _context.Data.LoadAudioFolder(songs.Music);
        Assert.All(view.GetColumn<string>("Path"), path => Assert.True(File.Exists(path)));
        Assert.Equal(["ambient", "ambient", "techno", "techno"], view.GetColumn<string>("Genre"));
        Assert.Throws<DatasetException>(() => _context.Data.LoadAudioFolder(songs.File("none")));
    }

    private static FeatureSet Made(int tracks, int rows)
    {
        var random = new SeededRandom(4);
        (int Genre, int Track)[] all = [.. from genre in Enumerable.Range(0, 3) from track in Enumerable.Range(0, tracks) from row in Enumerable.Range(0, rows) select (genre, track)];
        return new FeatureSet(new FeatureSetContent
        {
            Values = (float[])[.. all.SelectMany(row => Enumerable.Range(0, 52).Select(column => (float)(random.NextGaussian() + (column % 3 == row.Genre ? 2 : 0))))],
            Labels = [.. all.Select(row => row.Genre)],
            TrackIds = [.. all.Select(row => $"{Genres[row.Genre]}/{row.Track:D3}")],
            Groups = [.. all.Select(row => $"{Genres[row.Genre]} band {row.Track / 2}")],
            Genres = Genres,
            Options = FeatureOptions.Summaries,
            DatasetName = "made-up",
            DatasetFingerprint = new string('0', 64),
        });
    }
}
