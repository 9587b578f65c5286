using System.Security.Cryptography;
using System.Text;
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
        // Drawn for narrow and for wide screens.
        Assert.All(parsed.Descendants("figure").Single().Descendants("svg"), svg => Assert.Equal(6, svg.Descendants("text").Count()));
        Assert.Equal(["narrow", "wide"], parsed.Descendants("figure").Single().Elements("div").Select(d => (string?)d.Attribute("class")));
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

    [Fact]
    public void Only_the_scripts_of_the_page_are_allowed()
    {
        Assert.Contains("script-src 'none'", Page, StringComparison.Ordinal);
        string page = new HtmlPage("table").Table(new HtmlTable("Runs", [new("run")], [new HtmlRow([new HtmlCell("a")])])).Build();
        string script = page[(page.IndexOf("<script>", StringComparison.Ordinal) + "<script>".Length)..page.IndexOf("</script>", StringComparison.Ordinal)];
        string hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script)));
        Assert.Contains($"script-src 'sha256-{hash}'", page, StringComparison.Ordinal);
        Assert.DoesNotContain("connect-src", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("runs/a", "./runs/a")]
    [InlineData("javascript:alert(1)", "./javascript%3Aalert%281%29")]
    [InlineData("//host/x", ".///host/x")]
    [InlineData("a b#c?d%\"<", "./a%20b%23c%3Fd%25%22%3C")]
    public void A_link_stays_in_the_folder_of_the_page(string path, string link)
    {
        Assert.Equal(link, HtmlCell.LinkOf(path));
        Uri target = new(new Uri("file:///runs/index.html"), link);
        Assert.StartsWith("file:///runs/", target.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("72.5\u00a0%", 0.725)]
    [InlineData("1,234", 1234.0)]
    [InlineData("\u22120.5", -0.5)]
    [InlineData("1e-3", 0.001)]
    [InlineData("cnn", null)]
    [InlineData("", null)]
    public void Numbers_have_a_value_to_sort_by(string text, double? value) => Assert.Equal(value, HtmlCell.Of(text).Value);

    [Fact]
    public void Cells_are_escaped()
    {
        string page = new HtmlPage("table").Table(new HtmlTable("Runs", [new("run"), new("x")], [new HtmlRow([new HtmlCell("<b>", Link: "<i>/x.html"), HtmlCell.Of("5 %")], "\"key\"")])).Build();
        XElement row = Body(page).Descendants("tbody").Single().Elements("tr").Single();
        Assert.Equal("\"key\"", (string?)row.Attribute("data-key"));
        Assert.Equal(("<b>", "./%3Ci%3E/x.html"), (row.Descendants("a").Single().Value, (string?)row.Descendants("a").Single().Attribute("href")));
        Assert.Equal("0.05", (string?)row.Elements("td").Last().Attribute("data-value"));
    }

    private static XElement Body(string page) =>
        XElement.Parse(page[page.IndexOf("<body>", StringComparison.Ordinal)..(page.IndexOf("</body>", StringComparison.Ordinal) + "</body>".Length)]);
}
