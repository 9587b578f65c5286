using GenreNet.Core.Datasets;
using GenreNet.Core.Features;
using GenreNet.Core.Numpy;

namespace GenreNet.Core.Tests.Datasets.Caching;

public sealed class FeatureArraysTests : IDisposable
{
    private static readonly string[] Ids = ["rock/rock.00001.au", "blues/blues.00000.au", "rock/rock.00001.au"];

    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.File("taggrams.npz");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Genre_numbers_are_named_after_the_ids_and_rows_are_sorted_by_track()
    {
        Write(NpyArray.Create<float>([1, 2, 3, 4, 5, 6], 3, 2), NpyArray.Create<long>([9, 0, 9], 3), NpyArray.Create(Ids, 3));
        Assert.True(FeatureArrays.IsArrays(Path));
        PreparedFeatures prepared = FeatureArrays.Load(Path);
        FeatureSet features = prepared.Features;
        Assert.Empty(prepared.Warnings);
        Assert.Equal(["blues", "rock"], features.Genres);
        Assert.Equal(["blues/blues.00000", "rock/rock.00001", "rock/rock.00001"], features.TrackIds);
        Assert.Equal([0, 1, 1], features.Labels);
        Assert.Equal([3f, 4, 1, 2, 5, 6], features.ToArray());
        Assert.Equal(FeatureOptions.External("taggrams", 2), features.Options);
    }

    [Fact]
    public void Frames_become_rows_of_the_same_track()
    {
        Write(NpyArray.Create<double>([1, 2, 3, 4, 5, 6, 7, 8], 2, 2, 2), NpyArray.Create(["rock", "blues"], 2), NpyArray.Create(["a", "b"], 2));
        FeatureSet features = FeatureArrays.Load(Path).Features;
        Assert.Equal(["blues/b", "blues/b", "rock/a", "rock/a"], features.TrackIds);
        Assert.Equal([5f, 6, 7, 8, 1, 2, 3, 4], features.ToArray());
    }

    [Fact]
    public void Text_labels_are_unified_to_one_spelling_and_groups_are_kept()
    {
        Write(
            NpyArray.Create<float>([1, 2, 3], 3, 1),
            NpyArray.Create(["Hip-Hop", "hiphop", "Hip-Hop"], 3),
            NpyArray.Create(["1", "2", "3"], 3));
        Assert.Contains("it contains only the genre", Assert.Throws<DatasetException>(() => FeatureArrays.Load(Path)).Message, StringComparison.Ordinal);
        Write(
            NpyArray.Create<float>([1, 2, 3], 3, 1),
            NpyArray.Create(["rock", "blues", "rock"], 3),
            NpyArray.Create<int>([1, 2, 3], 3),
            NpzEntry.Of("groups", NpyArray.Create(["x", "", "x"], 3)));
        FeatureSet features = FeatureArrays.Load(Path).Features;
        Assert.Equal(features.Tracks[1].Group, features.Tracks[2].Group);
        Assert.NotEqual(features.Tracks[0].Group, features.Tracks[1].Group);
    }

    [Fact]
    public void Genre_numbers_are_named_by_the_caller_or_stay_numbers_with_a_warning()
    {
        Write(NpyArray.Create<float>([1, 2, 3], 3, 1), NpyArray.Create<byte>([1, 0, 1], 3), NpyArray.Create(["a", "b", "c"], 3));
        Assert.Equal(["blues", "rock"], FeatureArrays.Load(Path, ["blues", "rock"]).Features.Genres);
        PreparedFeatures prepared = FeatureArrays.Load(Path);
        Assert.Equal(["0", "1"], prepared.Features.Genres);
        Assert.Contains("the numbers are used as names", Assert.Single(prepared.Warnings), StringComparison.Ordinal);
        Assert.Contains("row 0 has the label 1, but only 1 genre has a name", Assert.Throws<DatasetException>(() => FeatureArrays.Load(Path, ["blues"])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_without_ids_are_separate_tracks_with_a_warning()
    {
        NpzWriter.Write(Path, [NpzEntry.Of("x", NpyArray.Create<float>([1, 2], 2, 1)), NpzEntry.Of("y", NpyArray.Create(["rock", "blues"], 2))]);
        PreparedFeatures prepared = FeatureArrays.Load(Path);
        Assert.Equal(2, prepared.Features.TrackCount);
        Assert.Contains("has no array IDS", Assert.Single(prepared.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Inconsistent_arrays_are_rejected_with_the_reason()
    {
        NpyArray labels = NpyArray.Create(["rock", "blues", "rock"], 3);
        NpyArray ids = NpyArray.Create(["a", "b", "c"], 3);
        Assert.Contains("row 1 of X contains NaN", Problem(NpyArray.Create<float>([1, float.NaN, 3], 3, 1), labels, ids), StringComparison.Ordinal);
        Assert.Contains("X has 2 rows, but Y has 3 labels", Problem(NpyArray.Create<float>([1, 2], 2, 1), labels, NpyArray.Create(["a", "b"], 2)), StringComparison.Ordinal);
        Assert.Contains("X has 3 rows, but IDS has 2 entries", Problem(NpyArray.Create<float>([1, 2, 3], 3, 1), labels, NpyArray.Create(["a", "b"], 2)), StringComparison.Ordinal);
        Assert.Contains("X has 1 axis, but", Problem(NpyArray.Create<float>([1, 2, 3], 3), labels, ids), StringComparison.Ordinal);
        Assert.Contains("have different genres", Problem(NpyArray.Create<float>([1, 2, 3], 3, 1), labels, NpyArray.Create(["x/a", "x/a", "x/c"], 3)), StringComparison.Ordinal);
        Assert.Contains("row 1 of Y contains 0.5", Problem(NpyArray.Create<float>([1, 2, 3], 3, 1), NpyArray.Create<float>([0, 0.5f, 1], 3), ids), StringComparison.Ordinal);
    }

    private string Problem(NpyArray x, NpyArray y, NpyArray ids)
    {
        Write(x, y, ids);
        return Assert.Throws<DatasetException>(() => FeatureArrays.Load(Path)).Message;
    }

    private void Write(NpyArray x, NpyArray y, NpyArray ids, params NpzEntry[] more) =>
        NpzWriter.Write(Path, [NpzEntry.Of("X", x), NpzEntry.Of("Y", y), NpzEntry.Of("IDS", ids), .. more]);
}
