using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Features;

namespace GenreNet.Core.Tests.Datasets;

/// <summary>Clips without labels, and segments that are only learned from.</summary>
public sealed class UnlabelledTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void All_audio_of_a_folder_is_listed_at_any_depth_without_genres()
    {
        Write("a.wav", 1);
        Write("one/two/b.wav", 2);
        File.WriteAllText(Path.Combine(_folder.Path, "notes.txt"), "no audio");
        var library = TrackLibrary.OpenUnlabelled(_folder.Path);
        Assert.Equal(["a", "one/two/b"], library.Tracks.Select(t => t.Id));
        Assert.Equal([TrackLibrary.UnlabelledGenre], library.Genres);
        PreparedFeatures prepared = FeatureExtraction.Run(library, FeatureOptions.Default with { SegmentSeconds = 1 });
        Assert.Equal(3, prepared.Features.SegmentCount);
    }

    [Fact]
    public void A_manifest_needs_no_genres()
    {
        Write("a.wav", 1);
        Write("b.wav", 2);
        string manifest = Path.Combine(_folder.Path, "clips.csv");
        File.WriteAllText(manifest, "path,track\nb.wav,second\n");
        Assert.Equal("second", Assert.Single(TrackLibrary.OpenUnlabelled(manifest).Tracks).Id);
        Assert.Throws<DatasetException>(() => TrackLibrary.Open(manifest));
        File.WriteAllText(manifest, "path,genre,split\na.wav,,\nb.wav,rock,train\n");
        Assert.All(TrackLibrary.OpenUnlabelled(manifest).Tracks, t => Assert.Equal((TrackLibrary.UnlabelledGenre, null), (t.Genre, t.Part)));
    }

    [Fact]
    public void Files_contained_in_other_data_are_left_out()
    {
        string known = Write("data/rock/x.wav", 1);
        Write("data/jazz/y.wav", 2);
        var data = TrackLibrary.Open(Path.Combine(_folder.Path, "data"));
        string cache = Path.Combine(_folder.Path, "features.npz");
        FeatureCache.Prepare(data, FeatureOptions.Default with { SegmentSeconds = 1 }, cache);
        Directory.CreateDirectory(Path.Combine(_folder.Path, "clips"));
        File.Copy(known, Path.Combine(_folder.Path, "clips", "renamed.wav"));
        Write("clips/new.wav", 3);
        var clips = TrackLibrary.OpenUnlabelled(Path.Combine(_folder.Path, "clips"));
        TrackLibrary rest = clips.ExcludingContentHashes(FeatureCache.ReadContentHashes(cache));
        Assert.Equal("new", Assert.Single(rest.Tracks).Id);
        Assert.NotEqual(clips.Fingerprint, rest.Fingerprint);
        Assert.Same(rest, rest.ExcludingContentHashes(FeatureCache.ReadContentHashes(cache)));
    }

    [Fact]
    public void A_folder_without_audio_is_rejected()
    {
        Assert.Contains("contains no audio files", Assert.Throws<DatasetException>(() => TrackLibrary.OpenUnlabelled(_folder.Path)).Message, StringComparison.Ordinal);
        Assert.Contains("does not exist", Assert.Throws<DatasetException>(() => TrackLibrary.OpenUnlabelled(Path.Combine(_folder.Path, "none"))).Message, StringComparison.Ordinal);
        string text = Path.Combine(_folder.Path, "x.txt");
        File.WriteAllText(text, "x");
        Assert.Contains("is not a collection of audio files", Assert.Throws<DatasetException>(() => TrackLibrary.OpenUnlabelled(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Additional_training_segments_are_not_evaluated()
    {
        FeatureSet data = Features(["jazz", "rock"], ["a", "a", "b"], [0, 0, 1], 0);
        FeatureSet learned = Features(["rock"], ["b", "c"], [0, 0], 100);
        FeatureSet both = data.WithTrainingOnlySegments(learned);
        Assert.Equal(["a", "a", "b", "b", "c"], both.TrackIds);
        Assert.Equal([0, 0, 1, 1, 1], both.Labels);
        Assert.Equal([2], both.SegmentsOf(["b", "c"]));
        Assert.Equal([2, 3, 4], both.SegmentsWithVariantsOf(["b", "c"]));
        Assert.Equal(100, both.Segment(3)[0]);
        Assert.NotEqual(data.DatasetFingerprint, both.DatasetFingerprint);
        Assert.Throws<DatasetException>(() => data.WithTrainingOnlySegments(Features(["polka"], ["c"], [0], 0)));
        Assert.Throws<DatasetException>(() => data.WithTrainingOnlySegments(Features(["jazz", "rock"], ["a"], [1], 0)));
    }

    private static FeatureSet Features(string[] genres, string[] tracks, int[] labels, float start)
    {
        FeatureOptions options = FeatureOptions.Summaries;
        float[] values = [.. Enumerable.Range(0, tracks.Length * options.ValuesPerSegment).Select(i => start + i)];
        return new FeatureSet(new FeatureSetContent
        {
            Values = values,
            Labels = labels,
            TrackIds = tracks,
            Genres = genres,
            Options = options,
            DatasetName = $"set of {start}",
            DatasetFingerprint = new string('0', 64),
        });
    }

    private string Write(string name, int seconds)
    {
        string path = Path.Combine(_folder.Path, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        float[] samples = [.. Enumerable.Range(0, (seconds * 22050) + 2205).Select(i => MathF.Sin(i * 0.01f * seconds))];
        WavWriter.Write(path, samples, 22050);
        return path;
    }
}
