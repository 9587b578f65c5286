using System.Xml.Linq;
using GenreNet.Core.Audio;
using Microsoft.DotNet.Interactive.Formatting;

namespace GenreNet.Interactive.Tests;

public class PlotTests
{
    [Fact]
    public void A_waveform_spans_the_lowest_and_the_highest_sample()
    {
        float[] samples = new float[8000];
        samples[4000] = 0.5f;
        samples[4001] = -0.25f;
        XElement picture = Picture(Plot.Waveform(new AudioBuffer(samples, 8000)));
        double[] heights = [.. ((string)picture.Element("path")!.Attribute("d")!).Split('M', 'L', 'Z').Where(point => point.Length > 0)
            .Select(point => double.Parse(point.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture))];
        double zero = heights[0];
        Assert.Equal(2, (zero - heights.Min()) / (heights.Max() - zero), 0.05);
    }

    [Fact]
    public void A_waveform_of_no_samples_is_drawn() => Assert.NotNull(Picture(Plot.Waveform(new AudioBuffer(ReadOnlyMemory<float>.Empty, 8000))));

    [Fact]
    public void A_heat_map_is_a_png_in_the_picture()
    {
        string image = (string)Picture(Plot.HeatMap([1, 2, 3, 4, 5, 6], 2, TimeSpan.FromSeconds(1), "Values")).Element("image")!.Attribute("href")!;
        byte[] png = Convert.FromBase64String(image["data:image/png;base64,".Length..]);
        Assert.Equal((3, 2), (png[19], png[23]));
    }

    [Fact]
    public void A_heat_map_of_values_that_are_not_finite_is_drawn() =>
        Assert.NotNull(Picture(Plot.HeatMap([float.NaN, float.PositiveInfinity], 1, TimeSpan.FromSeconds(1), "Values")));

    [Theory]
    [InlineData(0, 2)]
    [InlineData(3, 2)]
    public void Values_that_are_no_whole_frames_are_refused(int count, int valuesPerFrame) =>
        Assert.Throws<ArgumentException>(() => Plot.HeatMap(new float[count], valuesPerFrame, TimeSpan.FromSeconds(1), "Values"));

    [Fact]
    public void A_picture_is_its_own_html()
    {
        NotebookFormatters.Register();
        NotebookPicture picture = Plot.Waveform(new AudioBuffer(new float[100], 8000), "<b>");
        Assert.Equal(picture.Html, picture.ToDisplayString(HtmlFormatter.MimeType));
        Assert.DoesNotContain("<b><b>", picture.Html, StringComparison.Ordinal);
    }

    private static XElement Picture(NotebookPicture picture) => Assert.Single(XElement.Parse(picture.Html).Descendants("svg"));
}
