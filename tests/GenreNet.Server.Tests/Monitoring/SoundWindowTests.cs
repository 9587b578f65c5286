using System.Globalization;
using System.Text.RegularExpressions;
using GenreNet.Core.Audio;
using GenreNet.Server.Monitoring;
using GenreNet.Server.Tests.Support;

namespace GenreNet.Server.Tests.Monitoring;

[Collection(typeof(Alone))]
public sealed class SoundWindowTests
{
    [Fact]
    public void The_mean_is_that_of_the_last_clips()
    {
        var window = new SoundWindow(2);
        Assert.Empty(window.Mean());
        window.Add([100, 100]);
        window.Add([1, 2]);
        window.Add([3, 6]);
        Assert.Equal([2f, 4f], window.Mean());
    }

    [Fact]
    public void Silent_clips_are_left_out()
    {
        var window = new SoundWindow(2);
        window.Add([]);
        Assert.Empty(window.Mean());
        window.Add([1, 2]);
        window.Add([]);
        window.Add([3, 6]);
        Assert.Equal([2f, 4f], window.Mean());
    }

    [Fact]
    public async Task Silence_and_genres_that_the_model_does_not_know_are_counted_apart()
    {
        CancellationToken stop = TestContext.Current.CancellationToken;
        await using TestService service = await TestService.StartAsync();
        using var silence = new MemoryStream();
        WavWriter.Write(silence, new float[44100], 22050);
        using (await service.Client.PostAsync("/predict", TestService.Form(silence.ToArray()), stop))
        {
        }

        string silent = await service.Client.GetStringAsync("/metrics", stop);
        Assert.DoesNotContain("genrenet_input_mfcc_mean{", silent, StringComparison.Ordinal);
        foreach (string genre in (string[])["Klezmer", "Polka", "Rock"])
        {
            using (await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(2), actualGenre: genre), stop))
            {
            }
        }

        // An answer of /metrics is kept for a moment, so that the first one may be the one before.
        string metrics = silent;
        while (!metrics.Contains("genrenet_input_mfcc_mean{", StringComparison.Ordinal) || Sum(metrics, "judged") == 0)
        {
            await Task.Delay(100, stop);
            metrics = await service.Client.GetStringAsync("/metrics", stop);
        }

        Assert.Equal((2, 1), (Sum(metrics, "unknown_genre"), Sum(metrics, "judged")));
        Assert.DoesNotContain("Klezmer", metrics, StringComparison.Ordinal);
        Assert.Contains("genrenet_input_mfcc_mean{", metrics, StringComparison.Ordinal);
    }

    private static int Sum(string metrics, string counter) =>
        Regex.Matches(metrics, $@"^genrenet_server_{counter}_total(?:\{{[^}}]*\}})? ([0-9]+)", RegexOptions.Multiline)
            .Sum(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));

    [Fact]
    public async Task Metrics_report_mean_mfccs_and_their_distance_from_the_reference()
    {
        await using TestService service = await TestService.StartAsync();
        using (await service.Client.PostAsync("/predict", TestService.Form(TestClip.Wav(2), actualGenre: "rock"), TestContext.Current.CancellationToken))
        {
        }

        string metrics = await service.Client.GetStringAsync("/metrics", TestContext.Current.CancellationToken);
        for (int coefficient = 1; coefficient <= 13; coefficient++)
        {
            Assert.Contains($"coefficient=\"{coefficient}\"", metrics, StringComparison.Ordinal);
        }

        Assert.Contains("genrenet_input_mfcc_distance{", metrics, StringComparison.Ordinal);
        Assert.Contains("genrenet_server_queue_depth{", metrics, StringComparison.Ordinal);
        Assert.Contains("genrenet_server_judged_total{", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("clip.wav", metrics, StringComparison.Ordinal);
    }
}
