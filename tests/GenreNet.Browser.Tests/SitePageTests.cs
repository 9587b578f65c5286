using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GenreNet.Browser.Tests.Support;
using GenreNet.Core.Audio;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Browser.Tests;

/// <summary>The site as its users see it, served by a plain file server.</summary>
[Slow]
[Collection(nameof(BuiltSite))]
public sealed partial class SitePageTests(Server.Tests.Page.Browser browser, BuiltSite site) : ServedFolderTest(site)
{
    private const long MostBytes = 6_000_000;
    private const double MostMemory = 300e6;
    private const double MostGrowth = 210e6;

    // The parts of the program of the browser that the process has in memory are included: 130 MB. The page needs about 300 MB, and 490 MB
    // if the clip is decoded as a whole.
    private const double MostOfPage = 330e6;
    private const int Rate = 22050;

    // A third of a second each.
    private const int RepetitionsPerMinute = 177;

    // The browser itself looks for a new version of the service worker, about two seconds after the worker of the page was loaded through it.
    private const string UpdateCheck = "/sw.js";

    [Fact]
    public async Task A_clip_is_classified_on_the_device_without_a_further_request()
    {
        (IPage page, List<string> complaints) = await OpenAsync();
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
    public async Task The_first_visit_fetches_each_file_once_and_little_in_total()
    {
        await OpenAsync();
        (string Path, long Bytes)[] parts = [.. Server.Sent.Where(file => file.Path.Contains("/genrenet/", StringComparison.Ordinal))];
        Assert.Equal(parts.Select(file => file.Path).Distinct().Count(), parts.Length);
        Assert.InRange(Server.Sent.Sum(file => file.Bytes), 1, MostBytes);
    }

    [Fact]
    public async Task The_site_works_offline_after_the_first_visit()
    {
        (IPage page, _) = await OpenAsync();
        Server.IsOpen = false;
        await page.ReloadAsync();
        await ReadyAsync(page);
        await page.Locator("#file").SetInputFilesAsync(Path.Combine(RepositoryRoot.Path, "examples", "jazz.ogg"));
        await Expect(page.Locator("#answer")).ToHaveTextAsync(Answer());
    }

    [Fact]
    public async Task Examples_recordings_and_batches_work()
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Disco" }).ClickAsync();
        await Expect(page.Locator("#answer")).ToContainTextAsync("Disco");
        await page.Locator("#record").ClickAsync();
        await Expect(page.Locator("#record-text")).ToHaveTextAsync(Recording());
        await page.Locator("#record").ClickAsync();
        await Expect(page.Locator("#clip")).ToContainTextAsync("recording.wav");
        string[] files = [Path.Combine(RepositoryRoot.Path, "examples", "pop.ogg"), Path.Combine(RepositoryRoot.Path, "examples", "metal.ogg"), Text("letter.wav")];
        await page.Locator("#file").SetInputFilesAsync(files);
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync("2 of 3 files have a result, 1 error.");
        await Expect(page.Locator("#batch-rows tr.failed")).ToContainTextAsync("this is a text file, not audio");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_long_clip_shows_its_progress_and_can_be_cancelled()
    {
        (IPage page, _) = await OpenAsync();
        await page.Locator("#file").SetInputFilesAsync(Tone(600));
        await Expect(page.Locator("#share")).ToHaveTextAsync(Percent());
        await page.Locator("#cancel").ClickAsync();
        await Expect(page.Locator("#state")).ToBeHiddenAsync();
        await Expect(page.Locator("#problem")).ToBeHiddenAsync();
        // The worker is free for the next clip.
        await page.Locator("#file").SetInputFilesAsync(Tone(3));
        await Expect(page.Locator("#clip")).ToContainTextAsync("3.wav");
    }

    [Fact]
    public async Task Bad_files_are_rejected_with_the_reason()
    {
        (IPage page, _) = await OpenAsync();
        await page.Locator("#file").SetInputFilesAsync(Text("letter.wav"));
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The file is not audio");
        await Expect(page.Locator("#problem-text")).ToContainTextAsync("letter.wav: this is a text file, not audio");
        await Expect(page.Locator("#retry")).ToBeHiddenAsync();
        byte[] noise = new byte[5000];
        new Random(1).NextBytes(noise);
        noise[0] = 0;
        await page.Locator("#file").SetInputFilesAsync(Bytes("clip.m4a", noise));
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The format is not supported");
    }

    [Fact]
    public async Task A_browser_without_vector_instructions_is_reported()
    {
        (IPage page, _) = await browser.OpenAsync(new Uri(Server.Url, "places.json"));
        await page.AddInitScriptAsync("WebAssembly.validate = () => false;");
        await page.GotoAsync(Server.Url.AbsoluteUri);
        await page.Locator("#file").SetInputFilesAsync(Tone(2));
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("This browser is not supported");
    }

    [Fact]
    public async Task Clips_that_the_browser_cannot_play_have_pictures()
    {
        (IPage page, List<string> complaints) = await OpenAsync();
        await page.Locator("#file").SetInputFilesAsync(Au(3));
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync();
        await Expect(page.Locator("#no-play")).ToBeVisibleAsync();
        await Expect(page.Locator("#play")).ToBeDisabledAsync();
        await page.Locator("#file").SetInputFilesAsync(Tone(3));
        await Expect(page.Locator("#clip")).ToContainTextAsync("3.wav");
        await Expect(page.Locator("#no-play")).ToBeHiddenAsync();
        await page.Locator("#play").ClickAsync();
        await Expect(page.Locator("#time")).ToHaveTextAsync(Played());
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Ten_minutes_of_MP3_on_the_page_need_little_memory()
    {
        (IPage empty, _) = await browser.OpenAsync(new Uri(Server.Url, "places.json"));
        Dictionary<int, double> before = await PeaksAsync(empty);
        (IPage page, List<string> complaints) = await OpenAsync();
        byte[] clip = await RepeatableClipAsync();
        string path = Bytes("all.mp3", [.. Enumerable.Repeat(clip, RepetitionsPerMinute * 10).SelectMany(bytes => bytes)]);
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
        (IPage page, _) = await browser.OpenAsync(new Uri(Server.Url, "places.json"));
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
        (IPage page, List<string> complaints) = await browser.OpenAsync(Server.Url);
        await ReadyAsync(page);
        return (page, complaints);
    }

    /// <summary>Waits until the page displays the model: the classifier is loaded.</summary>
    private static Task ReadyAsync(IPage page) => Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");

    private string Tone(int seconds)
    {
        string path = Folder.File($"{seconds}.wav");
        WavWriter.Write(path, Enumerable.Range(0, seconds * Rate).Select(i => MathF.Sin(0.05f * i * (1 + (i / Rate % 5))) / 2).ToArray(), Rate);
        return path;
    }

    private string Au(int seconds)
    {
        byte[] bytes = new byte[24 + (2 * seconds * Rate)];
        // Header of 24 bytes, 16-bit integers, one channel: all numbers are big-endian.
        uint[] header = [0x2E736E64, 24, (uint)bytes.Length - 24, 3, Rate, 1];
        for (int i = 0; i < header.Length; i++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(bytes.AsSpan(4 * i), header[i]);
        }

        for (int i = 0; i < seconds * Rate; i++)
        {
            BinaryPrimitives.WriteInt16BigEndian(bytes.AsSpan(24 + (2 * i)), (short)(20_000 * MathF.Sin(0.05f * i * (1 + (i / Rate % 5)))));
        }

        return Bytes("clip.au", bytes);
    }

    private string Text(string name) => Bytes(name, "no audio at all"u8.ToArray());

    private string Bytes(string name, byte[] content)
    {
        string path = Folder.File(name);
        File.WriteAllBytes(path, content);
        return path;
    }

    [GeneratedRegex(@"^(Possibly [a-z]+|[A-Z][a-z]+), \d+(\.\d)?\s% confidence$")]
    private static partial Regex Answer();

    [GeneratedRegex("^10:[0-5][0-9]$")]
    private static partial Regex TenMinutes();

    [GeneratedRegex("^0:0[1-3] / 0:03$")]
    private static partial Regex Played();

    [GeneratedRegex(@"^Stop \(0:0[1-9]\)$")]
    private static partial Regex Recording();

    [GeneratedRegex(@"^([1-9]|\d\d)(\.\d)?\s%$")]
    private static partial Regex Percent();
}
