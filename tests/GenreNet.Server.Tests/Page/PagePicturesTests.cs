using System.Text.Json.Nodes;
using GenreNet.Server.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace GenreNet.Server.Tests.Page;

/// <summary>The pictures of a clip: spectrogram, lanes of genres, and the page on paper.</summary>
public sealed class PagePicturesTests(Browser browser, SharedService shared) : PageTest(browser, shared)
{
    private const int Rate = 22050;
    private static readonly string[] Genres = ["blues", "classical", "country", "disco", "hiphop", "jazz", "metal", "pop", "reggae", "rock"];

    public static TheoryData<ColorScheme, int, string> Looks => new()
    {
        { ColorScheme.Light, 1200, "light" }, { ColorScheme.Dark, 900, "dark" }, { ColorScheme.Light, 390, "phone" },
    };

    [Theory]
    [InlineData(250, 22050)]
    [InlineData(1000, 22050)]
    [InlineData(5000, 22050)]
    [InlineData(1000, 44100)]
    [InlineData(3000, 8000)]
    public async Task A_tone_is_at_its_frequency_in_the_spectrogram(double hertz, int rate)
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        double found = await page.EvaluateAsync<double>("""
            async ([hertz, rate]) => {
              const { MelSpectrogram, melOf, hertzOf } = await import('/js/spectrogram.js');
              const spectrogram = new MelSpectrogram(rate);
              spectrogram.add(Float32Array.from({ length: rate }, (_, i) => Math.sin(2 * Math.PI * hertz * i / rate)));
              const { values, columns, bands, highestHz } = spectrogram.finish();
              const column = values.subarray(Math.floor(columns / 2) * bands, (Math.floor(columns / 2) + 1) * bands);
              return hertzOf((column.indexOf(Math.max(...column)) + 1) * melOf(highestHz) / (bands + 1));
            }
            """, new object[] { hertz, rate });
        // A band is 26 Hz wide below 1 kHz, and 2.7 % of its frequency above.
        Assert.Equal(hertz, found, Math.Max(20, 0.02 * hertz));
    }

    [Fact]
    public async Task Pictures_of_blocks_equal_those_of_the_complete_clip()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        double[] result = await page.EvaluateAsync<double[]>("""
            async () => {
              const { ClipPictures } = await import('/js/pictures.js');
              const samples = Float32Array.from({ length: 100_003 }, (_, i) => Math.sin(i * i / 1e5) * (1 - i / 200_000));
              const [complete, blocks] = [new ClipPictures(22050), new ClipPictures(22050)];
              complete.add(samples);
              for (let at = 0, count = 1; at < samples.length; at += count, count = (7 * count) % 5003) { blocks.add(samples.subarray(at, at + count)); }
              const [one, two] = [complete.finish(), blocks.finish()];
              const difference = (a, b) => a.length === b.length ? Math.max(...a.map((value, i) => Math.abs(value - b[i]))) : Infinity;
              return [difference(one.loudness, two.loudness), difference(one.spectrogram.values, two.spectrogram.values), one.spectrogram.columns];
            }
            """);
        Assert.Equal([0, 0, 1 + (100_003 / 512)], result);
    }

    [Fact]
    public async Task Pictures_of_an_hour_are_as_large_as_those_of_minutes()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        double[] result = await page.EvaluateAsync<double[]>("""
            async () => {
              const { ClipPictures } = await import('/js/pictures.js');
              const rate = 2000, minutes = 60;
              const pictures = new ClipPictures(rate);
              // The second half is twice as loud, and its tone is higher.
              for (let i = 0; i < minutes; i++) {
                const isLate = i >= minutes / 2;
                pictures.add(Float32Array.from({ length: 60 * rate }, (_, k) => Math.sin(k * (isLate ? 2 : 0.5)) * (isLate ? 1 : 0.5)));
              }
              const { loudness, spectrogram: { values, columns, bands } } = pictures.finish();
              const lightest = (share) => {
                const column = values.subarray(Math.floor(share * columns) * bands, (Math.floor(share * columns) + 1) * bands);
                return column.indexOf(Math.max(...column)) / bands;
              };
              const turn = loudness.findIndex((value) => value > 0.75) / loudness.length;
              return [loudness.length, columns, turn, lightest(0.49), lightest(0.51)];
            }
            """);
        Assert.InRange(result[0], 4097, 8192);
        Assert.InRange(result[1], 1025, 2048);
        Assert.Equal(0.5, result[2], 1e-3);
        // 159 Hz and 637 Hz of 1000 Hz; the mel scale is linear below.
        Assert.Equal(0.159, result[3], 0.02);
        Assert.Equal(0.637, result[4], 0.02);
    }

    [Fact]
    public async Task The_spectrum_equals_the_definition_of_the_Fourier_transform()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        double difference = await page.EvaluateAsync<double>("""
            async () => {
              const { powerSpectrum } = await import('/js/fft.js');
              const frame = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i * i / 7));
              const power = powerSpectrum(64)(frame);
              return Math.max(...Array.from(power, (value, k) => {
                let re = 0, im = 0;
                frame.forEach((sample, i) => {
                  const windowed = sample * (0.5 - 0.5 * Math.cos(2 * Math.PI * i / 64));
                  re += windowed * Math.cos(2 * Math.PI * k * i / 64);
                  im += windowed * Math.sin(2 * Math.PI * k * i / 64);
                });
                return Math.abs(value - (re * re + im * im));
              }));
            }
            """);
        // Powers are below 300 and stored as 32-bit floats.
        Assert.InRange(difference, 0, 1e-3);
    }

    [Fact]
    public async Task The_spectrogram_has_axes_and_the_marker_crosses_it()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url);
        float[] tone = [.. Enumerable.Range(0, 6 * Rate).Select(i => i < 3 * Rate ? 0 : MathF.Sin(i * MathF.Tau * 3000 / Rate) / 2)];
        await ChooseAsync(page, TestClip.Wav(tone, Rate), "tone.wav");
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync();
        await Expect(page.Locator("#frequencies span")).ToHaveTextAsync(["500\u00a0Hz", "1\u00a0kHz", "2\u00a0kHz", "4\u00a0kHz", "8\u00a0kHz"]);
        await Expect(page.Locator("#times span").Last).ToHaveTextAsync("0:06");
        await Expect(page.Locator("#spectrogram")).ToHaveAttributeAsync("aria-label", "Mel spectrogram: frequencies up to 11.0 kHz over time, 80 dB from dark (quiet) to light (loud)");
        // The first half is dark; in the second, 3 kHz is the lightest row, at 60 % of the height.
        double[] row = await page.EvaluateAsync<double[]>("""
            () => { const c = document.getElementById('spectrogram'); const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
              const light = (x) => Array.from({ length: c.height }, (_, y) => { const at = 4 * (y * c.width + Math.floor(x * c.width)); return d[at] + d[at + 1] + d[at + 2]; });
              const quiet = light(0.25), loud = light(0.75);
              return [Math.max(...quiet), Math.max(...loud), 1 - loud.indexOf(Math.max(...loud)) / c.height]; }
            """);
        Assert.True(row[0] < 100 && row[1] > 500, $"{row[0]}, {row[1]}");
        Assert.InRange(row[2], 0.58, 0.66);
        await page.Locator("#wave").ClickAsync(new LocatorClickOptions { Position = new Position { X = 100, Y = 150 } });
        LocatorBoundingBoxResult cursor = (await page.Locator("#cursor").BoundingBoxAsync())!;
        LocatorBoundingBoxResult picture = (await page.Locator("#spectrogram").BoundingBoxAsync())!;
        // The marker is 2 pixels wide.
        Assert.Equal(picture.X + 100, cursor.X, 2.0);
        Assert.True(cursor.Y < picture.Y && cursor.Y + cursor.Height > picture.Y + picture.Height, "the marker does not cross the spectrogram");
        Assert.Empty(complaints);
    }

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Short_segments_have_a_lane_per_genre_with_its_name(ColorScheme scheme, int width, string name)
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url, scheme, width);
        JsonObject answer = await PredictAsync();
        answer["genre"] = "country";
        answer["confidence"] = 0.354;
        answer["ranking"] = new JsonArray([.. Genres.Select((genre, i) => (genre, share: i == 2 ? 0.354 : i == 9 ? 0.31 : 0.042)).OrderByDescending(entry => entry.share)
            .Select(entry => new JsonObject { ["genre"] = entry.genre, ["probability"] = entry.share, ["calibrated"] = true })]);
        answer["duration_seconds"] = 90;
        answer["timeline"] = new JsonArray([.. Enumerable.Range(0, 30).Select(i => new JsonObject
        {
            ["start_seconds"] = 3 * i, ["end_seconds"] = 3 * (i + 1), ["genre"] = Genres[i * i * 7 % 10], ["probability"] = 0.3 + (i % 7 / 10.0),
        })]);
        await AnswerWithAsync(page, answer);
        await ChooseAsync(page, TestClip.Wav(90), "medley.wav");
        await Expect(page.Locator("#answer")).ToHaveTextAsync("Possibly country, 35\u00a0% confidence");
        await Expect(page.Locator("#explanation")).ToHaveTextAsync("The model is not certain. Next most likely: rock, 31\u00a0%.");
        await Expect(page.Locator("#live")).ToContainTextAsync("Possibly country, 35\u00a0% confidence. The model is not certain.");
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync();
        // Squares modulo 10 have six values.
        await Expect(page.Locator("#lanes .lane")).ToHaveCountAsync(6);
        string[] names = [.. await page.Locator("#lane-names span").AllTextContentsAsync()];
        Assert.Equal(6, names.Distinct().Count());
        Assert.All(names, lane => Assert.Contains(lane, Genres));
        Assert.True(await page.EvaluateAsync<bool>("() => [...document.querySelectorAll('#lane-names span')].every((name) => name.scrollWidth <= name.clientWidth)"), "a name is cut");
        await AssertNoWiderThanWindowAsync(page);
        await AssertAccessibleAsync(page);
        await PictureAsync(page, $"medley-{name}");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Music_that_changes_has_a_lane_per_genre()
    {
        (IPage page, List<string> complaints) = await Browser.OpenAsync(Service.Url, width: 1000);
        float[] medley = [.. new[] { "techno", "folk", "bossa" }.SelectMany(style => GenreNet.Core.Datasets.SyntheticDataset.Render(style, 777, 12).Samples.ToArray())];
        await ChooseAsync(page, TestClip.Wav(medley), "medley.wav");
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync();
        Assert.InRange(await page.Locator("#lanes .lane").CountAsync(), 2, 8);
        // Each second has exactly one genre.
        double covered = await page.EvaluateAsync<double>("() => [...document.querySelectorAll('.lane span')].reduce((sum, span) => sum + parseFloat(span.style.width), 0)");
        Assert.Equal(100, covered, 0.1);
        await PictureAsync(page, "page");
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Many_genres_share_the_last_lane()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url);
        string[] lanes = await page.EvaluateAsync<string[]>("""
            async () => { const { lanesOf, runsOf } = await import('/js/timeline.js');
              const timeline = Array.from({ length: 24 }, (_, i) => ({ start_seconds: i * i, end_seconds: (i + 1) ** 2, genre: `genre ${i}`, probability: 0.5 }));
              return lanesOf(runsOf(timeline)).map((lane) => `${lane.name}: ${lane.blocks.length}`); }
            """);
        Assert.Equal(["genre 23: 1", "genre 22: 1", "genre 21: 1", "genre 20: 1", "genre 19: 1", "genre 18: 1", "genre 17: 1", "other: 17"], lanes);
    }

    [Fact]
    public async Task On_paper_the_result_is_light_and_without_controls()
    {
        (IPage page, _) = await Browser.OpenAsync(Service.Url, ColorScheme.Dark);
        await ChooseAsync(page, TestClip.Wav(12), "made-up.wav");
        await Expect(page.Locator("#spectrogram")).ToBeVisibleAsync();
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        await Expect(page.Locator("#answer")).ToBeVisibleAsync();
        await Expect(page.Locator("#drop")).ToBeHiddenAsync();
        await Expect(page.Locator("#play")).ToBeHiddenAsync();
        Assert.Equal("#ffffff", await page.EvaluateAsync<string>("() => getComputedStyle(document.documentElement).getPropertyValue('--card').trim()"));
        await PictureAsync(page, "print");
    }
}
