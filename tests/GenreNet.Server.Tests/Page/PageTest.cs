using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using GenreNet.Server.Tests.Support;
using Microsoft.Playwright;

namespace GenreNet.Server.Tests.Page;

/// <summary>A service and a browser. With GENRENET_SCREENSHOTS set to a folder, pictures of the page are left there.</summary>
[Collection(nameof(Browser))]
public abstract partial class PageTest(Browser browser) : IAsyncLifetime
{
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("GENRENET_SCREENSHOTS");
    private TestService? _service;

    internal TestService Service => _service!;

    protected Browser Browser { get; } = browser;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync();

    public virtual async ValueTask DisposeAsync()
    {
        await Service.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected static Task ChooseAsync(IPage page, byte[] file, string name) =>
        page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "audio/wav", Buffer = file });

    protected static async Task AssertAccessibleAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => string.Create(
            CultureInfo.InvariantCulture, $"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Select(node => node.Html))})")));
    }

    protected static async Task PictureAsync(IPage page, string name)
    {
        if (Screenshots is not null)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, name + ".png"), FullPage = true });
        }
    }

    [GeneratedRegex("^(Possibly )?[a-z]+ \\(\\d+\\s%\\)$")]
    protected static partial Regex Answer();
}
