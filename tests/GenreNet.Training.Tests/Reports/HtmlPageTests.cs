using System.Xml.Linq;
using GenreNet.Training.Reports;

namespace GenreNet.Training.Tests.Reports;

public class HtmlPageTests
{
    private static readonly string Page = new HtmlPage("Check of <b> & \"co\"")
        .Figures([("7", "tracks", false), ("1", "unusable", true)])
        .Draw([StackedBars.Draw("tracks", new BarChart("Tracks per genre", [new Bar("rock & roll", 3, 1), new Bar("jazz", 0, 0)], "good", "bad"))])
        .Table(new ReportTable("Faults", [new("track"), new("count", IsNumber: true)], [["a<b", "1"], ["<script>alert(1)</script>", "2"]], "A note."))
        .Paragraph("5 < 6")
        .Build();

    [Fact]
    public void Text_is_escaped()
    {
        Assert.DoesNotContain("<script", Page, StringComparison.Ordinal);
        Assert.Contains("a&lt;b", Page, StringComparison.Ordinal);
        Assert.Contains("<title>Check of &lt;b&gt; &amp; &quot;co&quot;</title>", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_page_loads_nothing_from_the_network() => Assert.All(
        (string[])["http:", "https:", "src=", "href=", "url(", "@import", "<link"], word => Assert.DoesNotContain(word, Page, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void The_page_supports_light_dark_and_narrow_screens() => Assert.All(
        (string[])["prefers-color-scheme: dark", "--s0: #0072b2", "name=\"viewport\"", "overflow-x: auto", "charset=\"utf-8\""], word => Assert.Contains(word, Page, StringComparison.Ordinal));

    [Fact]
    public void Every_element_is_closed()
    {
        string body = Page[Page.IndexOf("<body>", StringComparison.Ordinal)..(Page.IndexOf("</body>", StringComparison.Ordinal) + "</body>".Length)];
        XElement parsed = XElement.Parse(body);
        Assert.Equal(3, parsed.Descendants("tr").Count());
        Assert.Equal(6, parsed.Descendants("figure").Single().Descendants("text").Count());
    }

    [Fact]
    public void The_clip_is_embedded_in_the_page()
    {
        string page = new HtmlPage("clips").Listen([("a & b", [1, 2, 3])]).Build();
        Assert.Contains("aria-label=\"a &amp; b\" src=\"data:audio/wav;base64,AQID\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_printed_page_is_white() =>
        Assert.Contains("@media screen and (prefers-color-scheme: dark)", Page, StringComparison.Ordinal);
}
