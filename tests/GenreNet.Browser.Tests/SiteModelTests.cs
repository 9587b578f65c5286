using GenreNet.Browser.Tests.Support;
using GenreNet.Core.Audio;
using GenreNet.Inference;
using GenreNet.Pretrained;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Browser.Tests;

/// <summary>Models on the page of the site: files that are dropped, kept in the browser, chosen and removed.</summary>
[Slow]
[Collection(nameof(BuiltSite))]
public sealed class SiteModelTests(Server.Tests.Page.Browser browser, BuiltSite site) : ServedFolderTest(site)
{
    private const int Rate = 22050;
    private const string Weights = "mn04_as_mAP_432.pt";

    private static readonly Dictionary<string, string> OpenToAll = new() { ["Access-Control-Allow-Origin"] = "*" };
    private static readonly Dictionary<string, string> OpenToAnother = new() { ["Access-Control-Allow-Origin"] = "https://example.org" };

    private static string Fixture { get; } = Path.Combine(RepositoryRoot.Path, "tests", "GenreNet.Inference.Tests", "Fixtures", "styles.onnx");

    [Fact]
    public async Task A_model_file_is_kept_until_it_is_removed_and_a_damaged_one_is_rejected()
    {
        IPage page = await OpenAsync();
        await Expect(page.Locator("#model-choice")).ToBeHiddenAsync();
        await page.Locator("#file").SetInputFilesAsync(Fixture);
        await Expect(page.Locator("#model")).ToContainTextAsync("Model styles");
        await page.ReloadAsync();
        await Expect(page.Locator("#model")).ToContainTextAsync("Model styles");
        await page.Locator("#file").SetInputFilesAsync(Tone());
        using var classifier = GenreClassifier.Load(Fixture);
        await Expect(page.Locator("#ranking li")).ToHaveCountAsync(classifier.Genres.Count);

        byte[] complete = await File.ReadAllBytesAsync(Fixture, TestContext.Current.CancellationToken);
        string damaged = Folder.File("damaged.onnx");
        await File.WriteAllBytesAsync(damaged, complete[..(complete.Length / 2)], TestContext.Current.CancellationToken);
        await page.Locator("#file").SetInputFilesAsync(damaged);
        await Expect(page.Locator("#problem-title")).ToHaveTextAsync("The model cannot be used");
        await Expect(page.Locator("#problem-text")).ToContainTextAsync("damaged.onnx");
        await Expect(page.Locator("#model")).ToContainTextAsync("Model styles");

        await page.Locator("#model-choice").SelectOptionAsync("default");
        await Expect(page.Locator("#model-remove")).ToBeHiddenAsync();
        await page.Locator("#model-use").ClickAsync();
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
        await page.Locator("#model-choice").SelectOptionAsync("styles");
        await page.Locator("#model-use").ClickAsync();
        await Expect(page.Locator("#model")).ToContainTextAsync("Model styles");
        await page.Locator("#model-remove").ClickAsync();
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
        await Expect(page.Locator("#model-choice")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData("await store.delete(key)", "has deleted the model styles")]
    [InlineData("await store.put(key, new Response(new Uint8Array(9), { headers: (await store.match(key)).headers }))", "model styles is damaged")]
    public async Task A_model_that_is_lost_is_replaced_by_the_embedded_one_with_the_reason(string harm, string reason)
    {
        IPage page = await OpenAsync();
        await page.Locator("#file").SetInputFilesAsync(Fixture);
        await Expect(page.Locator("#model")).ToContainTextAsync("Model styles");
        await page.EvaluateAsync($"async () => {{ const store = await caches.open('genrenet-own-models'); const [key] = await store.keys(); {harm}; }}");
        await page.ReloadAsync();
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
        await Expect(page.Locator("#model-note")).ToContainTextAsync(reason);
        await Expect(page.Locator("#model-note")).ToContainTextAsync("The embedded model is used.");
        // The reason is displayed once.
        await page.ReloadAsync();
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
        await Expect(page.Locator("#model-note")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task A_pretrained_model_is_installed_once_and_kept()
    {
        string weights = SharedData.Path("models", Weights);
        IPage page = await OpenAsync();
        int downloads = 0;
        await RouteAsync(page, route =>
        {
            downloads++;
            return route.FulfillAsync(new RouteFulfillOptions { Path = weights, Headers = OpenToAll });
        });
        await InstallAsync(page);
        await Expect(page.Locator("#model")).ToContainTextAsync("Model gtzan-mn04");
        await page.ReloadAsync();
        await Expect(page.Locator("#model")).ToContainTextAsync("Model gtzan-mn04");
        string clip = Path.Combine(RepositoryRoot.Path, "examples", "reggae.ogg");
        await page.Locator("#file").SetInputFilesAsync(clip);
        var options = new PretrainedOptions { Folder = Folder.File("installed"), CheckpointFolder = SharedData.Path("models") };
        PretrainedModel model = PretrainedModels.All.Single(candidate => candidate.Name == "gtzan-mn04");
        using GenreClassifier classifier = await GenreClassifier.LoadAsync(model, options, cancellationToken: TestContext.Current.CancellationToken);
        GenrePrediction expected = classifier.Classify(clip);
        await Expect(page.Locator("#answer")).ToContainTextAsync($"{expected.Genre}, {expected.Confidence:P0} confidence", new() { IgnoreCase = true });
        Assert.Equal(1, downloads);
    }

    [Fact]
    public async Task A_checkpoint_that_is_dropped_becomes_all_its_models()
    {
        string weights = SharedData.Path("models", Weights);
        IPage page = await OpenAsync();
        await page.Locator("#file").SetInputFilesAsync(weights);
        await Expect(page.Locator("#model")).ToContainTextAsync("Model gtzan-mn04");
        await page.Locator("#model-choice").SelectOptionAsync("audioset");
        await page.Locator("#model-use").ClickAsync();
        await Expect(page.Locator("#model")).ToContainTextAsync("Model audioset");
        await page.Locator("#file").SetInputFilesAsync(SharedData.Path("models", "MSD_musicnn.h5"));
        await Expect(page.Locator("#model")).ToContainTextAsync("Model gtzan-musicnn");
    }

    [Theory]
    [InlineData("no connection", "cannot be fetched from github.com")]
    [InlineData("another site only", "cannot be fetched from github.com")]
    [InlineData("another file", "does not match its checksum")]
    public async Task A_download_that_fails_is_explained_and_the_model_before_stays_in_use(string failure, string reason)
    {
        IPage page = await OpenAsync();
        await RouteAsync(page, route => failure switch
        {
            "no connection" => route.AbortAsync(),
            "another file" => route.FulfillAsync(new RouteFulfillOptions { Body = "another file", Headers = OpenToAll }),
            _ => route.FulfillAsync(new RouteFulfillOptions { Body = "the file", Headers = OpenToAnother }),
        });
        await InstallAsync(page);
        await Expect(page.Locator("#problem-text")).ToContainTextAsync($"{Weights} {reason}");
        await Expect(page.Locator("#problem-text")).ToContainTextAsync("drop the file here");
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
    }

    [Fact]
    public async Task A_download_can_be_cancelled()
    {
        IPage page = await OpenAsync();
        var asked = new TaskCompletionSource();
        await RouteAsync(page, _ =>
        {
            asked.TrySetResult();
            return Task.CompletedTask;
        });
        await InstallAsync(page);
        await asked.Task;
        await page.Locator("#cancel").ClickAsync();
        await Expect(page.Locator("#state")).ToBeHiddenAsync();
        await Expect(page.Locator("#problem")).ToBeHiddenAsync();
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
    }

    private static Task<IAsyncDisposable> RouteAsync(IPage page, Func<IRoute, Task> answer) => page.Context.RouteAsync("https://github.com/**", answer);

    private static async Task InstallAsync(IPage page)
    {
        await page.Locator("#model-more").ClickAsync();
        await page.Locator("#model-choice").SelectOptionAsync("gtzan-mn04");
        await Expect(page.Locator("#model-use")).ToContainTextAsync("Install (4.1");
        await page.Locator("#model-use").ClickAsync();
    }

    private async Task<IPage> OpenAsync()
    {
        (IPage page, _) = await browser.OpenAsync(Server.Url);
        await Expect(page.Locator("#model")).ToContainTextAsync("Embedded model");
        return page;
    }

    private string Tone()
    {
        string path = Folder.File("tone.wav");
        WavWriter.Write(path, Enumerable.Range(0, 5 * Rate).Select(i => MathF.Sin(0.05f * i) / 2).ToArray(), Rate);
        return path;
    }
}
