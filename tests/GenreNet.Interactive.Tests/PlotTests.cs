using GenreNet.Core.Audio;
using GenreNet.Core.Datasets;
using SkiaSharp;

namespace GenreNet.Interactive.Tests;

public class PlotTests
{
    private static readonly AudioBuffer Clip = SyntheticDataset.Render("jazz", seed: 1, seconds: 3);

    public static TheoryData<string, Func<AudioBuffer, NotebookPicture>> Kinds { get; } = new()
    {
        { "waveform", clip => Plot.Waveform(clip) },
        { "spectrogram", clip => Plot.Spectrogram(clip) },
        { "mel spectrogram", clip => Plot.MelSpectrogram(clip) },
        { "MFCCs", clip => Plot.Mfcc(clip) },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_picture_of_a_clip_has_its_title_and_colours(string kind, Func<AudioBuffer, NotebookPicture> draw)
    {
        NotebookPicture picture = draw(Clip);
        Assert.StartsWith(kind, picture.Title, StringComparison.OrdinalIgnoreCase);
        Assert.Equal(picture.Title, picture.ToString());
        Assert.True(Colours(picture) > 20);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_clip_of_another_sample_rate_is_resampled(string kind, Func<AudioBuffer, NotebookPicture> draw)
    {
        NotebookPicture picture = draw(new AudioBuffer(new float[8000], 8000));
        Assert.True(picture.Png.Length > 1000, kind);
    }

    [Fact]
    public void A_clip_without_samples_is_refused() =>
        Assert.Throws<ArgumentException>(() => Plot.Waveform(new AudioBuffer(ReadOnlyMemory<float>.Empty, 8000)));

    [Fact]
    public void A_heat_map_shows_the_first_value_at_the_bottom()
    {
        using SKBitmap bitmap = Bitmap(Plot.HeatMap([0, 1, 0, 1], 2, TimeSpan.FromSeconds(1), "Values"));
        int middle = bitmap.Width / 2;
        SKColor[] column = [.. Enumerable.Range(0, bitmap.Height).Select(y => bitmap.GetPixel(middle, y))];
        // Viridis ranges from violet (low) to yellow (high).
        Assert.True(Array.FindIndex(column, color => color.Red > 200 && color.Blue < 100) < Array.FindIndex(column, color => color.Red < 100 && color.Blue > 50 && color.Green < 50));
    }

    [Fact]
    public void A_heat_map_of_values_that_are_not_finite_is_drawn() =>
        Assert.True(Plot.HeatMap([float.NaN, float.PositiveInfinity], 1, TimeSpan.FromSeconds(1), "Values").Png.Length > 1000);

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 2)]
    public void Values_that_are_no_whole_frames_are_refused(int count, int valuesPerFrame) =>
        Assert.Throws<ArgumentException>(() => Plot.HeatMap(new float[count], valuesPerFrame, TimeSpan.FromSeconds(1), "Values"));

    [Fact]
    public void More_bars_make_a_higher_picture()
    {
        using SKBitmap one = Bitmap(Plot.Bars("Tracks", [("rock", 3)]));
        using SKBitmap two = Bitmap(Plot.Bars("Tracks", [("rock", 3), ("blues", 0)]));
        Assert.True(two.Height > one.Height);
        Assert.Throws<ArgumentException>(() => Plot.Bars("Tracks", []));
    }

    [Fact]
    public void Lines_differ_by_colour()
    {
        using SKBitmap one = Bitmap(Plot.Lines("Loss", "epoch", "loss", ("training", [2, 1, 0.5])));
        using SKBitmap two = Bitmap(Plot.Lines("Loss", "epoch", "loss", ("training", [2, 1, 0.5]), ("validation", [2, double.NaN, 1])));
        // The second series is orange.
        Assert.DoesNotContain(one.Pixels, IsOrange);
        Assert.Contains(two.Pixels, IsOrange);
        Assert.Throws<ArgumentException>(() => Plot.Lines("Loss", "epoch", "loss", ("training", [double.NaN])));
    }

    private static bool IsOrange(SKColor color) => color is { Red: 0xd5, Green: 0x5e, Blue: 0 };

    private static int Colours(NotebookPicture picture)
    {
        using SKBitmap bitmap = Bitmap(picture);
        return bitmap.Pixels.Distinct().Count();
    }

    private static SKBitmap Bitmap(NotebookPicture picture) => SKBitmap.Decode(picture.Png.Span);
}
