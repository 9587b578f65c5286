using GenreNet.Server.Tests.Page;
using GenreNet.Training.Live;
using GenreNet.Training.Reports;
using GenreNet.Training.Runs;
using GenreNet.Training.Tests.Live;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Training.Tests.Reports;

/// <summary>What the scripts of pages add, in a browser; skipped where there is none.</summary>
[Collection(nameof(Browser))]
public sealed class ScriptTests(Browser browser, LiveFolder source) : IClassFixture<LiveFolder>, IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Columns_are_sorted_by_pointer_and_keyboard()
    {
        (IPage page, List<string> complaints) = await OpenAsync(Table());
        await page.GetByRole(AriaRole.Button, new() { Name = "accuracy" }).ClickAsync();
        Assert.Equal(["b", "c", "a", "d"], await NamesAsync(page));
        await page.GetByRole(AriaRole.Button, new() { Name = "accuracy" }).PressAsync("Enter");
        // An empty cell stays at the end.
        Assert.Equal(["a", "c", "b", "d"], await NamesAsync(page));
        await Expect(page.Locator("th").Nth(1)).ToHaveAttributeAsync("aria-sort", "ascending");
        await page.GetByRole(AriaRole.Button, new() { Name = "run", Exact = true }).ClickAsync();
        Assert.Equal(["a", "b", "c", "d"], await NamesAsync(page));
        Assert.Empty(complaints);
    }

    [Theory]
    [InlineData("accuracy>60", "b,c")]
    [InlineData("accuracy<=60", "a")]
    [InlineData("run:b", "b")]
    [InlineData("90", "b")]
    [InlineData("accuracy>60 c", "c")]
    [InlineData("", "a,b,c,d")]
    public async Task Rows_are_filtered(string filter, string rows)
    {
        (IPage page, List<string> complaints) = await OpenAsync(Table());
        await page.GetByRole(AriaRole.Searchbox).FillAsync(filter);
        Assert.Equal(rows.Split(','), await NamesAsync(page));
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Lines_are_selected_by_keyboard_and_by_pointer()
    {
        (IPage page, List<string> complaints) = await OpenAsync(Parallel());
        ILocator status = page.GetByRole(AriaRole.Status);
        ILocator axis = page.GetByRole(AriaRole.Slider, new() { Name = "Select by accuracy" });
        await axis.FocusAsync();
        await axis.PressAsync("ArrowUp");
        await Expect(status).ToHaveTextAsync("1 of 3 trials selected.");
        await Expect(page.Locator("path[data-key=low]")).ToHaveClassAsync("away");
        await Expect(page.Locator("path[data-key=high]")).Not.ToHaveClassAsync("away");
        await Expect(page.Locator("tr[data-key=low]")).ToHaveClassAsync("away");
        await axis.PressAsync("Escape");
        await Expect(page.Locator("path.away")).ToHaveCountAsync(0);

        // From the bottom to a little above the middle of the axis.
        LocatorBoundingBoxResult box = (await axis.BoundingBoxAsync())!;
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + box.Height - 1);
        await page.Mouse.DownAsync();
        await page.Mouse.MoveAsync(box.X + (box.Width / 2), box.Y + (box.Height * 0.45f), new() { Steps = 4 });
        await page.Mouse.UpAsync();
        await Expect(status).ToHaveTextAsync("2 of 3 trials selected.");
        await page.GetByRole(AriaRole.Button, new() { Name = "Clear selection" }).ClickAsync();
        await Expect(page.Locator("path.away")).ToHaveCountAsync(0);

        await page.Locator("tr[data-key=high]").FocusAsync();
        await Expect(status).ToHaveTextAsync("the high one");
        await Expect(page.Locator("path[data-key=high]")).ToHaveClassAsync("near");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task The_page_of_a_running_fit_changes_and_keeps_the_report_when_the_server_ends()
    {
        string run = Path.Combine(_folder.Path, "run");
        using LiveServer server = LiveServer.Start(new LiveRun(new RunFolder(run), TimeProvider.System), 0);
        (IPage page, List<string> complaints) = await browser.OpenAsync(server.Url);
        await Expect(page.Locator("#state")).ToContainTextAsync("Waiting for a run");
        LiveFolder.Write(run, beat: 1, epochs: 3);
        await Expect(page.Locator("#state")).ToContainTextAsync("3 / 10");
        await Expect(page.Locator("#curves svg")).Not.ToHaveCountAsync(0);
        await Expect(page).ToHaveTitleAsync("30 % \u2013 run");
        source.Finish(run);
        await Expect(page.GetByRole(AriaRole.Link, new() { Name = "Open the report" })).ToBeVisibleAsync();
        await Task.Run(server.Finish, TestContext.Current.CancellationToken);
        Assert.Empty(complaints);
        server.Dispose();
        await Expect(page.Locator("a.report")).ToHaveAttributeAsync("href", new System.Text.RegularExpressions.Regex("^blob:"));
        await page.Locator("a.report").ClickAsync();
        await Expect(page.Locator("h1")).ToContainTextAsync("Training run");
    }

    private static HtmlPage Table()
    {
        (string Name, string Accuracy)[] runs = [("a", "55.0\u00a0%"), ("b", "90.0\u00a0%"), ("c", "70.0\u00a0%"), ("d", "")];
        HtmlRow[] rows = [.. runs.Select(r => new HtmlRow([new HtmlCell(r.Name), HtmlCell.Of(r.Accuracy)]))];
        return new HtmlPage("runs").Table(new HtmlTable("Runs", [new("run"), new("accuracy", true)], rows) { HasFilter = true });
    }

    private static HtmlPage Parallel()
    {
        (string Key, double Share)[] lines = [("low", 0), ("middle", 0.5), ("high", 1)];
        return new HtmlPage("tune")
            .Panorama(
                ParallelChart.Draw(
                    ("parallel", "Trials", "Three trials with rate and accuracy"), [Axis.Of("rate", 0, 1), Axis.Percent("accuracy")],
                    [.. lines.Select(l => new ParallelLine(l.Key, [1 - l.Share, l.Share], Ink.Series(0), 1, $"the {l.Key} one"))], [("trial", Ink.Series(0))]),
                "parallel")
            .Table(new HtmlTable("Trials", [new("trial")], [.. lines.Select(l => new HtmlRow([new HtmlCell(l.Key)], l.Key))]));
    }

    private static async Task<string[]> NamesAsync(IPage page) => [.. await page.Locator("tbody tr:visible td:first-child").AllTextContentsAsync()];

    private Task<(IPage Page, List<string> Complaints)> OpenAsync(HtmlPage page)
    {
        string file = _folder.File("page.html");
        File.WriteAllText(file, page.Build());
        return browser.OpenAsync(new Uri(file));
    }
}
