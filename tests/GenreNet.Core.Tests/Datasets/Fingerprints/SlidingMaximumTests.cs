using GenreNet.Core.Datasets;
using GenreNet.Core.Tests.Support;

namespace GenreNet.Core.Tests.Datasets.Fingerprints;

public class SlidingMaximumTests
{
    [Fact]
    public void A_single_peak_becomes_a_rectangle()
    {
        var image = new float[5 * 6];
        image[(2 * 6) + 3] = 1;
        float[] highest = SlidingMaximum.Of(image, 6, rows: 1, columns: 2);
        Assert.Equal(image.Select((_, i) => Math.Abs((i / 6) - 2) <= 1 && Math.Abs((i % 6) - 3) <= 2 ? 1f : 0), highest);
    }

    [Theory]
    [InlineData(1, 1, 3, 3)]
    [InlineData(7, 19, 2, 5)]
    [InlineData(3, 40, 10, 50)]
    [InlineData(0, 4, 1, 1)]
    public void Every_cell_is_the_maximum_of_its_neighbourhood(int rowCount, int rowLength, int rows, int columns)
    {
        float[] image = Sound.Noise(rowCount * rowLength);
        float[] highest = SlidingMaximum.Of(image, rowLength, rows, columns);
        Assert.Equal(
            image.Select((_, i) => image.Where((_, j) => Math.Abs((i / rowLength) - (j / rowLength)) <= rows && Math.Abs((i % rowLength) - (j % rowLength)) <= columns).Max()),
            highest);
    }
}
