using System.Globalization;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Tests.Reports.Pictures;

public class ColorTests
{
    [Fact]
    public void Maps_have_the_published_end_colours()
    {
        Assert.Equal(("#440154", "#fde725"), (ColorMap.Viridis.At(0).Light, ColorMap.Viridis.At(1).Light));
        Assert.Equal(("#f7fbff", "#08306b"), (ColorMap.Blues.At(-1).Light, ColorMap.Blues.At(2).Light));
        Assert.Equal(("#053061", "#67001f"), (ColorMap.BlueRed.At(0).Light, ColorMap.BlueRed.At(1).Light));
        Assert.Equal(ColorMap.Viridis.At(0), ColorMap.Viridis.At(double.NaN));
    }

    [Fact]
    public void Lightness_changes_monotonically()
    {
        double[] viridis = [.. Enumerable.Range(0, 256).Select(i => Luminance(ColorMap.Viridis.At(i / 255.0).Light))];
        double[] blues = [.. Enumerable.Range(0, 256).Select(i => Luminance(ColorMap.Blues.At(i / 255.0).Light))];
        // Colours are whole numbers, which takes or gives a little.
        Assert.All(Enumerable.Range(1, 255), i => Assert.True(viridis[i] > viridis[i - 1] - 0.001 && blues[i] < blues[i - 1] + 0.001));
    }

    // WCAG 2.2, 1.4.3: text has a contrast of 4.5 or more.
    [Fact]
    public void Text_is_legible_on_every_colour() => Assert.All(
        new[] { ColorMap.Viridis, ColorMap.Blues, ColorMap.BlueRed },
        map => Assert.All(Enumerable.Range(0, 256), i => Assert.True(Contrast(map.TextOn(i / 255.0).Light, map.At(i / 255.0).Light) >= 4.5)));

    [Fact]
    public void Text_is_legible_on_light_and_dark_pages() => Assert.All(new[] { Ink.Text, Ink.Faint }, ink => RequireContrast(ink, 4.5));

    // WCAG 2.2, 1.4.11: parts of pictures have 3 or more.
    [Fact]
    public void Series_are_visible_on_light_and_dark_pages() => Assert.All(Enumerable.Range(0, 10).Select(Ink.Series), ink => RequireContrast(ink, 3));

    [Fact]
    public void Fifty_series_differ_by_colour_or_mark() =>
        Assert.Equal(50, Enumerable.Range(0, 50).Select(i => (Ink.Series(i), MarkOutline.Series(i))).Distinct().Count());

    private static void RequireContrast(Ink ink, double least)
    {
        Assert.True(Contrast(ink.Light, Ink.Back.Light) >= least, $"{ink.Light} on light: {Contrast(ink.Light, Ink.Back.Light)}");
        Assert.True(Contrast(ink.Dark, Ink.Back.Dark) >= least, $"{ink.Dark} on dark: {Contrast(ink.Dark, Ink.Back.Dark)}");
    }

    private static double Contrast(string one, string other)
    {
        double[] sorted = [.. new[] { Luminance(one), Luminance(other) }.Order()];
        return (sorted[1] + 0.05) / (sorted[0] + 0.05);
    }

    private static double Luminance(string color)
    {
        double[] parts = [.. new[] { 1, 3, 5 }.Select(i => int.Parse(color.AsSpan(i, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0)
            .Select(c => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4))];
        return (0.2126 * parts[0]) + (0.7152 * parts[1]) + (0.0722 * parts[2]);
    }
}
