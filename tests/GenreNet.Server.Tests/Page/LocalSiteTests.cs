using System.Net;
using GenreNet.Server.Configuration;
using GenreNet.Server.Tests.Support;
using Microsoft.Extensions.Options;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Server.Tests.Page;

/// <summary>
/// The service offers the site that classifies in the browser. The site here is a stand-in: GenreNet.Browser.Tests test the built one.
/// </summary>
public sealed class LocalSiteTests(Browser browser) : IAsyncDisposable
{
    private static readonly (string File, string Type)[] Types =
        [("sw.js", "text/javascript"), ("part.wasm.br", "application/octet-stream"), ("app.webmanifest", "application/manifest+json")];

    private readonly TemporaryFolder _folder = new();

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_site_is_served_with_a_switch_on_the_page()
    {
        await using TestService service = await TestService.StartAsync($"LocalSite={Site()}");
        (IPage page, List<string> complaints) = await browser.OpenAsync(service.Url);
        await Expect(page.Locator("#places")).ToHaveTextAsync("On this deviceOn the server");
        await Expect(page.Locator("#places [aria-current]")).ToHaveTextAsync("On the server");
        await page.Locator("#places a").ClickAsync();
        await Expect(page).ToHaveTitleAsync("On the device");
        Assert.Equal(new Uri(service.Url, "local/"), new Uri(page.Url));
        Assert.Equal("""{"server":"../"}""", await service.Client.GetStringAsync("local/places.json", TestContext.Current.CancellationToken));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Files_have_types_and_a_policy_that_allows_WebAssembly()
    {
        await using TestService service = await TestService.StartAsync($"LocalSite={Site()}");
        foreach ((string file, string type) in Types)
        {
            using HttpResponseMessage answer = await service.Client.GetAsync($"local/{file}", TestContext.Current.CancellationToken);
            Assert.Equal(type, answer.Content.Headers.ContentType!.MediaType);
            Assert.Empty(answer.Content.Headers.ContentEncoding);
            Assert.Contains("'wasm-unsafe-eval'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        using HttpResponseMessage folder = await service.Client.GetAsync("local", TestContext.Current.CancellationToken);
        Assert.Equal(new Uri(service.Url, "local/"), folder.RequestMessage!.RequestUri);
    }

    [Fact]
    public async Task Without_a_site_there_is_neither_a_switch_nor_a_path()
    {
        await using TestService service = await TestService.StartAsync();
        Assert.Equal("{}", await service.Client.GetStringAsync("places.json", TestContext.Current.CancellationToken));
        using HttpResponseMessage answer = await service.Client.GetAsync("local/", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        (IPage page, _) = await browser.OpenAsync(service.Url);
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
        await Expect(page.Locator("#places")).ToBeHiddenAsync();
    }

    [Fact]
    public void A_folder_without_a_site_is_reported_before_the_service_starts()
    {
        ValidateOptionsResult result = new ServerOptionsValidator().Validate(null, new ServerOptions { LocalSite = _folder.Path });
        Assert.Contains("which is not a built site: specify the folder 'site' that build/browser.sh writes", result.FailureMessage, StringComparison.Ordinal);
    }

    private string Site()
    {
        File.WriteAllText(_folder.File("index.html"), "<!doctype html><html lang=\"en\"><title>On the device</title><link rel=\"icon\" href=\"data:,\">");
        File.WriteAllText(_folder.File("sw.js"), "// worker");
        File.WriteAllText(_folder.File("part.wasm.br"), "part");
        File.WriteAllText(_folder.File("app.webmanifest"), "{}");
        return _folder.Path;
    }
}
