using System.Text.Json.Nodes;
using GenreNet.Server.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Server.Tests.Page;

/// <summary>The page before the first result: explanation, examples, and ways to send music.</summary>
public sealed class PageFirstViewTests(Browser browser, SharedService shared) : PageTest(browser, shared)
{
    private const string Index = """[{"genre":"jazz","file":"jazz.wav"},{"genre":"hiphop","file":"hiphop.wav"},{"genre":"evil","file":"../model"},{"genre":3}]""";

    public static TheoryData<ColorScheme, int, string> Looks => new()
    {
        { ColorScheme.Light, 1200, "light" }, { ColorScheme.Dark, 1200, "dark" }, { ColorScheme.Light, 390, "phone" },
    };

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task The_first_view_explains_what_happens_to_the_file(ColorScheme scheme, int width, string name)
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url, scheme, width);
        await Expect(page.Locator("#intro")).ToContainTextAsync("The service deletes it as soon as it is classified.");
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
        await AssertNoWiderThanWindowAsync(page);
        await AssertAccessibleAsync(page);
        await PictureAsync(page, $"first-{name}");
    }

    [Fact]
    public async Task An_example_is_classified()
    {
        (IPage page, List<string> complaints) = await OpenAsync(Index);
        // Entries that are not a genre with a plain file name are ignored.
        await Expect(page.Locator("#example-list button")).ToHaveTextAsync(["Jazz", "Hiphop"]);
        await page.Locator("#example-list button").First.ClickAsync();
        await Expect(page.Locator("#clip")).ToHaveTextAsync("jazz.wav, 0:06");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        await Expect(page.Locator("#intro")).ToBeHiddenAsync();
        await AssertAccessibleAsync(page);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task An_example_that_is_missing_is_reported()
    {
        (IPage page, _) = await OpenAsync(Index);
        await page.Locator("#example-list button").Last.ClickAsync();
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The example cannot be loaded");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("[]")]
    [InlineData("no JSON")]
    [InlineData("{}")]
    public async Task Without_examples_there_are_no_buttons(string? index)
    {
        (IPage page, _) = await OpenAsync(index);
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
        await Expect(page.Locator("#examples")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task The_examples_of_the_repository_are_served()
    {
        string folder = Path.Combine(RepositoryRoot.Path, "examples");
        Assert.SkipUnless(File.Exists(Path.Combine(folder, "index.json")), "The repository has no examples");
        using HttpResponseMessage index = await Service.Client.GetAsync("examples/index.json", TestContext.Current.CancellationToken);
        string[] files = [.. JsonNode.Parse(await index.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!.AsArray().Select(entry => entry!["file"]!.GetValue<string>())];
        Assert.Equal(10, files.Length);
        foreach (string file in files)
        {
            using HttpResponseMessage clip = await Service.Client.GetAsync($"examples/{file}", TestContext.Current.CancellationToken);
            Assert.Equal("audio/ogg", clip.Content.Headers.ContentType?.MediaType);
            Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(folder, file), TestContext.Current.CancellationToken), await clip.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task A_dropped_file_is_classified()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        IJSHandle transfer = await page.EvaluateHandleAsync("""
            (base64) => { const transfer = new DataTransfer(); const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
              transfer.items.add(new File([bytes], 'dropped.wav', { type: 'audio/wav' })); return transfer; }
            """, Convert.ToBase64String(TestClip.Wav(4)));
        await page.DispatchEventAsync("#drop", "dragenter", new { dataTransfer = transfer });
        await Expect(page.Locator("#drop.over")).ToHaveCountAsync(1);
        await PictureAsync(page, "drag");
        await page.DispatchEventAsync("#drop", "drop", new { dataTransfer = transfer });
        await Expect(page.Locator("#clip")).ToContainTextAsync("dropped.wav");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        await Expect(page.Locator("#drop.over")).ToHaveCountAsync(0);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_ways_to_send_music_are_reachable_by_keyboard()
    {
        (IPage page, _) = await OpenAsync(Index);
        await Expect(page.Locator("#example-list button")).ToHaveCountAsync(2);
        var reached = new List<string>();
        for (int i = 0; i < 5; i++)
        {
            await page.Keyboard.PressAsync("Tab");
            reached.Add(await page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.textContent"));
        }

        Assert.Equal(["file", "folder", "record", "Jazz", "Hiphop"], reached);
        // The label of an input that has the focus shows it.
        await page.Locator("#file").FocusAsync();
        await page.Keyboard.PressAsync("Shift+Tab");
        await page.Keyboard.PressAsync("Tab");
        Assert.NotEqual("none", await page.EvaluateAsync<string>("() => getComputedStyle(document.querySelector('label[for=file]')).outlineStyle"));
    }

    /// <summary>Opens the page with an index of examples; null for a service without one.</summary>
    private async Task<(IPage Page, List<string> Complaints)> OpenAsync(string? index)
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        await page.RouteAsync("**/examples/*", route => route.FulfillAsync(Path.GetFileName(route.Request.Url) switch
        {
            "index.json" when index is not null => new RouteFulfillOptions { ContentType = "application/json", Body = index },
            "jazz.wav" => new RouteFulfillOptions { ContentType = "audio/wav", BodyBytes = TestClip.Wav(6) },
            _ => new RouteFulfillOptions { Status = 404 },
        }));
        await page.ReloadAsync();
        return (page, complaints);
    }
}
