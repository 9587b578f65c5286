using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using GenreNet.Server.Tests.Support;
using Microsoft.Playwright;

namespace GenreNet.Server.Tests.Page;

/// <summary>A service per class and a browser. With GENRENET_SCREENSHOTS set to a folder, pictures of the page are left there.</summary>
[Slow]
public abstract partial class PageTest(Browser browser, SharedService shared) : IClassFixture<SharedService>, IAsyncDisposable
{
    private static readonly Lazy<string> Axe = new(new BundledAxeScriptProvider().GetScript);
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("GENRENET_SCREENSHOTS");

    internal TestService Service => shared.Service;

    protected Browser Browser { get; } = browser;

    public virtual async ValueTask DisposeAsync()
    {
        await Browser.CloseAsync();
        GC.SuppressFinalize(this);
    }

    protected static Task ChooseAsync(IPage page, byte[] file, string name) =>
        page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "audio/wav", Buffer = file });

    /// <summary>Answers requests for single predictions with a JSON of the test's own.</summary>
    protected static Task AnswerWithAsync(IPage page, JsonObject answer) =>
        page.RouteAsync("**/predict?*", route => route.FulfillAsync(new RouteFulfillOptions { ContentType = "application/json", Body = answer.ToJsonString() }));

    /// <summary>The service's answer for a short clip.</summary>
    protected async Task<JsonObject> PredictAsync()
    {
        using HttpResponseMessage response = await Service.Client.PostAsync("predict?timeline_seconds=3", TestService.Form(TestClip.Wav(12)), TestContext.Current.CancellationToken);
        return JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsObject();
    }

    protected static async Task AssertNoWiderThanWindowAsync(IPage page) =>
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than its window");

    protected static async Task AssertAccessibleAsync(IPage page)
    {
        // The page has no frames. The package for Playwright would also open a second page and transfer what passes.
        await page.EvaluateAsync(Axe.Value);
        string[] violations = await page.EvaluateAsync<string[]>("""
            async () => (await axe.run({ resultTypes: ['violations'] })).violations
              .map(violation => `${violation.id}: ${violation.help} (${violation.nodes.map(node => node.html).join('; ')})`)
            """);
        Assert.Empty(violations);
    }

    protected static async Task PictureAsync(IPage page, string name)
    {
        if (Screenshots is not null)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, name + ".png"), FullPage = true });
        }
    }

    [GeneratedRegex(@"^(Possibly [a-z]+|[A-Z][a-z]+), \d+(\.\d)?\s% confidence$")]
    protected static partial Regex Answer();
}
