using GenreNet.Server.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Server.Tests.Page;

/// <summary>The page where the answer is not to be trusted: silence, short clips, what is not music.</summary>
public sealed class PageDoubtTests(Browser browser, SharedService shared) : PageTest(browser, shared)
{
    public static TheoryData<ColorScheme, string> Schemes => new() { { ColorScheme.Light, "light" }, { ColorScheme.Dark, "dark" } };

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Silence_is_shown_as_silent_without_a_ranking(ColorScheme scheme, string name)
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url, scheme);
        await ChooseAsync(page, TestClip.Wav(new float[10 * NonMusic.SampleRate]), "silence.wav");
        await Expect(page.Locator("#answer")).ToHaveTextAsync("The clip is silent");
        await Expect(page.Locator("#warnings")).ToContainTextAsync("silence.wav is silent");
        await Expect(page.Locator("#ranking li")).ToHaveCountAsync(0);
        await Expect(page.Locator("#ranking-title")).ToBeHiddenAsync();
        await Expect(page.Locator("#lane-names span")).ToHaveTextAsync("silent");
        await Expect(page.Locator("#segments td:nth-child(3)").First).ToHaveTextAsync("silent");
        await Expect(page.Locator("#wave")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        await PictureAsync(page, $"silent-{name}");
        Assert.Empty(complaints);
    }

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task Sound_that_is_not_music_is_doubtful_with_a_warning(ColorScheme scheme, string name)
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url, scheme);
        await ChooseAsync(page, TestClip.Wav(NonMusic.Render("sine 440 Hz")), "tone.wav");
        await Expect(page.Locator("#answer")).ToContainTextAsync("Possibly ");
        await Expect(page.Locator("#warnings.grave li")).ToContainTextAsync("tone.wav differs from all music");
        await Expect(page.Locator("#live")).ToContainTextAsync("differs from all music");
        await Expect(page.Locator("#wave")).ToBeVisibleAsync();
        double widest = await page.EvaluateAsync<double>("() => Math.max(...[...document.querySelectorAll('#ranking .fill')].map((fill) => parseFloat(fill.style.width)))");
        Assert.True(widest < 50, $"{widest} %");
        await AssertAccessibleAsync(page);
        await PictureAsync(page, $"tone-{name}");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Ten_milliseconds_are_doubtful_with_a_warning()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await ChooseAsync(page, TestClip.Wav(0.01), "moment.wav");
        await Expect(page.Locator("#answer")).ToContainTextAsync("Possibly ");
        await Expect(page.Locator("#clip")).ToContainTextAsync("10\u00a0ms");
        await Expect(page.Locator("#warnings.grave li").First).ToContainTextAsync("is only 0.01 s long");
        await PictureAsync(page, "short");
    }

    [Fact]
    public async Task Silence_between_music_is_shown_at_its_position()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        float[] music = GenreNet.Core.Datasets.SyntheticDataset.Render("techno", 777, 6).Samples.ToArray();
        await ChooseAsync(page, TestClip.Wav([.. music, .. new float[12 * NonMusic.SampleRate]]), "half.wav");
        await Expect(page.Locator("#warnings li").First).ToContainTextAsync("silent for 67 %");
        await Expect(page.Locator("#lane-names span").First).ToHaveTextAsync("silent");
        await Expect(page.Locator("#wave")).ToBeVisibleAsync();
        await PictureAsync(page, "half-silent");
    }
}
