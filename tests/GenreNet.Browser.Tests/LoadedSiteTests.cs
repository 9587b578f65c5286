using System.Text.RegularExpressions;
using GenreNet.Browser.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Browser.Tests;

/// <summary>What users do on the page of the site, one after the other.</summary>
[Slow]
[Collection(nameof(BuiltSite))]
public sealed partial class LoadedSiteTests(LoadedSite loaded) : IClassFixture<LoadedSite>
{
    [Fact]
    public async Task Examples_recordings_and_batches_work()
    {
        (IPage page, List<string> complaints) = await loaded.UseAsync();
        await page.GetByRole(AriaRole.Button, new PageGetByRoleOptions { Name = "Disco" }).ClickAsync();
        await Expect(page.Locator("#answer")).ToContainTextAsync("Disco");
        await page.Locator("#record").ClickAsync();
        await Expect(page.Locator("#record-text")).ToHaveTextAsync(Recording());
        await page.Locator("#record").ClickAsync();
        await Expect(page.Locator("#clip")).ToContainTextAsync("recording.wav");
        string[] files = [Path.Combine(RepositoryRoot.Path, "examples", "pop.ogg"), Path.Combine(RepositoryRoot.Path, "examples", "metal.ogg"), loaded.Folder.Text("letter.wav")];
        await page.Locator("#file").SetInputFilesAsync(files);
        await Expect(page.Locator("#batch-status")).ToHaveTextAsync("2 of 3 files have a result, 1 error.");
        await Expect(page.Locator("#batch-rows tr.failed")).ToContainTextAsync("this is a text file, not audio");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task A_long_clip_shows_its_progress_and_can_be_cancelled()
    {
        (IPage page, _) = await loaded.UseAsync();
        await page.Locator("#file").SetInputFilesAsync(loaded.Folder.Tone(600));
        await Expect(page.Locator("#share")).ToHaveTextAsync(Percent());
        await page.Locator("#cancel").ClickAsync();
        await Expect(page.Locator("#state")).ToBeHiddenAsync();
        await Expect(page.Locator("#problem")).ToBeHiddenAsync();
        // The worker is free for the next clip.
        await page.Locator("#file").SetInputFilesAsync(loaded.Folder.Tone(3));
        await Expect(page.Locator("#clip")).ToContainTextAsync("3.wav");
    }

    [Fact]
    public async Task Bad_files_are_rejected_with_the_reason()
    {
        (IPage page, _) = await loaded.UseAsync();
        await page.Locator("#file").SetInputFilesAsync(loaded.Folder.Text("letter.wav"));
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The file is not audio");
        await Expect(page.Locator("#problem-text")).ToContainTextAsync("letter.wav: this is a text file, not audio");
        await Expect(page.Locator("#retry")).ToBeHiddenAsync();
        byte[] noise = new byte[5000];
        new Random(1).NextBytes(noise);
        noise[0] = 0;
        await page.Locator("#file").SetInputFilesAsync(loaded.Folder.Write("clip.m4a", noise));
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The format is not supported");
    }

    [Fact]
    public async Task Clips_that_the_browser_cannot_play_have_pictures()
    {
        (IPage page, List<string> complaints) = await loaded.UseAsync();
        await page.Locator("#file").SetInputFilesAsync(loaded.Folder.Au(3));
        await Expect(page.Locator("#clip")).ToContainTextAsync("clip.au");
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync();
        await Expect(page.Locator("#no-play")).ToBeVisibleAsync();
        await Expect(page.Locator("#play")).ToBeDisabledAsync();
        await page.Locator("#file").SetInputFilesAsync(loaded.Folder.Tone(3));
        await Expect(page.Locator("#clip")).ToContainTextAsync("3.wav");
        await Expect(page.Locator("#no-play")).ToBeHiddenAsync();
        await page.Locator("#play").ClickAsync();
        await Expect(page.Locator("#time")).ToHaveTextAsync(Played());
        Assert.Empty(complaints);
    }

    [GeneratedRegex("^0:0[1-3] / 0:03$")]
    private static partial Regex Played();

    [GeneratedRegex(@"^Stop \(0:0[1-9]\)$")]
    private static partial Regex Recording();

    [GeneratedRegex(@"^([1-9]|\d\d)(\.\d)?\s%$")]
    private static partial Regex Percent();
}
