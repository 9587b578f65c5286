using System.Globalization;
using System.Text.RegularExpressions;
using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using GenreNet.Server.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Server.Tests.Page;

/// <summary>The page as its readers meet it. With GENRENET_SCREENSHOTS set to a folder, pictures of it are left there.</summary>
public sealed partial class PageTests(Browser browser) : IClassFixture<Browser>, IAsyncLifetime
{
    private const int PhoneWidth = 360;
    private static readonly string? Screenshots = Environment.GetEnvironmentVariable("GENRENET_SCREENSHOTS");
    private TestService? _service;

    private TestService Service => _service!;

    public async ValueTask InitializeAsync() => _service = await TestService.StartAsync();

    public ValueTask DisposeAsync() => Service.DisposeAsync();

    [Theory]
    [InlineData(ColorScheme.Light, 900, "light")]
    [InlineData(ColorScheme.Dark, 900, "dark")]
    [InlineData(ColorScheme.Light, PhoneWidth, "phone")]
    public async Task A_file_is_answered_with_waveform_timeline_and_ranking(ColorScheme scheme, int width, string name)
    {
        (IPage page, List<string> complaints) = await browser.OpenAsync(Service.Url, scheme, width);
        await ChooseAsync(page, TestClip.Wav(12), "made-up.wav");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        await Expect(page.Locator("#ranking li")).ToHaveCountAsync(10);
        await Expect(page.Locator("#stretches tr")).ToHaveCountAsync(4);
        // The waveform comes behind the answer.
        await Expect(page.Locator("#wave")).ToBeVisibleAsync();
        Assert.NotEqual(0, await page.Locator("#strip span").CountAsync());
        // Some of the canvas is painted, and not all of it.
        double painted = await page.EvaluateAsync<double>("""
            () => { const c = document.getElementById('canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
              let n = 0; for (let i = 3; i < d.length; i += 4) { n += d[i] > 0; } return 4 * n / d.length; }
            """);
        Assert.InRange(painted, 0.02, 0.9);
        Assert.True(await page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= window.innerWidth"), "the page is wider than its window");
        Assert.Equal("answer", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await AssertAccessibleAsync(page);
        await PictureAsync(page, name);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Real_music_is_answered()
    {
        (IPage page, List<string> complaints) = await browser.OpenAsync(Service.Url);
        await ChooseAsync(page, TestClip.Real("rock"), "rock.00000.flac");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        await Expect(page.Locator("#stretches tr")).ToHaveCountAsync(10);
        await Expect(page.Locator("#wave")).ToBeVisibleAsync();
        await PictureAsync(page, "real");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Playback_moves_the_cursor_and_keys_seek()
    {
        (IPage page, List<string> complaints) = await browser.OpenAsync(Service.Url);
        await ChooseAsync(page, TestClip.Wav(12), "made-up.wav");
        await page.Locator("#play").ClickAsync();
        await Expect(page.Locator("#play")).ToHaveTextAsync("Pause");
        await page.WaitForFunctionAsync("() => document.getElementById('audio').currentTime > 0.3");
        await page.Locator("#play").ClickAsync();
        await Expect(page.Locator("#play")).ToHaveTextAsync("Play");
        Assert.True(await CursorAsync(page) > 0);
        await page.Locator("#wave").FocusAsync();
        await page.Keyboard.PressAsync("Home");
        Assert.Equal(0, await CursorAsync(page), 0.01);
        await page.Keyboard.PressAsync("ArrowRight");
        await Expect(page.Locator("#time")).ToHaveTextAsync("0:05 / 0:12");
        await Expect(page.Locator("#wave")).ToHaveAttributeAsync("aria-valuetext", FiveOfTwelve());
        Assert.InRange(await CursorAsync(page), 0.40, 0.43);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Everything_is_reached_by_keyboard()
    {
        (IPage page, _) = await browser.OpenAsync(Service.Url);
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await Expect(page.Locator("#answer")).ToBeFocusedAsync();
        await Expect(page.Locator("#wave")).ToBeVisibleAsync();
        var reached = new List<string>();
        for (int i = 0; i < 5; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.tagName"));
        }

        Assert.Equal(["wave", "play", "SUMMARY", "A", "BODY"], reached.Select(id => id.Length == 0 ? "BODY" : id));
    }

    [Fact]
    public async Task A_bad_file_is_refused_with_the_services_own_words()
    {
        (IPage page, _) = await browser.OpenAsync(Service.Url);
        await ChooseAsync(page, "no audio at all"u8.ToArray(), "letter.wav");
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("This is not audio that the service knows");
        await Expect(page.Locator("#problem-text")).ToContainTextAsync("letter.wav: this is not audio");
        await AssertAccessibleAsync(page);
        await PictureAsync(page, "problem");
    }

    [Fact]
    public async Task A_busy_service_is_asked_again()
    {
        (IPage page, _) = await browser.OpenAsync(Service.Url);
        int asked = 0;
        await page.RouteAsync("**/predict*", async route =>
        {
            if (++asked == 1)
            {
                await route.FulfillAsync(new RouteFulfillOptions
                {
                    Status = 429,
                    Headers = new Dictionary<string, string> { ["Retry-After"] = "2", ["Content-Type"] = "application/problem+json" },
                    Body = """{"status":429,"detail":"More files are waiting than this service takes: try again in 2 s."}""",
                });
            }
            else
            {
                await route.ContinueAsync();
            }
        });
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The service is busy");
        await Expect(page.Locator("#retry")).ToContainTextAsync("by itself in");
        await PictureAsync(page, "busy");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
    }

    [Fact]
    public async Task Waiting_is_shown_and_can_be_cancelled()
    {
        (IPage page, _) = await browser.OpenAsync(Service.Url);
        await page.RouteAsync("**/predict*", _ => Task.CompletedTask);
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await Expect(page.Locator("#status")).ToHaveTextAsync(Waiting());
        await PictureAsync(page, "waiting");
        await page.Locator("#cancel").ClickAsync();
        await Expect(page.Locator("#state")).ToBeHiddenAsync();
        await Expect(page.Locator("#problem")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_service_that_is_gone_is_said_to_be()
    {
        (IPage page, _) = await browser.OpenAsync(Service.Url);
        await page.RouteAsync("**/predict*", route => route.AbortAsync());
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The service cannot be reached");
    }

    [Fact]
    public async Task A_key_is_asked_for_where_one_is_wanted()
    {
        await using TestService guarded = await TestService.StartAsync("ApiKeys:ann=0123456789abcdef");
        (IPage page, _) = await browser.OpenAsync(guarded.Url);
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await Expect(page.Locator("#key")).ToBeFocusedAsync();
        await PictureAsync(page, "key");
        await page.Locator("#key").FillAsync("0123456789abcdef");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
    }

    [Fact]
    public async Task The_microphone_is_recorded_and_answered()
    {
        (IPage page, List<string> complaints) = await browser.OpenAsync(Service.Url);
        await page.Locator("#record").ClickAsync();
        await Expect(page.Locator("#record-text")).ToHaveTextAsync(Stop());
        await PictureAsync(page, "recording");
        await page.Locator("#record").ClickAsync();
        await Expect(page.Locator("#clip")).ToContainTextAsync("recording.wav");
        await Expect(page.Locator("#ranking li")).ToHaveCountAsync(10);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_format_that_the_browser_does_not_know_is_answered_without_a_waveform()
    {
        (IPage page, _) = await browser.OpenAsync(Service.Url);
        await ChooseAsync(page, TestClip.Au(), "made-up.au");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        await Expect(page.Locator("#no-wave")).ToBeVisibleAsync();
        await Expect(page.Locator("#player")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_long_clip_is_answered_and_played_without_its_shape()
    {
        (IPage page, List<string> complaints) = await browser.OpenAsync(Service.Url);
        await ChooseAsync(page, TestClip.Long(), "long.wav");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer(), new LocatorAssertionsToHaveTextOptions { Timeout = 30_000 });
        await Expect(page.Locator("#long")).ToBeVisibleAsync();
        await Expect(page.Locator("#time")).ToHaveTextAsync("0:00 / 21:00");
        await PictureAsync(page, "long");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_page_that_reads_the_document_needs_nothing_from_elsewhere()
    {
        (IPage page, _) = await browser.OpenAsync(Service.Url);
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(new Uri(Service.Url, "docs").AbsoluteUri);
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Tells the genre of an audio file." })).ToBeVisibleAsync();
        await PictureAsync(page, "docs");
        Assert.All(asked.Where(url => !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal)), url =>
            Assert.StartsWith(Service.Url.AbsoluteUri, url, StringComparison.Ordinal));
    }

    private static Task ChooseAsync(IPage page, byte[] file, string name) =>
        page.Locator("#file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "audio/wav", Buffer = file });

    private static Task<double> CursorAsync(IPage page) => page.EvaluateAsync<double>("""
        () => { const w = document.getElementById('wave').getBoundingClientRect(); const c = document.getElementById('cursor').getBoundingClientRect();
          return (c.left - w.left) / w.width; }
        """);

    private static async Task AssertAccessibleAsync(IPage page)
    {
        AxeResult result = await page.RunAxe();
        Assert.Empty(result.Violations.Select(violation => string.Create(
            CultureInfo.InvariantCulture, $"{violation.Id}: {violation.Help} ({string.Join("; ", violation.Nodes.Select(node => node.Html))})")));
    }

    private static async Task PictureAsync(IPage page, string name)
    {
        if (Screenshots is not null)
        {
            await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Screenshots, name + ".png"), FullPage = true });
        }
    }

    [GeneratedRegex("^(Perhaps )?[a-z]+, \\d+\\s% sure$")]
    private static partial Regex Answer();

    [GeneratedRegex("^Sen")]
    private static partial Regex Waiting();

    [GeneratedRegex(@"^Stop \(0:0[1-9]\)$")]
    private static partial Regex Stop();

    [GeneratedRegex("^0:05 of 0:12, [a-z]+$")]
    private static partial Regex FiveOfTwelve();
}
