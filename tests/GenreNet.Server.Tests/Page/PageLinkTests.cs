using System.Text;
using System.Text.Json.Nodes;
using GenreNet.Server.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Server.Tests.Page;

/// <summary>Links to results. Their content comes from strangers.</summary>
public sealed class PageLinkTests(Browser browser, SharedService shared) : PageTest(browser, shared)
{
    private static readonly string[] Damaged =
    [
        "v1.", "v1.%%%", "v1.AAAA", "v1.bnVsbA", "v1.W10", "v1." + new string('A', 30_000), "v1." + new string('W', 19_000),
        Encode(Changed(0, 7)), Encode(Changed(0, new string('x', 121))), Encode(Changed(1, -1)), Encode(Changed(1, 1e99)), Encode(Changed(1, 0.5)), Encode(Changed(2, 128)),
        Encode(Changed(3, new JsonArray())), Encode(Changed(3, new JsonArray("jazz", "jazz"))), Encode(Changed(3, new JsonArray("jazz", null))), Encode(Changed(3, "jazz")),
        Encode(Changed(4, new JsonArray(1))), Encode(Changed(4, new JsonArray(1, 10))), Encode(Changed(5, 2)), Encode(Changed(5, "__proto__")), Encode(Changed(6, 100_001)),
        Encode(Changed(7, new JsonArray(0, 610))), Encode(Changed(7, new JsonArray(5, 610, 1))), Encode(Changed(7, new JsonArray())), Encode(Changed(7, new JsonObject { ["length"] = 3 })),
        Encode(Changed(8, new JsonArray(150, 0, 500, 100, 1, 500))), Encode(Changed(8, new JsonArray(9000, 0, 500))), Encode(Changed(8, new JsonArray(300, -2, 500))),
        Encode(Changed(9, new JsonArray("speech", 200_000, 0))), Encode(new JsonArray([.. Fields().Take(9).Select(value => value!.DeepClone())])),
    ];

    [Fact]
    public async Task A_link_shows_the_result_without_its_audio()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        await ChooseAsync(page, TestClip.Wav(12), "Mot\u00f6rhead \U0001F3B5.wav");
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        await Expect(page.Locator("#shared")).ToBeHiddenAsync();
        await page.Locator("#copy").ClickAsync();
        await page.WaitForFunctionAsync("() => location.hash.startsWith('#v1.')");
        Assert.InRange(page.Url.Length, 100, 1000);
        (IPage other, List<string> others) = await Browser.OpenAsync(new Uri(page.Url));
        await Expect(other.Locator("#shared")).ToContainTextAsync("no audio");
        foreach (string id in (string[])["#answer", "#clip", "#ranking", "#segments", "#lane-names", "#times"])
        {
            await Expect(other.Locator(id)).ToHaveTextAsync((await page.Locator(id).TextContentAsync())!);
        }

        await Expect(other.Locator("#wave")).ToBeHiddenAsync();
        await Expect(other.Locator("#play")).ToBeHiddenAsync();
        await Expect(other.Locator("#drawing")).ToBeHiddenAsync();
        await AssertAccessibleAsync(other);
        await PictureAsync(other, "link");
        Assert.Empty(complaints.Concat(others));
    }

    [Fact]
    public async Task The_link_is_shown_where_it_cannot_be_copied()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await page.EvaluateAsync("() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); }");
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await page.Locator("#copy").ClickAsync();
        await Expect(page.Locator("#link")).ToBeFocusedAsync();
        Assert.Equal(page.Url, await page.Locator("#link").InputValueAsync());
        await AssertAccessibleAsync(page);
        await PictureAsync(page, "link-field");
    }

    [Fact]
    public async Task The_next_clip_removes_the_link_from_the_address()
    {
        (IPage page, _) = await Browser.OpenAsync(new Uri(Service.Url, "#" + Encode(Fields())));
        await Expect(page.Locator("#answer")).ToHaveTextAsync("Jazz, 61\u00a0% confidence");
        await ChooseAsync(page, TestClip.Wav(4), "made-up.wav");
        await Expect(page.Locator("#clip")).ToContainTextAsync("made-up.wav");
        Assert.Equal(Service.Url.AbsoluteUri, page.Url);
        await Expect(page.Locator("#shared")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_doubtful_result_stays_doubtful()
    {
        JsonArray fields = Fields();
        // Short, unlike the training music, and no music.
        fields[2] = 0b10110;
        fields[9] = new JsonArray("speech", 93_000, 0);
        (IPage page, _) = await Browser.OpenAsync(new Uri(Service.Url, "#" + Encode(fields)));
        await Expect(page.Locator("#answer")).ToHaveTextAsync("No music found");
        await Expect(page.Locator("#explanation")).ToHaveTextAsync("It sounds like speech (93\u00a0%).");
        await Expect(page.Locator("#warnings.grave li")).ToHaveTextAsync(["The clip is short, so the result is often wrong."]);
    }

    [Fact]
    public async Task Markup_in_a_link_is_shown_as_text()
    {
        const string Markup = "<img src=x onerror=\"window.isHacked = 1\"><script>window.isHacked = 1</script>";
        JsonArray fields = Fields();
        fields[0] = Markup;
        fields[3] = new JsonArray("<b onclick=x>bold", "javascript:alert(1)");
        (IPage page, List<string> complaints) = await Browser.OpenAsync(new Uri(Service.Url, "#" + Encode(fields)));
        await Expect(page.Locator("#clip")).ToHaveTextAsync(Markup + ", 0:30");
        await Expect(page.Locator("#answer")).ToHaveTextAsync("<b onclick=x>bold, 61\u00a0% confidence");
        Assert.Equal(0, await page.Locator("#result img, #result script, #result b, #result a").CountAsync());
        Assert.Null(await page.EvaluateAsync<int?>("() => window.isHacked"));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_text_cannot_reverse_its_surroundings()
    {
        JsonArray fields = Fields();
        fields[0] = "gnos\u202e3pm.\u0000\u2066exe";
        (IPage page, _) = await Browser.OpenAsync(new Uri(Service.Url, "#" + Encode(fields)));
        await Expect(page.Locator("#clip")).ToHaveTextAsync("gnos3pm.exe, 0:30");
    }

    [Fact]
    public async Task Every_value_of_a_link_is_checked()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        string[] kinds = await page.EvaluateAsync<string[]>(
            "async (fragments) => { const { decodeLink } = await import('/js/link.js'); return fragments.map((fragment) => decodeLink(fragment).kind); }", Damaged.Append(Encode(Fields())));
        Assert.Equal([.. Enumerable.Repeat("damaged", Damaged.Length), "result"], kinds);
    }

    [Fact]
    public async Task A_damaged_link_is_reported()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        await page.EvaluateAsync("() => { location.hash = 'v1.AAAA'; }");
        await Expect(page.Locator("#problem-text")).ToHaveTextAsync("The link is incomplete or damaged. Copy the complete link, or ask for it again.");
        await Expect(page.Locator("#result")).ToBeHiddenAsync();
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Random_changes_of_a_link_are_a_result_or_reported()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        string[] kinds = await page.EvaluateAsync<string[]>("""
            async (link) => { const { decodeLink } = await import('/js/link.js'); const kinds = new Set(); let seed = 1;
              const random = (count) => { seed = (seed * 48271) % 2147483647; return seed % count; };
              const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
              for (let i = 0; i < 5000; i++) {
                const at = 3 + random(link.length - 3);
                const changed = link.slice(0, at) + letters[random(64)] + (random(5) ? link.slice(at + 1) : '');
                const { kind, answer } = decodeLink(changed);
                kinds.add(kind);
                if (answer && !(answer.confidence >= 0 && answer.confidence <= 1 && answer.ranking.every((entry) => entry.probability <= 1))) { kinds.add(changed); }
              }
              return [...kinds].sort(); }
            """, Encode(Fields()));
        Assert.Equal(["damaged", "result"], kinds);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_link_of_another_version_is_reported()
    {
        (IPage page, _) = await Browser.OpenAsync(new Uri(Service.Url, "#v2.abc"));
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The link cannot be opened");
        await Expect(page.Locator("#problem-text")).ToContainTextAsync("another version");
        await PictureAsync(page, "link-newer");
    }

    [Fact]
    public async Task A_long_clip_has_a_short_link()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        JsonObject answer = await PredictAsync();
        answer["duration_seconds"] = 7200;
        answer["timeline"] = new JsonArray([.. Enumerable.Range(0, 2400).Select(i => new JsonObject
        {
            ["start_seconds"] = 3 * i, ["end_seconds"] = 3 * (i + 1), ["genre"] = i % 2 == 0 ? "jazz" : "rock", ["probability"] = 0.4 + (i % 3 / 10.0),
        })]);
        string link = await page.EvaluateAsync<string>("""
            async (answer) => { const { encodeLink, decodeLink } = await import('/js/link.js'); const { paletteOf } = await import('/js/colours.js');
              const link = encodeLink(JSON.parse(answer), 'x'.repeat(500), paletteOf(['jazz', 'rock']));
              const read = decodeLink(link);
              return `${link.length} ${read.kind} ${read.answer.timeline.at(-1).end_seconds} ${read.answer.timeline.length}`; }
            """, answer.ToJsonString());
        Assert.Matches("^[0-9]{4} result 7200 300$", link);
    }

    /// <summary>The fields of a valid link: 61 % jazz.</summary>
    private static JsonArray Fields() => new(
        "song.wav", 300, 0, new JsonArray("jazz", "rock"), new JsonArray(5, 9), 0, 61_000, new JsonArray(0, 61_000, 1, 1, 39_000, 1), new JsonArray(150, 0, 70_000, 300, 1, 52_000), new JsonArray());

    private static JsonArray Changed(int index, JsonNode value)
    {
        JsonArray fields = Fields();
        fields[index] = value;
        return fields;
    }

    private static string Encode(JsonArray fields) =>
        "v1." + Convert.ToBase64String(Encoding.UTF8.GetBytes(fields.ToJsonString())).Replace('+', '-').Replace('/', '_').TrimEnd('=');
}
