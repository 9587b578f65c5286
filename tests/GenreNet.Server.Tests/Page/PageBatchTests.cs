using System.Text.RegularExpressions;
using GenreNet.Server.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Server.Tests.Page;

/// <summary>Many files on the page: a table with a row per file.</summary>
public sealed partial class PageBatchTests(Browser browser, SharedService shared) : PageTest(browser, shared)
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<ColorScheme, int, string> Looks => new()
    {
        { ColorScheme.Light, 1000, "light" }, { ColorScheme.Dark, 1000, "dark" }, { ColorScheme.Light, 390, "phone" },
    };

    public override async ValueTask DisposeAsync()
    {
        _folder.Dispose();
        await base.DisposeAsync();
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Several_files_become_a_table_with_errors_in_their_rows(ColorScheme scheme, int width, string name)
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url, scheme, width);
        await page.Locator("#file").SetInputFilesAsync([File("two.wav", TestClip.Wav(5)), File("one, \"quoted\".wav", TestClip.Wav(4)), File("=letter.wav", "no audio at all"u8.ToArray()), File("silent.wav", TestClip.Wav(new float[22050]))]);
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync("3 of 4 files have a result, 1 error.");
        await Expect(page.Locator("#batch-title")).ToHaveTextAsync("4 files");
        await Expect(page.Locator("#batch-title")).ToBeFocusedAsync();
        await Expect(page.Locator("#batch-rows tr.failed")).ToContainTextAsync("this is a text file, not audio");
        await Expect(Row(page, "silent.wav")).ToContainTextAsync("The clip is silent");
        await Expect(page.Locator("#batch-genres li").Filter(new LocatorFilterOptions { HasText = "No genre 1" })).ToHaveCountAsync(1);
        await Expect(page.Locator("#live")).ToContainTextAsync("3 of 4 files have a result");
        // The text file would be rejected again.
        await Expect(page.Locator("#batch-retry")).ToBeHiddenAsync();
        await AssertNoWiderThanWindowAsync(page);
        await AssertAccessibleAsync(page);
        await PictureAsync(page, $"batch-{name}");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_table_is_sorted_and_downloaded_as_CSV()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await page.Locator("#file").SetInputFilesAsync([File("10.wav", TestClip.Wav(5)), File("9.wav", TestClip.Wav(7)), File("=a, \"b\".wav", "no audio at all"u8.ToArray())]);
        await Expect(page.Locator("#batch-status")).ToContainTextAsync("2 of 3 files have a result");
        Assert.Equal(["=a, \"b\".wav", "9.wav", "10.wav"], await NamesAsync(page));
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Length" }).ClickAsync();
        Assert.Equal(["9.wav", "10.wav", "=a, \"b\".wav"], await NamesAsync(page));
        await Expect(page.Locator("th[data-sort=length]")).ToHaveAttributeAsync("aria-sort", "descending");
        // By keyboard, and in the other direction; files without a result stay last.
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(["10.wav", "9.wav", "=a, \"b\".wav"], await NamesAsync(page));
        IDownload file = await page.RunAndWaitForDownloadAsync(() => page.Locator("#batch-csv").ClickAsync());
        Assert.Equal("genres.csv", file.SuggestedFilename);
        string path = _folder.File("genres.csv");
        await file.SaveAsAsync(path);
        string[] lines = await System.IO.File.ReadAllLinesAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("file,genre,confidence,second_genre,second_confidence,duration_seconds,silent,short,out_of_distribution,warnings,error", lines[0]);
        // Spreadsheets would take the name for a formula.
        Assert.StartsWith("\"'=a, \"\"b\"\".wav\",,,", lines[1], StringComparison.Ordinal);
        Assert.Matches(@"^9\.wav,[a-z]+,0\.\d+,[a-z]+,0\.\d+,7,false,false,(true|false),", lines[2]);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public async Task A_dropped_folder_is_classified_with_its_subfolders()
    {
        foreach (string name in (string[])["jazz/a.wav", "jazz/b.wav", "rock/live/c.wav", "rock/.hidden.wav", "rock/cover.jpg", "notes.txt"])
        {
            string path = _folder.File($"music/{name}");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await System.IO.File.WriteAllBytesAsync(path, TestClip.Wav(2), TestContext.Current.CancellationToken);
        }

        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        await DropAsync(page, _folder.File("music"));
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync("3 of 3 files have a result.");
        Assert.Equal(["music/jazz/a.wav", "music/jazz/b.wav", "music/rock/live/c.wav"], await NamesAsync(page));
        await Expect(page.Locator("#batch-skipped")).ToContainTextAsync("3 other files skipped");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_chosen_folder_is_classified()
    {
        string path = _folder.File("album/1.wav");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await System.IO.File.WriteAllBytesAsync(path, TestClip.Wav(2), TestContext.Current.CancellationToken);
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await page.Locator("#folder").SetInputFilesAsync(_folder.File("album"));
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync("1 of 1 files have a result.");
        Assert.Equal(["album/1.wav"], await NamesAsync(page));
    }

    [Fact]
    public async Task A_folder_without_audio_is_reported()
    {
        string path = _folder.File("texts/1.txt");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await System.IO.File.WriteAllTextAsync(path, "text", TestContext.Current.CancellationToken);
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await DropAsync(page, _folder.File("texts"));
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("No audio files found");
        await Expect(page.Locator("#batch")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_file_of_the_table_opens_alone()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await page.Locator("#file").SetInputFilesAsync([File("a.wav", TestClip.Wav(2)), File("b.wav", TestClip.Wav(6))]);
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync("2 of 2 files have a result.");
        await Row(page, "b.wav").GetByRole(AriaRole.Button).ClickAsync();
        await Expect(page.Locator("#clip")).ToHaveTextAsync("b.wav, 0:06");
        await Expect(page.Locator("#batch-rows tr")).ToHaveCountAsync(2);
        await PictureAsync(page, "batch-open");
        await page.Locator("#batch-close").ClickAsync();
        await Expect(page.Locator("#batch")).ToBeHiddenAsync();
        await Expect(page.Locator("#answer")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_busy_service_is_asked_again_after_its_time()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        int asked = 0;
        await page.RouteAsync("**/predict/batch*", route => ++asked > 2 ? route.ContinueAsync() : route.FulfillAsync(new RouteFulfillOptions
        {
            Status = asked == 1 ? 429 : 503,
            Headers = new Dictionary<string, string> { ["Retry-After"] = "2", ["Content-Type"] = "application/problem+json" },
            Body = """{"status":429,"detail":"Too many of your batches are in progress. Try again in 2 s."}""",
        }));
        await page.Locator("#file").SetInputFilesAsync([File("a.wav", TestClip.Wav(2)), File("b.wav", TestClip.Wav(2))]);
        await Expect(page.Locator("#batch-status")).ToContainTextAsync("The service is busy. The page continues in");
        await PictureAsync(page, "batch-busy");
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync("2 of 2 files have a result.");
        Assert.Equal(3, asked);
    }

    [Fact]
    public async Task Limits_of_the_service_are_respected_by_smaller_requests()
    {
        await using TestService service = await TestService.StartAsync("MaxBatchFiles=2", "MaxUploadMegabytes=1");
        (IPage page, _) = await Browser.OpenAsync(service.Url);
        FilePayload[] files = [.. Enumerable.Range(0, 5).Select(i => File($"{i}.wav", TestClip.Wav(2))), File("large.wav", new byte[2 << 20])];
        await page.Locator("#file").SetInputFilesAsync(files);
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync("5 of 6 files have a result, 1 error.");
        await Expect(Row(page, "large.wav")).ToContainTextAsync("The upload is larger than 1 MB.");
    }

    [Fact]
    public async Task Cancelling_keeps_the_results_and_retry_classifies_the_rest()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        int asked = 0;
        // Two requests of 16 files are sent at once; only the first gets a response.
        await page.RouteAsync("**/predict/batch*", route => ++asked == 1 ? route.ContinueAsync() : Task.CompletedTask);
        byte[] clip = TestClip.Wav(2);
        await page.Locator("#file").SetInputFilesAsync([.. Enumerable.Range(0, 32).Select(i => File($"{i}.wav", clip))]);
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync(Partly());
        await Expect(page.Locator("#batch-progress")).ToBeVisibleAsync();
        await AssertAccessibleAsync(page);
        await PictureAsync(page, "batch-running");
        await page.Locator("#batch-cancel").ClickAsync();
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync(Cancelled());
        await Expect(page.Locator("#batch-progress")).ToBeHiddenAsync();
        await page.UnrouteAsync("**/predict/batch*");
        await page.Locator("#batch-retry").ClickAsync();
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync("32 of 32 files have a result.");
        await Expect(page.Locator("#batch-retry")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_unreachable_service_ends_the_batch()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        await page.RouteAsync("**/predict/batch*", route => route.AbortAsync());
        await page.Locator("#file").SetInputFilesAsync([.. Enumerable.Range(0, 8).Select(i => File($"{i}.wav", [1]))]);
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The service cannot be reached");
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync("Stopped. 0 of 8 files have a result, 3 errors.");
        await Expect(page.Locator("#batch-retry")).ToHaveTextAsync("Retry 8 files");
        await PictureAsync(page, "batch-unreachable");
    }

    [Fact]
    public async Task A_key_is_asked_for_once()
    {
        await using TestService guarded = await TestService.StartAsync("ApiKeys:ann=0123456789abcdef");
        (IPage page, _) = await Browser.OpenAsync(guarded.Url);
        await page.Locator("#file").SetInputFilesAsync([.. Enumerable.Range(0, 20).Select(i => File($"{i}.wav", TestClip.Wav(1)))]);
        await page.Locator("#key").FillAsync("0123456789abcdef");
        await page.Keyboard.PressAsync("Enter");
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync("20 of 20 files have a result.");
        await Expect(page.Locator("#problem")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task Files_are_classified_one_by_one_where_the_classifier_has_no_batches()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        string[] rows = await page.EvaluateAsync<string[]>("""
            async () => { const { BatchRun } = await import('/js/batch-run.js'); const { Problem } = await import('/js/problem.js');
              const service = { classify: async (file) => { if (file.name === 'b') { throw new Problem('Bad', 'bad file', { status: 415 }); } return { genre: file.name }; } };
              const rows = ['a', 'b', 'c'].map((name) => ({ file: new File([], name), path: name }));
              await new BatchRun(service, rows, { onChange() {}, onWait() {} }).run();
              return rows.map((row) => `${row.state} ${row.answer?.genre ?? row.problem.message}`); }
            """);
        Assert.Equal(["done a", "done bad file", "done c"], rows);
    }

    private static FilePayload File(string name, byte[] content) => new() { Name = name, MimeType = "audio/wav", Buffer = content };

    private static ILocator Row(IPage page, string name) => page.Locator("#batch-rows tr").Filter(new LocatorFilterOptions { HasText = name });

    private static async Task<IReadOnlyList<string>> NamesAsync(IPage page) => await page.Locator("#batch-rows th button").AllTextContentsAsync();

    /// <summary>Drops a path on the page as the system's file manager does.</summary>
    private static async Task DropAsync(IPage page, string path)
    {
        ICDPSession session = await page.Context.NewCDPSessionAsync(page);
        foreach (string type in (string[])["dragEnter", "dragOver", "drop"])
        {
            await session.SendAsync("Input.dispatchDragEvent", new Dictionary<string, object>
            {
                ["type"] = type,
                ["x"] = 200,
                ["y"] = 200,
                ["data"] = new Dictionary<string, object> { ["items"] = Array.Empty<object>(), ["files"] = new[] { path }, ["dragOperationsMask"] = 1 },
            });
        }
    }

    [GeneratedRegex("^1[0-6] of 32 classified\\.")]
    private static partial Regex Partly();

    [GeneratedRegex("^Cancelled\\. 1[0-6] of 32 files have a result\\.$")]
    private static partial Regex Cancelled();
}
