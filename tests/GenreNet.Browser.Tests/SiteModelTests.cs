using GenreNet.Browser.Tests.Support;
using GenreNet.Inference;
using GenreNet.Pretrained;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Browser.Tests;

/// <summary>Models on the page of the site: files that are dropped, kept in the browser, chosen and removed.</summary>
[Slow]
[Collection(nameof(BuiltSite))]
public sealed class SiteModelTests(Server.Tests.Page.Browser browser, BuiltSite site) : ServedFolderTest(browser, site)
{


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
        await page.Locator("#file").SetInputFilesAsync(Folder.Tone(5));
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
        string weights = SharedData.Path("models", Downloads.Weights);
        IPage page = await OpenAsync();
        int downloads = 0;
        await Downloads.AnswerAsync(page, route =>
        {
            downloads++;
            return route.FulfillAsync(new RouteFulfillOptions { Path = weights, Headers = Downloads.OpenToAll });
        });
        await Downloads.InstallAsync(page);
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
        string weights = SharedData.Path("models", Downloads.Weights);
        IPage page = await OpenAsync();
        await page.Locator("#file").SetInputFilesAsync(weights);
        await Expect(page.Locator("#model")).ToContainTextAsync("Model gtzan-mn04");
        await page.Locator("#model-choice").SelectOptionAsync("audioset");
        await page.Locator("#model-use").ClickAsync();
        await Expect(page.Locator("#model")).ToContainTextAsync("Model audioset");
        await page.Locator("#file").SetInputFilesAsync(SharedData.Path("models", "MSD_musicnn.h5"));
        await Expect(page.Locator("#model")).ToContainTextAsync("Model gtzan-musicnn");
    }

    private async Task<IPage> OpenAsync()
    {
        (IPage page, _) = await Browser.OpenAsync(Server.Url);
        await LoadedSite.ReadyAsync(page);
        return page;
    }
}
