using GenreNet.Core.Datasets;

namespace GenreNet.Core.Tests.Datasets.Splits;

public sealed class SplitFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string File => _folder.File("split.json");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_kind_of_split_is_read_back_unchanged()
    {
        FeatureSet data = SplitData.Of(4, id => id, 12, 21);
        FeatureSet grouped = SplitData.Of(4, id => $"{id[..2]}{id[^1]}", 12, 21);
        foreach (DataSplit split in (DataSplit[])[TrackSplit.Stratified(data, 0.2, 0.2, 1), TrackSplit.Stratified(grouped, 0.2, 0.2, 1), TrackSplit.Folds(grouped, 3, 2)[1], LeakySplit.Segments(data, 0.2, 0.2, 3)])
        {
            SplitFile.Save(split, File);
            Assert.Equal(split.ToJson(), SplitFile.Load(File).ToJson());
            Assert.Equal(split.ToJson(), SplitFile.LoadFor(File, split.Groups is { Count: > 0 } ? grouped : data).ToJson());
        }
    }

    [Fact]
    public void A_split_of_an_earlier_version_is_read()
    {
        System.IO.File.WriteAllText(File, """{"train": ["g0/001", "g0/000", "g1/000"], "validation": ["g0/002", "g1/001"], "test": ["g0/003", "g1/002"], "seed": 42}""");
        DataSplit split = SplitFile.LoadFor(File, SplitData.Of(4, 3));
        Assert.Equal((SplitKind.Stratified, 42UL), (split.Kind, split.Seed!.Value));
        Assert.Equal(["g0/000", "g0/001", "g1/000"], split.Train);
    }

    [Fact]
    public void Missing_tracks_are_counted_and_rejected()
    {
        SplitFile.Save(TrackSplit.Stratified(SplitData.Of(10, 10), 0.2, 0.2, 1), File);
        string message = Assert.Throws<DatasetException>(() => SplitFile.LoadFor(File, SplitData.Of(10, 7))).Message;
        Assert.Contains($"3 of the 20 tracks in {File} are not in music, for example g1/007", message, StringComparison.Ordinal);
    }

    [Fact]
    public void New_tracks_are_left_out_and_different_content_is_reported()
    {
        SplitFile.Save(TrackSplit.Stratified(SplitData.Of(10, 10), 0.2, 0.2, 1) with { DatasetFingerprint = "1" }, File);
        DataSplit split = SplitFile.LoadFor(File, SplitData.Of(10, 12));
        Assert.StartsWith("split.json was created for a dataset with different content", split.Warnings[0], StringComparison.Ordinal);
        Assert.Contains("2 of 22 tracks are in no part", split.Warnings[1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_leaky_split_stays_leaky_and_requires_the_same_segments()
    {
        FeatureSet data = SplitData.Of(5, id => id, 6, 6);
        SplitFile.Save(LeakySplit.Segments(data, 0.2, 0.2, 1), File);
        DataSplit split = SplitFile.LoadFor(File, data);
        Assert.True(split.IsLeaky);
        Assert.Equal(DataSplit.LeakyWarning, split.Warnings[0]);
        Assert.Contains("segment length", Assert.Throws<DatasetException>(() => SplitFile.LoadFor(File, SplitData.Of(4, id => id, 6, 6))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is not a split")]
    [InlineData("{", "is not a split")]
    [InlineData("null", "is not a split")]
    [InlineData("[]", "is not a split")]
    [InlineData("{\"train\": [], \"validation\": []}", "is not a split")]
    [InlineData("{\"train\": [null], \"validation\": [], \"test\": []}", "has no name")]
    [InlineData("{\"train\": null, \"validation\": [], \"test\": []}", "is not a split")]
    [InlineData("{\"train\": [\"a\"], \"validation\": [\"a\"], \"test\": []}", "lists the track a twice, in train and validation")]
    [InlineData("{\"train\": [\"a\", \"a\"], \"validation\": [], \"test\": []}", "lists the track a twice, in train and train")]
    [InlineData("{\"format_version\": 9, \"anything\": 1}", "has split format 9")]
    [InlineData("{\"format_version\": \"9\"}", "is not a split")]
    [InlineData("{\"kind\": \"magic\", \"train\": [], \"validation\": [], \"test\": []}", "is not a split")]
    [InlineData("{\"kind\": \"leaky-segments\", \"train\": [\"a\"], \"validation\": [\"a\"], \"test\": [\"a\"]}", "the parts of the segments are missing")]
    [InlineData("{\"kind\": \"leaky-segments\", \"segments\": {\"a\": \"tvx\"}, \"train\": [], \"validation\": [], \"test\": []}", "the parts of the segments are missing")]
    public void A_damaged_file_is_rejected_in_one_line(string json, string reason)
    {
        System.IO.File.WriteAllText(File, json);
        string message = Assert.Throws<DatasetException>(() => SplitFile.Load(File)).Message;
        Assert.StartsWith(File, message, StringComparison.Ordinal);
        Assert.Contains(reason, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void A_missing_file_and_a_folder_are_rejected()
    {
        Assert.Contains("nowhere.json", Assert.Throws<DatasetException>(() => SplitFile.Load(_folder.File("nowhere.json"))).Message, StringComparison.Ordinal);
        Assert.Throws<DatasetException>(() => SplitFile.Load(_folder.Path));
    }
}
