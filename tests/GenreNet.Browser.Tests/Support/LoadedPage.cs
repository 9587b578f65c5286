using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Browser.Tests.Support;

/// <summary>
/// A page that the tests of a class share, because loading the classifier takes longer than most of them. Each test leaves it usable for the
/// next one.
/// </summary>
/// <param name="browser">The browser.</param>
/// <param name="site">The built site.</param>
/// <param name="path">The file of the site to open; empty for its page.</param>
public abstract class LoadedPage(Server.Tests.Page.Browser browser, BuiltSite site, string path) : IAsyncLifetime
{
    private FileServer? _server;
    private IPage? _page;
    private List<string> _complaints = [];

    /// <summary>A folder for the files that tests choose. It exists as long as the page, which may read them when a test has ended.</summary>
    internal TemporaryFolder Folder { get; } = new();

    public async ValueTask InitializeAsync()
    {
        if (site.IsAvailable)
        {
            _server = await FileServer.StartAsync(BuiltSite.Site);
            (_page, _complaints) = await browser.OpenAsync(new Uri(_server.Url, path));
            await LoadAsync(_page);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await browser.CloseAsync();
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        Folder.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <summary>
    /// Returns the page without the results of other tests, with what its console says from now on. The test is skipped where the site cannot
    /// be built.
    /// </summary>
    public async Task<(IPage Page, List<string> Complaints)> UseAsync()
    {
        site.Require();
        await ClearAsync(_page!);
        _complaints.Clear();
        return (_page!, _complaints);
    }

    /// <summary>Waits until the classifier is loaded.</summary>
    protected abstract Task LoadAsync(IPage page);

    /// <summary>Removes what a test left, so that the next one does not find it.</summary>
    protected abstract Task ClearAsync(IPage page);
}

/// <summary>The page of the site.</summary>
public sealed class LoadedSite(Server.Tests.Page.Browser browser, BuiltSite site) : LoadedPage(browser, site, string.Empty)
{
    /// <summary>Waits until the page displays the model: the classifier is loaded.</summary>
    public static Task ReadyAsync(IPage page) => Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");

    protected override Task LoadAsync(IPage page) => ReadyAsync(page);

    protected override Task ClearAsync(IPage page) => page.EvaluateAsync("""
        () => ["answer", "clip", "problem-title", "problem-text"].forEach((id) => { document.getElementById(id).textContent = ""; })
        """);
}

/// <summary>A page with a classifier in the variable <c>classifier</c>, which uses the embedded model.</summary>
/// <remarks>Not the page of the site, whose policy does not allow the data addresses of tests.</remarks>
public sealed class LoadedClassifier(Server.Tests.Page.Browser browser, BuiltSite site) : LoadedPage(browser, site, "places.json")
{
    protected override Task LoadAsync(IPage page) =>
        page.EvaluateAsync("async () => { const { load } = await import('/genrenet/index.js'); window.classifier = await load(); }");

    protected override Task ClearAsync(IPage page) => page.EvaluateAsync("async () => { await classifier.useModel(); }");
}
