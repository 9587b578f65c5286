using System.Net;
using System.Xml.Linq;

namespace GenreNet.Training.Tests.Reports;

/// <summary>What tests read from a page.</summary>
internal static class PageText
{
    /// <summary>Parses the body as XML, which fails if a text is not escaped or an element not closed.</summary>
    public static XElement Body(string page) =>
        XElement.Parse(page[page.IndexOf("<body>", StringComparison.Ordinal)..(page.IndexOf("</body>", StringComparison.Ordinal) + "</body>".Length)]);

    /// <summary>Requires that a page loads nothing, and that its links are relative.</summary>
    public static XElement RequireSelfContained(string page)
    {
        XElement body = Body(page);
        Assert.All(body.Descendants().Attributes().Where(a => a.Name.LocalName is "src" or "action" or "srcset"), a => Assert.StartsWith("data:", a.Value, StringComparison.Ordinal));
        Assert.All(body.Descendants().Attributes("href"), a => Assert.StartsWith("./", a.Value, StringComparison.Ordinal));
        Assert.DoesNotContain(body.DescendantsAndSelf(), e => e.Name.LocalName is "script" or "iframe" or "object" or "link");
        Assert.DoesNotContain(body.Descendants().Attributes(), a => a.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase));
        Assert.All((string[])["https:", "@import", "url("], word => Assert.DoesNotContain(word, page, StringComparison.Ordinal));
        Assert.All(body.Descendants("svg"), svg => Assert.True(((string?)svg.Attribute("aria-label"))?.Length > 10));
        return body;
    }

    /// <summary>Returns the texts of a table: the header and then the rows.</summary>
    public static string[][] Table(XElement body, string title)
    {
        XElement table = body.Descendants("div").Single(d => (string?)d.Attribute("role") == "region" && ((string?)d.Attribute("aria-label"))!.StartsWith(title, StringComparison.Ordinal) && d.Element("table") is not null);
        return [.. table.Descendants("tr").Select(row => (string[])[.. row.Elements().Select(cell => cell.Value)])];
    }

    /// <summary>Returns a page as plain text.</summary>
    public static string Decoded(string page) => WebUtility.HtmlDecode(page);
}
