using GenreNet.Inference;
using GenreNet.Inference.Tests.Support;
using GenreNet.Server.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Server.Tests.Page;

/// <summary>The page with other models: which one answers, how well, several genres per clip, no music at all.</summary>
public sealed class PageModelTests(Browser browser, SharedService shared) : PageTest(browser, shared)
{
    private const int PhoneWidth = 390;
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<ColorScheme, int, string> Looks => new()
    {
        { ColorScheme.Light, 900, "light" }, { ColorScheme.Dark, 900, "dark" }, { ColorScheme.Light, PhoneWidth, "phone" },
    };

    public override async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task The_embedded_model_shows_the_accuracy_on_its_card()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model: 10 genres (blues, ");
        await Expect(page.Locator("#accuracy")).ToHaveTextAsync(new System.Text.RegularExpressions.Regex(
            @"^Correct on \d+\s% of \d+ tracks \(95\s% CI \d+–\d+\s%\): cross-validation of the vote, "));
        await AssertAccessibleAsync(page);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_accuracy_is_that_of_the_model_in_use()
    {
        var test = new AccuracyFigures { SegmentAccuracy = 0.8, TrackAccuracy = 0.85, Segments = 100, Tracks = 100 };
        await using TestService service = await StartAsync("gtzan-mn04", new TestModel { Edit = card => card with { Test = test } });
        (IPage page, _) = await Browser.OpenAsync(service.Url);
        await Expect(page.Locator("#model")).ToHaveTextAsync("Model gtzan-mn04: 3 genres (jazz, rock, techno).");
        // Wilson's interval of 85 of 100.
        await Expect(page.Locator("#accuracy")).ToContainTextAsync("Correct on 85\u00a0% of 100 test tracks (95\u00a0% CI 77\u201391\u00a0%)");
        await using TestService untested = await StartAsync("untested", new TestModel());
        (IPage other, _) = await Browser.OpenAsync(untested.Url);
        await Expect(other.Locator("#model")).ToContainTextAsync("Model untested");
        await Expect(other.Locator("#accuracy")).ToBeHiddenAsync();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task A_clip_without_music_is_named_as_such(ColorScheme scheme, int width, string name)
    {
        await using TestService service = await StartAsync("gtzan-mn04", new TestModel().WithContent(music: 0.04, speech: 0.93));
        (IPage page, List<string> complaints) = await Browser.OpenAsync(service.Url, scheme, width);
        await ChooseAsync(page, TestClip.Wav(9), "talk.wav");
        await Expect(page.Locator("#answer")).ToHaveTextAsync("No music found");
        await Expect(page.Locator("#explanation")).ToHaveTextAsync("It sounds like speech (93\u00a0%).");
        await Expect(page.Locator("#content")).ToBeHiddenAsync();
        await Expect(page.Locator("#warnings.grave li")).ToContainTextAsync("talk.wav: no music found (speech 93 %).");
        await Expect(page.Locator("#ranking-title")).ToHaveTextAsync("Genres if the clip were music");
        await Expect(page.Locator("#live")).ToContainTextAsync("No music found");
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        await PictureAsync(page, $"no-music-{name}");
        Assert.Empty(complaints);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Several_genres_can_apply_and_scores_are_not_percentages(ColorScheme scheme, int width, string name)
    {
        string[] genres = [.. Enumerable.Range(1, 24).Select(i => $"genre {i:00} of a long list")];
        TestModel model = TestModel.MultiLabel([.. Enumerable.Range(1, 24).Select(i => 1 - (i / 26f))]) with
        {
            Genres = genres,
            LabelCalibration = new LabelCalibration { Genres = [genres[0], genres[2]], FittedOn = "made-up clips" },
        };
        await using TestService service = await StartAsync("audioset", model.WithContent(music: 0.97, speech: 0.1));
        (IPage page, List<string> complaints) = await Browser.OpenAsync(service.Url, scheme, width);
        await Expect(page.Locator("#model")).ToHaveTextAsync("Model audioset: 24 genres and styles, several of which can apply to a clip.");
        await ChooseAsync(page, TestClip.Wav(9), "song.wav");
        await Expect(page.Locator("#answer")).ToHaveTextAsync("Genre 01 of a long list, 96\u00a0% confidence");
        await Expect(page.Locator("#ranking-title")).ToHaveTextAsync("Which genres apply?");
        await Expect(page.Locator("#ranking-note")).ToHaveTextAsync(
            "Several genres can apply, so the bars do not add up to 100\u00a0%. Figures without % are uncalibrated scores, which only rank genres.");
        await Expect(page.Locator("#ranking li")).ToHaveCountAsync(10);
        await Expect(page.Locator("#ranking .share").Nth(1)).ToHaveTextAsync("0.92");
        await Expect(page.Locator("#further-title")).ToHaveTextAsync("14 more genres");
        await page.Locator("#further-title").ClickAsync();
        await Expect(page.Locator("#further-ranking li")).ToHaveCountAsync(14);
        await Expect(page.Locator("#content")).ToContainTextAsync("music 97\u00a0%");
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync();
        await AssertNoWiderThanWindowAsync(page);
        await AssertAccessibleAsync(page);
        await PictureAsync(page, $"multi-label-{name}");
        Assert.Empty(complaints);
    }

    private async Task<TestService> StartAsync(string name, TestModel model)
    {
        string path = _folder.File($"{name}.onnx");
        await File.WriteAllBytesAsync(path, model.ToFile(), TestContext.Current.CancellationToken);
        return await TestService.StartWithAsync(("GenreNet:ModelPath", path));
    }
}
