using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets;

public class SyntheticDatasetTests
{
    public static TheoryData<string> Styles { get; } = [.. SyntheticDataset.Styles, .. SyntheticDataset.Genres];

    [Theory]
    [MemberData(nameof(Styles))]
    public void A_piece_is_audible_finite_and_repeatable(string style)
    {
        AudioBuffer piece = SyntheticDataset.Render(style, 5, 4);
        float[] samples = piece.Samples.ToArray();
        Assert.Equal(4 * SyntheticDataset.SampleRate, samples.Length);
        Assert.All(samples, sample => Assert.True(MathF.Abs(sample) <= 1));
        Assert.InRange(Sound.DecibelsOf(samples), -45, -3);
        Assert.Equal(samples, SyntheticDataset.Render(style, 5, 4).Samples.ToArray());
        Assert.NotEqual(samples, SyntheticDataset.Render(style, 6, 4).Samples.ToArray());
    }

    [Fact]
    public void Write_creates_a_reproducible_dataset()
    {
        using var folder = new TemporaryFolder();
        var options = new SyntheticOptions { TracksPerStyle = 1, Seconds = 1, Seed = 9 };
        string first = Path.Combine(folder.Path, "a");
        string second = Path.Combine(folder.Path, "b");
        SyntheticDataset.Write(first, options);
        SyntheticDataset.Write(second, options);
        var library = TrackLibrary.Open(first);
        Assert.Equal(SyntheticDataset.Styles, library.Genres);
        Assert.Equal("ambient/ambient.s9.00000", library.Tracks[0].Id);
        Assert.Equal(library.Fingerprint, TrackLibrary.Open(second).Fingerprint);
    }

    [Fact]
    public void Write_creates_a_dataset_of_the_genres()
    {
        using var folder = new TemporaryFolder();
        SyntheticDataset.Write(folder.Path, new SyntheticOptions { Styles = SyntheticStyles.Gtzan, TracksPerStyle = 1, Seconds = 1 });
        var library = TrackLibrary.Open(folder.Path);
        Assert.Equal(["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"], library.Genres);
        Assert.Equal(SyntheticDataset.Genres, library.Genres);
        Assert.Equal("blues/blues.s42.00000", library.Tracks[0].Id);
    }

    [Fact]
    public void No_style_of_the_demo_has_the_name_of_a_genre() => Assert.Empty(SyntheticDataset.Styles.Intersect(SyntheticDataset.Genres));

    [Fact]
    public void Unknown_styles_and_sizes_are_rejected()
    {
        Assert.Throws<ArgumentException>(() => SyntheticDataset.Render("polka", 1, 1));
        Assert.Throws<ArgumentException>(() => new SyntheticOptions { TracksPerStyle = 0 }.Validate());
        Assert.Throws<ArgumentException>(() => new SyntheticOptions { Seconds = double.NaN }.Validate());
    }
}
