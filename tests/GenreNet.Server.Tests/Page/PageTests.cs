using System.Text.RegularExpressions;
using GenreNet.Server.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Server.Tests.Page;

/// <summary>The page as its readers meet it.</summary>
public sealed partial class PageTests(Browser browser, SharedService shared) : PageTest(browser, shared)
{
    private const int PhoneWidth = 390;

    [Theory]
    [InlineData(ColorScheme.Light, 900, "light")]
    [InlineData(ColorScheme.Dark, 900, "dark")]
    [InlineData(ColorScheme.Light, PhoneWidth, "phone")]
    public async Task The_result_has_a_waveform_a_timeline_and_a_ranking(ColorScheme scheme, int width, string name)
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url, scheme, width);
        await ChooseAsync(page, TestClip.Wav(12), "made-up.wav");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        await Expect(page.Locator("#ranking li")).ToHaveCountAsync(10);
        await Expect(page.Locator("#segments tr")).ToHaveCountAsync(6);
        // The pictures come after the answer.
        await Expect(page.Locator("#wave")).ToBeVisibleAsync();
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync();
        Assert.NotEqual(0, await page.Locator("#lanes .lane span").CountAsync());
        Assert.Equal(await page.Locator("#lane-names span").CountAsync(), await page.Locator("#lanes .lane").CountAsync());
        // Some of the canvas is painted, and not all of it.
        double painted = await page.EvaluateAsync<double>("""
            () => { const c = document.getElementById('canvas'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
              let n = 0; for (let i = 3; i < d.length; i += 4) { n += d[i] > 0; } return 4 * n / d.length; }
            """);
        Assert.InRange(painted, 0.02, 0.9);
        await AssertNoWiderThanWindowAsync(page);
        Assert.Equal("answer", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await AssertAccessibleAsync(page);
        await PictureAsync(page, name);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Real_music_is_classified()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        await ChooseAsync(page, TestClip.Real("rock"), "rock.00000.flac");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        await Expect(page.Locator("#segments tr")).ToHaveCountAsync(16);
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync();
        await PictureAsync(page, "real");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Playback_moves_the_cursor_and_keys_seek()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
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
    public async Task All_controls_are_reachable_by_keyboard()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await Expect(page.Locator("#answer")).ToBeFocusedAsync();
        await Expect(page.Locator("#wave")).ToBeVisibleAsync();
        var reached = new List<string>();
        for (int i = 0; i < 6; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.tagName"));
        }

        Assert.Equal(["wave", "play", "SUMMARY", "copy", "SUMMARY", "A"], reached);
    }

    [Fact]
    public async Task A_recording_is_classified()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        await page.Locator("#record").ClickAsync();
        await Expect(page.Locator("#record-text")).ToHaveTextAsync(Stop());
        await PictureAsync(page, "recording");
        await page.Locator("#record").ClickAsync();
        await Expect(page.Locator("#clip")).ToContainTextAsync("recording.wav");
        await Expect(page.Locator("#ranking li")).ToHaveCountAsync(10);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task An_unsupported_format_is_classified_without_a_waveform()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await ChooseAsync(page, TestClip.Au(), "made-up.au");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        await Expect(page.Locator("#no-wave")).ToBeVisibleAsync();
        await Expect(page.Locator("#wave")).ToBeHiddenAsync();
        await Expect(page.Locator("#play")).ToBeHiddenAsync();
        await Expect(page.Locator("#lanes")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_long_clip_is_classified_and_played_without_a_waveform()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        // What a short clip was answered: all of the long one would keep the service busy, and is not what is looked at here.
        await AnswerWithAsync(page, await PredictAsync());
        await ChooseAsync(page, TestClip.Long(), "long.wav");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        await Expect(page.Locator("#long")).ToBeVisibleAsync();
        await Expect(page.Locator("#spectrogram")).ToBeHiddenAsync();
        await Expect(page.Locator("#time")).ToHaveTextAsync("0:00 / 21:00");
        await PictureAsync(page, "long");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_documentation_page_loads_nothing_from_other_servers()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        await page.GotoAsync(new Uri(Service.Url, "docs").AbsoluteUri);
        await Expect(page.GetByRole(AriaRole.Heading, new PageGetByRoleOptions { Name = "Classifies the genre of an audio file." })).ToBeVisibleAsync();
        await PictureAsync(page, "docs");
        Assert.All(asked.Where(url => !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("blob:", StringComparison.Ordinal)), url =>
            Assert.StartsWith(Service.Url.AbsoluteUri, url, StringComparison.Ordinal));
    }

    private static Task<double> CursorAsync(IPage page) => page.EvaluateAsync<double>("""
        () => { const w = document.getElementById('wave').getBoundingClientRect(); const c = document.getElementById('cursor').getBoundingClientRect();
          return (c.left - w.left) / w.width; }
        """);

    [GeneratedRegex(@"^Stop \(0:0[1-9]\)$")]
    private static partial Regex Stop();

    [GeneratedRegex(@"^0:05 of 0:12, [a-z]+, \d+(\.\d)?\s%$")]
    private static partial Regex FiveOfTwelve();
}
