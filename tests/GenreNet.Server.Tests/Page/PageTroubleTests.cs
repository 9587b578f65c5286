using System.Text.RegularExpressions;
using GenreNet.Server.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Server.Tests.Page;

/// <summary>The page when there is no answer, or not yet.</summary>
public sealed partial class PageTroubleTests(Browser browser, SharedService shared) : PageTest(browser, shared)
{
    [Fact]
    public async Task A_bad_file_is_rejected_with_the_message_of_the_service()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await ChooseAsync(page, "no audio at all"u8.ToArray(), "letter.wav");
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The service does not support this format");
        await Expect(page.Locator("#problem-text")).ToContainTextAsync("letter.wav: this is a text file, not audio");
        await AssertAccessibleAsync(page);
        await PictureAsync(page, "problem");
    }

    [Fact]
    public async Task A_request_to_a_busy_service_is_retried()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
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
        await Expect(page.Locator("#retry")).ToContainTextAsync("automatically in");
        await PictureAsync(page, "busy");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
    }

    [Fact]
    public async Task Waiting_is_displayed_and_can_be_cancelled()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await page.RouteAsync("**/predict*", _ => Task.CompletedTask);
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await Expect(page.Locator("#status")).ToHaveTextAsync(Waiting());
        await PictureAsync(page, "waiting");
        await page.Locator("#cancel").ClickAsync();
        await Expect(page.Locator("#state")).ToBeHiddenAsync();
        await Expect(page.Locator("#problem")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_unreachable_service_is_reported()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await page.RouteAsync("**/predict*", route => route.AbortAsync());
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The service cannot be reached");
    }

    [Fact]
    public async Task The_page_asks_for_a_required_key()
    {
        await using TestService guarded = await TestService.StartAsync("ApiKeys:ann=0123456789abcdef");
        (IPage page, _) = await Browser.OpenAsync(guarded.Url);
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await Expect(page.Locator("#key")).ToBeFocusedAsync();
        await PictureAsync(page, "key");
        // What no header can hold is no key.
        await page.Locator("#key").FillAsync("ключ");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#key")).ToBeFocusedAsync();
        await page.Locator("#key").FillAsync("0123456789abcdef");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
    }

    [Fact]
    public async Task The_page_works_without_session_storage()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        await page.EvaluateAsync("() => { Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('not here', 'SecurityError'); } }); }");
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_denied_microphone_affects_nothing_else()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await page.EvaluateAsync("() => { navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('Permission denied', 'NotAllowedError')); }");
        await page.RouteAsync("**/predict*", _ => Task.CompletedTask);
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await page.Locator("#record").ClickAsync();
        await Expect(page.Locator("#no-record")).ToContainTextAsync("Permission denied");
        await PictureAsync(page, "no-microphone");
        await page.Locator("#cancel").ClickAsync();
        await Expect(page.Locator("#state")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_second_click_during_the_permission_prompt_starts_no_second_recording()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await page.EvaluateAsync("""
            () => { const real = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices); window.asked = 0;
              navigator.mediaDevices.getUserMedia = async (wanted) => { window.asked += 1; await new Promise((go) => setTimeout(go, 300)); return real(wanted); }; }
            """);
        await page.Locator("#record").DblClickAsync();
        await Expect(page.Locator("#discard")).ToBeVisibleAsync();
        await page.Locator("#discard").ClickAsync();
        await Expect(page.Locator("#record-text")).ToHaveTextAsync("Record");
        Assert.Equal(1, await page.EvaluateAsync<int>("() => window.asked"));
        await Expect(page.Locator("#state")).ToBeHiddenAsync();
    }

    [GeneratedRegex("^Sen")]
    private static partial Regex Waiting();
}
