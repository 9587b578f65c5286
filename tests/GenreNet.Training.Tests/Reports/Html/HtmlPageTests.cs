using System.Xml.Linq;
using GenreNet.Training.Reports;
using GenreNet.Training.Reports.Html;

namespace GenreNet.Training.Tests.Reports.Html;

public class HtmlPageTests
{
    private static readonly string Page = new HtmlPage("Check of <b> & \"co\"")
        .Figures([("7", "tracks", false), ("1", "unusable", true)])
        .Charts([new BarChart("Tracks a genre", [new Bar("rock & roll", 3, 1), new Bar("jazz", 0, 0)], "good", "bad")])
        .Table(new ReportTable("Faults", [new("track"), new("count", IsNumber: true)], [["a<b", "1"], ["<script>alert(1)</script>", "2"]], "A note."))
        .Paragraph("5 < 6")
        .Build();

    [Fact]
    public void Text_of_others_is_escaped()
    {
        Assert.DoesNotContain("<script", Page, StringComparison.Ordinal);
        Assert.Contains("a&lt;b", Page, StringComparison.Ordinal);
        Assert.Contains("<title>Check of &lt;b&gt; &amp; &quot;co&quot;</title>", Page, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_fetched_from_elsewhere() => Assert.All(
        (string[])["http:", "https:", "src=", "href=", "url(", "@import", "<link"], word => Assert.DoesNotContain(word, Page, StringComparison.OrdinalIgnoreCase));

    [Fact]
    public void Light_dark_and_narrow_screens_are_thought_of() => Assert.All(
        (string[])["prefers-color-scheme: dark", "name=\"viewport\"", "overflow-x: auto", "charset=\"utf-8\""], word => Assert.Contains(word, Page, StringComparison.Ordinal));

    [Fact]
    public void Every_element_that_is_opened_is_closed()
    {
        string body = Page[Page.IndexOf("<body>", StringComparison.Ordinal)..(Page.IndexOf("</body>", StringComparison.Ordinal) + "</body>".Length)];
        XElement parsed = XElement.Parse(body);
        Assert.Equal(3, parsed.Descendants("tr").Count());
        Assert.Equal(2, parsed.Descendants("figure").Single().Descendants("text").Count(t => (string?)t.Attribute("class") == "label"));
    }

    [Fact]
    public void The_longest_bar_sets_the_scale()
    {
        Assert.Contains("width=\"172.5\" height=\"16\"/>", Page, StringComparison.Ordinal);
        Assert.Contains("x=\"302.5\" y=\"0\" width=\"57.5\" height=\"16\" class=\"bad\"/>", Page, StringComparison.Ordinal);
    }
}
