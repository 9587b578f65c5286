using GenreNet.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Browser.Tests;

/// <summary>Downloads of models on the page of the site that do not succeed.</summary>
[Slow]
[Collection(nameof(BuiltSite))]
public sealed class SiteDownloadTests(LoadedSite loaded) : IClassFixture<LoadedSite>
{
    [Theory]
    [InlineData("no connection", "cannot be fetched from github.com")]
    [InlineData("another site only", "cannot be fetched from github.com")]
    [InlineData("another file", "does not match its checksum")]
    public async Task A_download_that_fails_is_explained_and_the_model_before_stays_in_use(string failure, string reason)
    {
        (IPage page, _) = await loaded.UseAsync();
        await using IAsyncDisposable answered = await Downloads.AnswerAsync(page, route => failure switch
        {
            "no connection" => route.AbortAsync(),
            "another file" => route.FulfillAsync(new RouteFulfillOptions { Body = "another file", Headers = Downloads.OpenToAll }),
            _ => route.FulfillAsync(new RouteFulfillOptions { Body = "the file", Headers = Downloads.OpenToAnother }),
        });
        await Downloads.InstallAsync(page);
        await Expect(page.Locator("#problem-text")).ToContainTextAsync($"{Downloads.Weights} {reason}");
        await Expect(page.Locator("#problem-text")).ToContainTextAsync("drop the file here");
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
    }

    [Fact]
    public async Task A_download_can_be_cancelled()
    {
        (IPage page, _) = await loaded.UseAsync();
        var asked = new TaskCompletionSource();
        await using IAsyncDisposable answered = await Downloads.AnswerAsync(page, _ =>
        {
            asked.TrySetResult();
            return Task.CompletedTask;
        });
        await Downloads.InstallAsync(page);
        await asked.Task;
        await page.Locator("#cancel").ClickAsync();
        await Expect(page.Locator("#state")).ToBeHiddenAsync();
        await Expect(page.Locator("#problem")).ToBeHiddenAsync();
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
    }
}
