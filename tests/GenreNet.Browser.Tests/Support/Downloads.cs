using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Browser.Tests.Support;

/// <summary>The download of a pretrained model on the page of the site, answered by a test instead of the authors' host.</summary>
internal static class Downloads
{
    public const string Weights = "mn04_as_mAP_432.pt";
    private const string Host = "https://github.com/**";

    public static Dictionary<string, string> OpenToAll { get; } = new() { ["Access-Control-Allow-Origin"] = "*" };

    public static Dictionary<string, string> OpenToAnother { get; } = new() { ["Access-Control-Allow-Origin"] = "https://example.org" };

    /// <summary>Answers requests to the host until the result is disposed.</summary>
    public static Task<IAsyncDisposable> AnswerAsync(IPage page, Func<IRoute, Task> answer) => page.Context.RouteAsync(Host, answer);

    /// <summary>Chooses a model that must be downloaded.</summary>
    public static async Task InstallAsync(IPage page)
    {
        await page.Locator("#model-choice:visible, #model-more:visible").First.WaitForAsync();
        if (await page.Locator("#model-more").IsVisibleAsync())
        {
            await page.Locator("#model-more").ClickAsync();
        }

        await page.Locator("#model-choice").SelectOptionAsync("gtzan-mn04");
        await Expect(page.Locator("#model-use")).ToContainTextAsync("Install (4.1");
        await page.Locator("#model-use").ClickAsync();
    }
}
