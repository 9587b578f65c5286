using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GenreNet.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Browser.Tests;

/// <summary>The site as its users see it, served by a plain file server.</summary>
[Slow]
[Collection(nameof(BuiltSite))]
public sealed partial class SitePageTests(Server.Tests.Page.Browser browser, BuiltSite site) : ServedFolderTest(browser, site)
{
    private const long MostBytes = 6_000_000;
    private const double MostMemory = 300e6;
    private const double MostGrowth = 210e6;

    // The parts of the program of the browser that the process has in memory are included: 130 MB. The page needs about 300 MB, and 490 MB
    // if the clip is decoded as a whole.
    private const double MostOfPage = 330e6;

    // A third of a second each.
    private const int RepetitionsPerMinute = 177;

    // The browser itself looks for a new version of the service worker, about two seconds after the worker of the page was loaded through it.
    private const string UpdateCheck = "/sw.js";

    [Fact]
    public async Task The_first_visit_fetches_each_file_once_and_little_in_total_and_a_clip_nothing_more()
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        (string Path, long Bytes)[] parts = [.. Server.Sent.Where(file => file.Path.Contains("/genrenet/", StringComparison.Ordinal))];
        Assert.Equal(parts.Select(file => file.Path).Distinct().Count(), parts.Length);
        Assert.InRange(Server.Sent.Sum(file => file.Bytes), 1, MostBytes);
        int sent = Server.Sent.Count;
        // Those that the service worker answers are listed as well; a clip is a file of the page.
        var requests = new System.Collections.Concurrent.ConcurrentQueue<string>();
        page.Request += (_, request) => requests.Enqueue(request.Url);
        await page.Locator("#file").SetInputFilesAsync(Path.Combine(RepositoryRoot.Path, "examples", "rock.ogg"));
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
        await Expect(page.Locator("#answer")).ToContainTextAsync("Rock");
        await Expect(page.Locator("#ranking li")).ToHaveCountAsync(10);
        await Expect(page.Locator("#wave")).ToBeVisibleAsync();
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync();
        Assert.NotEqual(0, await page.Locator("#lanes .lane span").CountAsync());
        await Expect(page.Locator("footer")).ToContainTextAsync("Files stay on this device.");
        await Expect(page.Locator("#places")).ToBeHiddenAsync();
        Assert.Equal([], Server.Sent.Skip(sent).Select(file => file.Path).Where(path => path != UpdateCheck));
        Assert.Equal([], requests.Where(url => !url.StartsWith("blob:", StringComparison.Ordinal) && !url.EndsWith(UpdateCheck, StringComparison.Ordinal)));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_site_works_offline_after_the_first_visit()
    {
        (IPage page, _) = await OpenAsync();
        Server.IsOpen = false;
        await page.ReloadAsync();
        await LoadedSite.ReadyAsync(page);
        await page.Locator("#file").SetInputFilesAsync(Path.Combine(RepositoryRoot.Path, "examples", "jazz.ogg"));
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
    }

    [Fact]
    public async Task A_browser_without_vector_instructions_is_reported()
    {
        (IPage page, _) = await Browser.OpenAsync(new Uri(Server.Url, "places.json"));
        await page.AddInitScriptAsync("WebAssembly.validate = () => false;");
        await page.GotoAsync(Server.Url.AbsoluteUri);
        await page.Locator("#file").SetInputFilesAsync(Folder.Tone(2));
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("This browser is not supported");
    }

    [Fact]
    public async Task Ten_minutes_of_MP3_on_the_page_need_little_memory()
    {
        (IPage empty, _) = await Browser.OpenAsync(new Uri(Server.Url, "places.json"));
        Dictionary<int, double> before = await PeaksAsync(empty);
        (IPage page, List<string> complaints) = await OpenAsync();
        byte[] clip = await RepeatableClipAsync();
        string path = Folder.Write("all.mp3", [.. Enumerable.Repeat(clip, RepetitionsPerMinute * 10).SelectMany(bytes => bytes)]);
        await page.Locator("#file").SetInputFilesAsync(path);
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync(new LocatorAssertionsToBeVisibleOptions { Timeout = 10 * 60_000 });
        await Expect(page.Locator("#times span").Last).ToHaveTextAsync(TenMinutes());
        Dictionary<int, double> after = await PeaksAsync(page);
        // The process of the page: all others rest.
        Assert.InRange(after.Where(process => process.Value > before.GetValueOrDefault(process.Key)).Select(process => process.Value).DefaultIfEmpty().Max(), 0, MostOfPage);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Ten_minutes_of_MP3_need_little_memory()
    {
        (IPage page, _) = await Browser.OpenAsync(new Uri(Server.Url, "places.json"));
        Dictionary<int, double> before = await PeaksAsync(page);
        byte[] clip = await RepeatableClipAsync();
        double[] result = await page.EvaluateAsync<double[]>(
            """
            async (base64) => {
              const { load } = await import('/genrenet/index.js');
              const classifier = await load();
              const bytes = await (await fetch(`data:audio/mpeg;base64,${base64}`)).arrayBuffer();
              const one = await classifier.classify(new File([bytes], "one.mp3"), { timeline: false });
              const count = Math.ceil(600 / one.duration_seconds);
              const all = await classifier.classify(new File(Array(count).fill(bytes), "all.mp3"), { timeline: false });
              return [all.duration_seconds, (await classifier.memory()).runtime];
            }
            """,
            Convert.ToBase64String(clip));
        Assert.InRange(result[0], 590, 1000);
        Assert.InRange(result[1], 1, MostMemory);
        Dictionary<int, double> after = await PeaksAsync(page);
        // The process of the page: all others rest. What an empty page needs depends on the browser.
        Assert.InRange(after.Select(process => process.Value - before.GetValueOrDefault(process.Key)).DefaultIfEmpty().Max(), 0, MostGrowth);
    }

    /// <summary>Reads a file whose frames can be repeated: the clip is as long as its file.</summary>
    private static Task<byte[]> RepeatableClipAsync() => File.ReadAllBytesAsync(
        Path.Combine(RepositoryRoot.Path, "tests", "GenreNet.Core.Tests", "Golden", "mpeg", "untagged-44100.mp3"), TestContext.Current.CancellationToken);

    /// <summary>Returns the most memory that each process with pages has used, in bytes by process id; empty where the system does not report it.</summary>
    private static async Task<Dictionary<int, double>> PeaksAsync(IPage page)
    {
        ICDPSession session = await page.Context.Browser!.NewBrowserCDPSessionAsync();
        JsonElement processes = (await session.SendAsync("SystemInfo.getProcessInfo"))!.Value.GetProperty("processInfo");
        await session.DetachAsync();
        var peaks = new Dictionary<int, double>();
        foreach (int id in processes.EnumerateArray().Where(process => process.GetProperty("type").GetString() == "renderer").Select(process => process.GetProperty("id").GetInt32()))
        {
            string status = $"/proc/{id}/status";
            if (File.Exists(status) && Array.Find(await File.ReadAllLinesAsync(status, TestContext.Current.CancellationToken), line => line.StartsWith("VmHWM:", StringComparison.Ordinal)) is { } peak)
            {
                peaks[id] = 1024 * double.Parse(peak.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture);
            }
        }

        return peaks;
    }

    private async Task<(IPage Page, List<string> Complaints)> OpenAsync()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Server.Url);
        await LoadedSite.ReadyAsync(page);
        return (page, complaints);
    }

    [GeneratedRegex(@"^(Possibly [a-z]+|[A-Z][a-z]+), \d+(\.\d)?\s% confidence$")]
    private static partial Regex Answer();

    [GeneratedRegex("^10:[0-5][0-9]$")]
    private static partial Regex TenMinutes();
}
