using GenreNet.Training.Reports;
using SkiaSharp;

namespace GenreNet.Training.Tests.Reports.Pictures;

public class RasterImageTests
{
    [Fact]
    public void The_first_row_is_drawn_at_the_bottom()
    {
        RasterImage image = RasterImage.Of([0, 1, 2, 3], 2, 2, (0, 3), ColorMap.Viridis);
        Assert.Equal([170, 255, 0, 85], image.Cells);
    }

    [Fact]
    public void Overlapping_cells_are_averaged()
    {
        RasterImage image = RasterImage.Of([0, 2, 4, 6, 1, 1, 3, 3], 2, 4, (0, 4), ColorMap.Viridis, mostRows: 1, mostColumns: 2);
        Assert.Equal((2, 1), (image.Width, image.Height));
        Assert.Equal([ColorMap.Index(1 / 4.0), ColorMap.Index(1)], image.Cells);
    }

    [Fact]
    public void Values_out_of_range_and_nan_have_a_colour() =>
        Assert.Equal([0, 255, 0], RasterImage.Of([-9, 9, float.NaN], 1, 3, (0, 1), ColorMap.Viridis).Cells);

    [Fact]
    public void An_empty_range_has_one_colour() => Assert.Equal([0, 0], RasterImage.Of([5, 5], 1, 2, (5, 5), ColorMap.Viridis).Cells);

    [Fact]
    public void Another_program_reads_the_png_file()
    {
        var random = new GenreNet.Core.Numerics.SeededRandom(1);
        float[] values = [.. Enumerable.Range(0, 40 * 70).Select(_ => (float)random.NextDouble())];
        RasterImage image = RasterImage.Of(values, 40, 70, (0, 1), ColorMap.BlueRed);
        using var bitmap = SKBitmap.Decode(image.ToPng());
        Assert.Equal((70, 40), (bitmap.Width, bitmap.Height));
        for (int i = 0; i < values.Length; i++)
        {
            SKColor expected = SKColor.Parse(ColorMap.BlueRed.At(image.Cells[i] / 255.0).Light);
            Assert.Equal(expected, bitmap.GetPixel(i % 70, i / 70));
        }
    }
}
