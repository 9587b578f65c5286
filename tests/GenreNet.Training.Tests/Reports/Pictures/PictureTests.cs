using System.Xml.Linq;
using GenreNet.Core;
using GenreNet.Training.Reports;
using SkiaSharp;

namespace GenreNet.Training.Tests.Reports.Pictures;

/// <summary>Every kind of picture, as SVG and as PNG.</summary>
public class PictureTests
{
    private const string Odd = "rock & \"roll\" <b>\u0001 \ud83c";

    public static TheoryData<string> Names { get; } = [.. All().Select(p => p.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_svg_file_is_valid_and_loads_nothing_from_the_network(string name)
    {
        Picture picture = All().Single(p => p.Name == name);
        XElement svg = XDocument.Parse(SvgDrawing.File(picture)).Root!;
        Assert.Equal("svg", svg.Name.LocalName);
        Assert.Equal(picture.Title.Replace("\u0001", "\ufffd", StringComparison.Ordinal).Replace("\ud83c", "\ufffd", StringComparison.Ordinal), svg.Elements().First().Value);
        Assert.All(svg.Descendants().Attributes().Where(a => a.Name.LocalName is "href" or "src"), a => Assert.StartsWith("data:image/png;base64,", a.Value, StringComparison.Ordinal));
        Assert.DoesNotContain("NaN", svg.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("var(", svg.ToString(), StringComparison.Ordinal);
        Assert.All(picture.Shapes.OfType<BoxShape>(), box =>
        {
            Assert.InRange(box.At.X, 0, picture.Width);
            Assert.InRange(box.At.X + box.Width, 0, picture.Width + 0.01);
            Assert.InRange(box.At.Y + box.Height, 0, picture.Height + 0.01);
            Assert.True(box.Width >= 0 && box.Height >= 0);
        });
        Assert.All(picture.Shapes.OfType<TextShape>().Where(t => !t.IsUpright), text =>
        {
            double width = PictureText.Width(text.Text, text.Size);
            double left = text.At.X - (text.Anchor == TextAnchor.End ? width : text.Anchor == TextAnchor.Middle ? width / 2 : 0);
            Assert.InRange(left, -1, picture.Width);
            Assert.InRange(left + width, 0, picture.Width + 1);
            Assert.InRange(text.At.Y, 0, picture.Height);
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void An_inline_picture_uses_the_colours_of_the_page(string name)
    {
        Picture picture = All().Single(p => p.Name == name);
        var svg = XElement.Parse(SvgDrawing.Inline(picture));
        Assert.Equal("img", (string?)svg.Attribute("role"));
        Assert.Contains("What to know", (string?)svg.Attribute("aria-label"), StringComparison.Ordinal);
        Assert.Contains("var(--", svg.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Equal_pictures_give_equal_bytes(string name)
    {
        Assert.Equal(SvgDrawing.File(All().Single(p => p.Name == name)), SvgDrawing.File(All().Single(p => p.Name == name)));
        Assert.Equal(PngDrawing.Draw(All().Single(p => p.Name == name)), PngDrawing.Draw(All().Single(p => p.Name == name)));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_png_file_has_two_pixels_per_point_on_white(string name)
    {
        Picture picture = All().Single(p => p.Name == name);
        using var bitmap = SKBitmap.Decode(PngDrawing.Draw(picture));
        Assert.Equal((int)Math.Ceiling(picture.Width * 2), bitmap.Width);
        Assert.Equal((int)Math.Ceiling((picture.Height + SvgDrawing.TitleHeight) * 2), bitmap.Height);
        Assert.Equal(SKColors.White, bitmap.GetPixel(1, 1));
        Assert.True(bitmap.Pixels.Count(p => p != SKColors.White) > 1000);
    }

    [Fact]
    public void Text_is_drawn_without_system_fonts()
    {
        using var with = SKBitmap.Decode(PngDrawing.Draw(Text("A\u00e9\u0416\u03a9")));
        using var without = SKBitmap.Decode(PngDrawing.Draw(Text(" ")));
        Assert.True(with.Pixels.Count(Dark) - without.Pixels.Count(Dark) > 100);
        using Stream font = typeof(PngText).Assembly.GetManifestResourceStream("GenreNet.Training.Reports.Pictures.Font.Inter-Regular.otf")!;
        using var face = SKTypeface.FromStream(font);
        Assert.All("AZaz09\u00e9\u0142\u0416\u03a9\u2212\u2026\u00b1%", letter => Assert.True(face.ContainsGlyph(letter)));
        Assert.Contains(typeof(PngText).Assembly.GetManifestResourceNames(), n => n.EndsWith("Font.LICENSE.txt", StringComparison.Ordinal));

        static bool Dark(SKColor color) => color.Red < 128;
    }

    [Fact]
    public void Long_names_are_truncated_between_characters()
    {
        Assert.Equal("short", PictureText.Fit("short", 12, 100));
        Assert.Equal("a\u2026", PictureText.Fit("a very long name", 12, 5));
        string cut = PictureText.Fit("mmmmmmmmmmmmmmmmmm", 12, 100);
        Assert.EndsWith("\u2026", cut, StringComparison.Ordinal);
        Assert.InRange(PictureText.Width(cut, 12), 50, 100);
    }

    [Fact]
    public void Files_have_the_name_of_the_picture_and_an_invalid_folder_is_rejected()
    {
        using var temporary = new TemporaryFolder();
        string folder = Path.Combine(temporary.Path, "new");
        PictureFiles.Save(folder, [Text("x")]);
        Assert.Equal(["text.png", "text.svg"], Directory.GetFiles(folder).Select(Path.GetFileName).Order());
        Assert.Contains("cannot be written", Assert.Throws<GenreNetException>(() => PictureFiles.Save(Path.Combine(folder, "text.svg"), [Text("x")])).Message, StringComparison.Ordinal);
        Assert.Equal("drum---bass", PictureFiles.NamePart("Drum & Bass"));
    }

    private static Picture Text(string text)
    {
        var picture = new Picture("text", " ", "What to know", 100, 30);
        picture.Add(new TextShape(new Spot(5, 20), text, Ink.Text));
        return picture;
    }

    [Theory]
    [InlineData(640)]
    [InlineData(900)]
    public void An_adaptive_picture_fills_another_width_with_text_of_the_same_size(double width)
    {
        Picture[] adaptive = [.. All().Where(p => p.Redraw is not null)];
        Assert.Contains("matrix", adaptive.Select(p => p.Name));
        Assert.All(adaptive, picture =>
        {
            Picture wide = picture.Redraw!(width);
            Assert.Equal(width, wide.Width);
            Assert.All(wide.Shapes.OfType<TextShape>(), t => Assert.InRange(t.Size, 7.5, Picture.TextSize));
            Assert.All(wide.Shapes.OfType<TextShape>().Where(t => !t.IsUpright), t => Assert.InRange(t.At.X, 0, width));
        });
    }

    [Fact]
    public void A_sparkline_needs_two_finite_values()
    {
        Assert.Null(Sparkline.Draw("a", "b", [([double.NaN, 1], Ink.Text, false)]));
        Picture picture = Sparkline.Draw("a", "b", [([1, double.NaN, 3], Ink.Text, false), ([2, 2], Ink.Faint, true)])!;
        Assert.Equal(2, picture.Shapes.OfType<PathShape>().Count());
        Assert.All(picture.Shapes.OfType<PathShape>().SelectMany(p => p.Points), p => Assert.True(p.X >= 0 && p.X <= picture.Width && p.Y >= 0 && p.Y <= picture.Height));
    }

    private static IEnumerable<Picture> All()
    {
        string[] genres = [Odd, "blues", "a genre with a name that is far too long for any label", "\u6f14\u6b4c"];
        double[][] shares = [.. genres.Select((_, i) => (double[])[.. genres.Select((_, k) => i == k ? 1 : 0.1 * k)])];
        string[][] texts = [.. genres.Select(_ => (string[])[.. genres.Select((_, k) => $"{k * 111}")])];
        (double, double)[] rising = [.. Enumerable.Range(1, 9).Select(i => ((double)i, i == 5 ? double.NaN : i * 0.1))];
        RasterImage image = RasterImage.Of([.. Enumerable.Range(0, 600).Select(i => i % 7f)], 20, 30, (0, 6), ColorMap.Viridis);
        return
        [
            LineChart.Draw("lines", Odd, "What to know", Axis.Of("epoch", 1, 9, isTight: true), Axis.Percent(Odd), [new ChartLine("train", rising, Ink.Series(0)), new ChartLine(Odd, rising, Ink.Series(1), IsDashed: true, HasMarks: true)], (9, "best epoch: 9")),
            GroupedBars.Draw("groups", "title", "What to know", ["precision", "recall"], [.. genres.Select((g, i) => (g, (double[])[i / 3.0, 1]))]),
            StackedBars.Draw("stacks", new BarChart("What to know", [.. genres.Select((g, i) => new Bar(g, i, 3 - i))], "good", Odd)),
            MatrixChart.Draw(("matrix", "title", "What to know"), genres, genres, shares, texts, ColorMap.Blues, ("rows", "columns")),
            HeatMap.Draw(("heat", "title", "What to know"), image, Axis.Of("s", 0, 3, isTight: true), Axis.Of("kHz", 0, 11, isTight: true)),
            WaveChart.Draw(("wave", "title", "What to know"), [(-0.5f, 0.5f), (-1, 0.25f), (0, 0)], 2.5),
            ScatterChart.Draw(("scatter", "title", "What to know"), ("one", "two"), genres, [.. genres.Select((g, i) => (i * 1.5, -i * 2.0, i, g))]),
            IntervalChart.Draw(("intervals", "title", "What to know"), Axis.Percent("recall"), [.. genres.Select((g, i) => new IntervalRow(g, i / 3.0, i / 4.0, 1, "33.3\u00a0% (25\u2013100)", Ink.Series(i)) { Dots = [0.5] })], (1, "mean of the folds")),
            ParallelChart.Draw(
                ("parallel", "title", "What to know"), [Axis.Of(Odd, 0, 1), Axis.Of("rate", 1, 5), Axis.Percent("accuracy")],
                [new ParallelLine(Odd, [0, 0.5, 1], Ink.Series(0), 0.5, Odd), new ParallelLine("two", [1, 0, 0.25], Ink.Series(1), 1, "two")], [("best", Ink.Series(1)), (Odd, Ink.Faint)]),
            Histogram.Draw("histogram", "What to know", [1, 1, 2, 3, 5, 8], ("s", "track")),
        ];
    }
}
