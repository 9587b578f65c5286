using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json.Nodes;
using GenreNet.Browser.Tests.Support;
using GenreNet.Inference;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Browser.Tests;

/// <summary>The packed npm package, used by a page outside the repository.</summary>
[Slow]
[Collection(nameof(BuiltSite))]
public sealed class PackageTests(Server.Tests.Page.Browser browser, BuiltSite site) : ServedFolderTest(browser, site)
{
    private protected override async Task<string> PrepareAsync()
    {
        string modules = Folder.File("node_modules", "genrenet");
        Directory.CreateDirectory(modules);
        await using (var packed = new GZipStream(File.OpenRead(BuiltSite.Package), CompressionMode.Decompress))
        {
            await TarFile.ExtractToDirectoryAsync(packed, Folder.Path, overwriteFiles: true);
        }

        Directory.Delete(modules);
        Directory.Move(Folder.File("package"), modules);
        foreach (string clip in (string[])["reggae.ogg", "blues.ogg"])
        {
            File.Copy(Path.Combine(RepositoryRoot.Path, "examples", clip), Folder.File(clip));
        }

        File.Copy(Path.Combine(RepositoryRoot.Path, "tests", "GenreNet.Inference.Tests", "Fixtures", "styles.onnx"), Folder.File("styles.onnx"));
        await File.WriteAllTextAsync(Folder.File("index.html"), """
            <!doctype html>
            <title>A page that uses the package</title>
            <script type="importmap">{ "imports": { "genrenet": "./node_modules/genrenet/dist/index.js", "genrenet/element": "./node_modules/genrenet/dist/element.js" } }</script>
            <script type="module">
              import { load, GenreNetError } from "genrenet";
              import "genrenet/element";
              Object.assign(window, { load, GenreNetError });
            </script>
            <genre-classifier label="Choose a song"></genre-classifier>
            """);
        return Folder.Path;
    }

    [Fact]
    public async Task The_functions_classify_a_file()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Server.Url);
        string json = await page.EvaluateAsync<string>("""
            async () => {
              const classifier = await load();
              const file = new File([await (await fetch("reggae.ogg")).blob()], "reggae.ogg");
              const shares = [];
              const song = await classifier.classify(file, { top: 3, timeline: false, onProgress: (share) => shares.push(share) });
              const { pictures: { loudness, spectrogram } } = await classifier.classify(file, { timeline: false, pictures: true });
              const { segments, frames, coefficients, values } = await classifier.features(file);
              const stop = new AbortController();
              const cancelled = classifier.classify(file, { signal: stop.signal }).catch((problem) => problem.name);
              stop.abort();
              const wrong = await classifier.classify(new File(["no audio at all"], "letter.wav")).catch((problem) => problem);
              return JSON.stringify({
                song, shares, peaks: [loudness.length, Math.max(...loudness)],
                spectrogram: [spectrogram.columns, spectrogram.bands, spectrogram.values.length, spectrogram.values.reduce((most, value) => Math.max(most, value))], genres: classifier.genres, complete: values.length === segments * frames * coefficients,
                cancelled: await cancelled, code: wrong instanceof GenreNetError ? wrong.code : null,
              });
            }
            """);
        JsonObject answer = JsonNode.Parse(json)!.AsObject();
        using var classifier = GenreClassifier.LoadDefault();
        GenrePrediction expected = classifier.Classify(Folder.File("reggae.ogg"));
        Assert.Equal(expected.Genre, (string)answer["song"]!["genre"]!);
        Assert.Equal(expected.Confidence, (double)answer["song"]!["confidence"]!, 1e-3);
        Assert.Equal(3, answer["song"]!["ranking"]!.AsArray().Count);
        Assert.Null(answer["song"]!["timeline"]);
        Assert.Null(answer["song"]!["pictures"]);
        double[] peaks = [.. answer["peaks"]!.AsArray().Select(value => (double)value!)];
        Assert.InRange(peaks[0], 4097, 8192);
        Assert.InRange(peaks[1], 0.1, 1.5);
        double[] spectrogram = [.. answer["spectrogram"]!.AsArray().Select(value => (double)value!)];
        Assert.InRange(spectrogram[0], 1000, 2048);
        Assert.Equal([128, 128 * spectrogram[0], 0], spectrogram[1..]);
        Assert.Equal(classifier.Genres, answer["genres"]!.AsArray().Select(genre => (string)genre!));
        Assert.True((bool)answer["complete"]!);
        Assert.Equal("AbortError", (string)answer["cancelled"]!);
        Assert.Equal("not-audio", (string)answer["code"]!);
        Assert.True(answer["shares"]!.AsArray().Count > 1);
        // The page has no icon, which Chromium reports.
        Assert.DoesNotContain(complaints, complaint => !complaint.Contains("404", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_element_displays_the_genre_of_a_chosen_file()
    {
        (IPage page, _) = await Browser.OpenAsync(Server.Url);
        await page.Locator("genre-classifier input").SetInputFilesAsync(Folder.File("blues.ogg"));
        await Expect(page.Locator("genre-classifier [part=status]")).ToContainTextAsync("blues, ");
        await Expect(page.Locator("genre-classifier li")).ToHaveCountAsync(3);
    }

    [Fact]
    public async Task A_model_from_an_address_is_fetched_once_and_verified()
    {
        (IPage page, _) = await Browser.OpenAsync(Server.Url);
        string checksum = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(await File.ReadAllBytesAsync(Folder.File("styles.onnx"), TestContext.Current.CancellationToken)));
        int genres = await page.EvaluateAsync<int>("async (sha256) => (await load({ model: { url: 'styles.onnx', sha256 } })).genres.length", checksum);
        await page.ReloadAsync();
        Assert.Equal(genres, await page.EvaluateAsync<int>("async (sha256) => (await load({ model: { url: 'styles.onnx', sha256 } })).genres.length", checksum));
        Assert.Single(Server.Sent, file => file.Path == "/styles.onnx");
        string problem = await page.EvaluateAsync<string>(
            "async (sha256) => load({ model: { url: 'styles.onnx', sha256 } }).then(() => 'loaded', (problem) => `${problem.code}: ${problem.message}`)", new string('0', 64));
        Assert.StartsWith("bad-model: styles.onnx does not match its checksum", problem, StringComparison.Ordinal);
    }
}
