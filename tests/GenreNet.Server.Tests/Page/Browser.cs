using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace GenreNet.Server.Tests.Page;

/// <summary>
/// The machine's Chromium, without a window, started by the first test that opens a page; the tests are skipped where there is none. Tests
/// can use it side by side: each page has a context of its own.
/// </summary>
[CollectionDefinition(nameof(Browser))]
public sealed class Browser : IAsyncDisposable, ICollectionFixture<Browser>
{
    /// <summary>Milliseconds for what a page does by itself: other tests keep the machine busy.</summary>
    private const float Patience = 60_000;

    // The option replaces the list of Playwright, so the first lines repeat it. The others are parts of the window that no test sees, each a page of
    // its own in every new window.
    private static readonly string[] Off =
    [
        "AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "DialMediaRouteProvider", "GlobalMediaControls", "HttpsUpgrades", "LensOverlay",
        "MediaRouter", "PaintHolding", "ThirdPartyStoragePartitioning", "BlockOriginHeaderModificationOnRedirect", "AvoidCorsURLLoaderRestartOnRedirect", "Translate",
        "AutoDeElevate", "OptimizationHints", "NetworkTimeServiceQuerying", "AimEnabled",
        "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup", "WebUIOmniboxSimplification",
    ];

    // The shell has no window, and so none of the pages of one.
    private static readonly string[] Names = ["chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"];
    private static readonly string[] Folders = (Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator);
    private readonly ConcurrentDictionary<string, ConcurrentBag<IBrowserContext>> _contexts = new();
    private readonly Lazy<Task<(IPlaywright Playwright, IBrowser Browser)>> _started = new(StartAsync);

    public static string? Program { get; } = Names.SelectMany(name => Folders.Select(folder => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    /// <summary>A page of its own, with what its console says.</summary>
    public async Task<(IPage Page, List<string> Complaints)> OpenAsync(Uri url, ColorScheme scheme = ColorScheme.Light, int width = 900, int height = 1000)
    {
        Assert.SkipWhen(Program is null, "chromium is not installed");
        IBrowserContext context = await (await _started.Value).Browser.NewContextAsync(new BrowserNewContextOptions
        {
            ColorScheme = scheme,
            ViewportSize = new ViewportSize { Width = width, Height = height },
            Permissions = ["microphone"],
        });
        _contexts.GetOrAdd(CurrentTest(), _ => []).Add(context);
        IPage page = await context.NewPageAsync();
        var complaints = new List<string>();
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
            {
                complaints.Add(message.Text);
            }
        };
        page.PageError += (_, error) => complaints.Add(error);
        await page.GotoAsync(url.AbsoluteUri);
        return (page, complaints);
    }

    /// <summary>Closes the pages of the current test, which would take time from others.</summary>
    public async Task CloseAsync()
    {
        foreach (IBrowserContext context in _contexts.TryRemove(CurrentTest(), out ConcurrentBag<IBrowserContext>? opened) ? opened : [])
        {
            await context.CloseAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_started.IsValueCreated)
        {
            (IPlaywright playwright, IBrowser browser) = await _started.Value;
            await browser.DisposeAsync();
            playwright.Dispose();
        }
    }

    private static string CurrentTest() => TestContext.Current.Test?.UniqueID ?? string.Empty;

    private static async Task<(IPlaywright Playwright, IBrowser Browser)> StartAsync()
    {
        Assertions.SetDefaultExpectTimeout(Patience);
        IPlaywright playwright = await Playwright.CreateAsync();
        return (playwright, await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Program,
            Args = [$"--disable-features={string.Join(',', Off)}", "--no-sandbox", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--autoplay-policy=no-user-gesture-required"],
        }));
    }
}
